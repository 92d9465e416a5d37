// Where many small pictures lie on one sheet.

/** @typedef {{x: number, y: number, width: number, height: number}} Box */

/**
 * The square of picture `index` where they lie in rows, `below` what stands under each of them.
 * @param {number} index
 * @param {number} columns
 * @param {number} side
 * @param {number} gap
 * @param {number} [below]
 * @returns {Box}
 */
export function squareOf(index, columns, side, gap, below = 0) {
  return {
    x: (index % columns) * (side + gap), y: Math.floor(index / columns) * (side + below + gap),
    width: side, height: side,
  };
}

/**
 * The side of `count` squares that fill a room, so many a row.
 * @param {number} width
 * @param {number} height
 * @param {number} count
 * @param {number} columns
 * @param {number} gap
 * @param {number} [below]
 */
export function sideThatFits(width, height, count, columns, gap, below = 0) {
  const rows = rowsOf(count, columns);
  return Math.min((width - gap * (columns - 1)) / columns,
                  (height - gap * (rows - 1)) / rows - below);
}

/**
 * @param {number} count
 * @param {number} columns
 */
export function rowsOf(count, columns) {
  return Math.max(1, Math.ceil(count / columns));
}

/**
 * How many a row: so many, or on a narrow screen fewer, if that makes them larger.
 * @param {number} width
 * @param {number} height
 * @param {number} count
 * @param {number} columns
 * @param {number} gap
 */
export function largestSquares(width, height, count, columns, gap) {
  const choices = [columns, Math.ceil(columns / 2), Math.ceil(columns / 4)].map((across) => (
    { across, side: sideThatFits(width, height, count, across, gap) }));
  return choices.reduce((one, other) => (other.side > one.side ? other : one));
}
