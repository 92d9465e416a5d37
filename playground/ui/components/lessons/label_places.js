// Where a word stands beside its point without lying on another word or on a point.

const LETTER = 7.2, HIGH = 16, TOUCHES = 10; // px
/** Below and above its point, then farther away. */
const ASIDE = [-16, 26, -34, 44, -52, 62];

/** @typedef {{x: number, y: number, half: number}} Box its middle at the foot of the letters */

/**
 * @param {Box} box
 * @param {Box[]} words
 * @param {[number, number][]} points
 */
function free({ x, y, half }, words, points) {
  return words.every((one) => Math.abs(one.x - x) >= one.half + half || Math.abs(one.y - y) >= HIGH)
    && points.every(([px, py]) => Math.abs(px - x) >= half + TOUCHES
      || Math.abs(py - (y - HIGH / 3)) >= HIGH / 2 + TOUCHES);
}

/**
 * Places for texts at their points within a square, in their order; an empty text takes none. Some
 * 7 pixels a letter: measuring would have the page laid out at each move.
 * @param {{text: string, at: [number, number]}[]} wanted
 * @param {number} side
 * @param {[number, number][]} points that no word covers
 * @returns {[number, number][]} middle and foot of each
 */
export function labelPlaces(wanted, side, points) {
  /** @type {Box[]} */
  const taken = [];
  return wanted.map(({ text, at: [px, py] }) => {
    if (!text) return [px, py];
    const half = (LETTER * text.length) / 2;
    const x = Math.max(half + 6, Math.min(side - half - 6, px));
    const rows = ASIDE.map((by) => py + by).filter((y) => y >= HIGH && y <= side - 8);
    const y = rows.find((one) => free({ x, y: one, half }, taken, points)) ?? rows[0] ?? py;
    taken.push({ x, y, half });
    return [x, y];
  });
}
