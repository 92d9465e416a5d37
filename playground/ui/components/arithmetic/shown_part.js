// Which part of a square picture is shown large.

/**
 * The part of `span` points a side whose middle is as near to the chosen point as the picture lets
 * it be.
 * @param {number} side of the picture, in points
 * @param {number} span
 * @param {number} row of the chosen point, from 0
 * @param {number} column
 * @returns {{row: number, column: number}} of its first point
 */
export function shownPart(side, span, row, column) {
  const first = (/** @type {number} */ at) =>
    Math.min(Math.max(at - Math.floor(span / 2), 0), Math.max(0, side - span));
  return { row: first(row), column: first(column) };
}

/**
 * The three numbers of a point.
 * @param {ArrayLike<number>} bytes red, green, blue of each point, row by row
 * @param {number} side
 * @param {number} row
 * @param {number} column
 * @returns {[number, number, number]}
 */
export function pointAt(bytes, side, row, column) {
  const at = 3 * (row * side + column);
  return [bytes[at], bytes[at + 1], bytes[at + 2]];
}
