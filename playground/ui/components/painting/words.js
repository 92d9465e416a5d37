// How wide words are: measured once for each, as asking the page would have it laid out.

import { make, penOf, variable } from "../shared/elements.js";

/** @type {Map<string, number>} */
const measured = new Map();
/** @type {CanvasRenderingContext2D | undefined} */
let brush;

/**
 * In pixels.
 * @param {string} text
 * @param {number} size
 * @param {string} family
 */
export function widthOf(text, size, family) {
  const key = `${size} ${text}`;
  let width = measured.get(key);
  if (width === undefined) {
    brush ??= penOf(make("canvas"));
    brush.font = `${size}px ${family}`;
    width = brush.measureText(text).width;
    measured.set(key, width);
  }
  return width;
}

/** @type {{font: string, large: number} | null} */
let looks = null;

/**
 * The name of the page's font, and by which factor it has its figures enlarged (0: not at all).
 * Asked for once for all that is painted in one frame: after each picture the page's styles would be
 * worked out again.
 * @param {Element} root
 */
export function looksOfThisFrame(root) {
  if (!looks) {
    looks = { font: variable(root, "--st-font"), large: Number(variable(root, "--pg-large")) || 0 };
    requestAnimationFrame(() => { looks = null; });
  }
  return looks;
}

/** Measured before its font had come, a text stands in the wrong place. */
export function measureAnew() {
  measured.clear();
}
