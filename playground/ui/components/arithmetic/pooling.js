// ReLU and pooling as Keras has them: blocks beside each other; what fills no block is left out.

/**
 * @typedef {{rows: number, columns: number, values: Float32Array}} Sheet
 */

/** @param {ArrayLike<number>} values */
export function rectified(values) {
  return Float32Array.from(values, (value) => Math.max(0, value));
}

/**
 * The numbers of a block, row by row.
 * @param {{columns: number, values: ArrayLike<number>}} sheet
 * @param {number} size
 * @param {number} row of the block
 * @param {number} column
 */
export function blockOf({ columns, values }, size, row, column) {
  const found = [];
  for (let y = row * size; y < (row + 1) * size; y += 1) {
    for (let x = column * size; x < (column + 1) * size; x += 1) found.push(values[y * columns + x]);
  }
  return found;
}

/**
 * @param {number[]} block
 * @param {"max" | "average"} kind
 */
export function joinedBlock(block, kind) {
  if (kind === "max") return Math.max(...block);
  return block.reduce((sum, value) => sum + value, 0) / block.length;
}

/**
 * @param {{rows: number, columns: number, values: ArrayLike<number>}} sheet
 * @param {number} size
 * @param {"max" | "average"} kind
 * @returns {Sheet}
 */
export function pooled(sheet, size, kind) {
  const rows = Math.floor(sheet.rows / size), columns = Math.floor(sheet.columns / size);
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      values[row * columns + column] = joinedBlock(blockOf(sheet, size, row, column), kind);
    }
  }
  return { rows, columns, values };
}

/**
 * The largest number changes places with the one beside it in its block.
 * @param {Sheet} sheet
 * @param {number} size
 * @returns {Sheet}
 */
export function nudged({ rows, columns, values }, size) {
  const at = values.indexOf(Math.max(...values));
  const column = at % columns;
  const beside = at + (column % size === size - 1 || column === columns - 1 ? -1 : 1);
  const moved = values.slice();
  [moved[at], moved[beside]] = [values[beside], values[at]];
  return { rows, columns, values: moved };
}
