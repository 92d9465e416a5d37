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
 * How many a row: so many, or another number if that makes them larger.
 * @param {number} width
 * @param {number} height
 * @param {number} count
 * @param {number} columns
 * @param {number} gap
 * @param {number} [below]
 * @param {number[]} [others]
 */
export function largestSquares(width, height, count, columns, gap, below = 0,
                               others = [Math.ceil(columns / 2), Math.ceil(columns / 4)]) {
  const choices = [columns, ...others].map((across) => (
    { across, side: sideThatFits(width, height, count, across, gap, below) }));
  return choices.reduce((one, other) => (other.side > one.side ? other : one));
}

// Of the area that can be covered: with so much of it, more squares are better than larger ones.
const NEARLY = 0.93;

/**
 * The upper left part of rows x columns squares, each a whole number of the screen's own pixels,
 * that fills a room best: all of them, or fewer and larger ones where the room has another shape.
 * @param {number} rows
 * @param {number} columns
 * @param {number} width
 * @param {number} height
 * @param {number} [dense] pixels of the screen to one of the page
 */
export function cutToFill(rows, columns, width, height, dense = 1) {
  const least = Math.max(1, Math.floor(dense * Math.min(width / columns, height / rows)));
  const choices = Array.from({ length: 8 }, (_, more) => {
    const side = (least + more) / dense;
    const across = Math.min(columns, Math.max(1, Math.floor(width / side)));
    const down = Math.min(rows, Math.max(1, Math.floor(height / side)));
    const inside = across * side <= width && down * side <= height;
    return { side, across, down, area: inside || !more ? across * down * side * side : 0 };
  });
  const enough = NEARLY * Math.max(...choices.map(({ area }) => area));
  const best = choices.find(({ area }) => area >= enough) ?? choices[0];
  return { side: best.side, columns: best.across, rows: best.down };
}
