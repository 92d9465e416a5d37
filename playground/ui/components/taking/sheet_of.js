// What card and loop share: a canvas in the page's font and colors.

import { make, penOf, variable } from "../shared/elements.js";
import { paintLevels, putPixels } from "../shared/pixels.js";

/** @typedef {ReturnType<typeof canvasOf>} Sheet */

/**
 * @param {HTMLElement} root whose styles they are
 * @param {number} width
 * @param {number} height
 * @param {number} [dense] pixels of the picture to one of these
 */
export function canvasOf(root, width, height, dense = 1) {
  const canvas = make("canvas");
  Object.assign(canvas, { width: width * dense, height: height * dense });
  const pen = penOf(canvas, { willReadFrequently: true });
  pen.scale(dense, dense);
  const family = variable(root, "--st-font") || "sans-serif";
  const probe = make("span", "", root);
  /** @type {Map<string, string>} */
  const known = new Map();
  /** @param {string} color */
  const colorOf = (color) => {
    let found = known.get(color);
    if (found === undefined) {
      probe.style.color = color;
      found = getComputedStyle(probe).color;
      known.set(color, found);
    }
    return found;
  };
  const blank = () => {
    pen.fillStyle = colorOf("var(--st-background-color)");
    pen.fillRect(0, 0, width, height);
  };
  /**
   * @param {string} words
   * @param {number} x
   * @param {number} y of their line
   * @param {number} size
   * @param {{color?: string, weight?: number, align?: CanvasTextAlign, most?: number}} [look]
   */
  const write = (words, x, y, size, look = {}) => {
    const { color = "var(--st-text-color)", weight = 400, align = "left", most } = look;
    pen.font = `${weight} ${size}px ${family}`;
    pen.fillStyle = colorOf(color);
    pen.textAlign = align;
    pen.fillText(words, x, y, most);
  };
  return { root, canvas, pen, family, colorOf, blank, write, width, height, done: () => probe.remove() };
}

/**
 * As many lines as there is room for; the last one ends in "…" where words are left over.
 * @param {Sheet} sheet
 * @param {string} words
 * @param {number} wide
 * @param {number} size
 * @param {number} most
 */
export function linesOf({ pen, family }, words, wide, size, most) {
  pen.font = `400 ${size}px ${family}`;
  /** @type {string[]} */
  const lines = [];
  for (const word of words.split(/\s+/)) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && pen.measureText(longer).width <= wide) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]} …`];
}

/**
 * Weights as squares, as large as they fit, each a whole number of pixels.
 * @param {Sheet} sheet
 * @param {{levels: Uint8Array, rows: number, columns: number}} matrix
 * @param {{x: number, y: number, wide: number, high: number}} room
 */
export function drawMatrix({ root, pen, colorOf }, { levels, rows, columns }, { x, y, wide, high }) {
  const side = Math.max(1, Math.floor(Math.min(wide / columns, high / rows)));
  const squares = make("canvas");
  putPixels(squares, rows, columns, (pixels) => paintLevels(root, pixels, levels));
  pen.imageSmoothingEnabled = false;
  pen.drawImage(squares, x, y, columns * side, rows * side);
  pen.lineWidth = 1;
  pen.strokeStyle = colorOf("var(--pg-line)");
  pen.strokeRect(x + 0.5, y + 0.5, columns * side - 1, rows * side - 1);
  return { wide: columns * side, high: rows * side };
}
