// Many small pictures on one canvas. With a canvas each, the browser composites a layer each in
// every frame: for forty of them it took 3 % from the training beside it.

import { make, penOf } from "../shared/elements.js";
import { putPixels } from "../shared/pixels.js";

/** @typedef {import("./squares.js").Box} Box */

const scratch = make("canvas");

/**
 * The canvas, as large as given in CSS pixels and empty, to be drawn on in CSS pixels.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 */
export function clearedSheet(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  const [wide, high] = [width, height].map((side) => Math.max(1, Math.round(side * ratio)));
  if (canvas.width !== wide || canvas.height !== high) {
    Object.assign(canvas, { width: wide, height: high });
  }
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  const context = penOf(canvas);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/**
 * rows x columns pixels, filled by `fill`, in the box, cut off at each of `outlines`.
 * @param {CanvasRenderingContext2D} context
 * @param {[number, number]} size rows and columns
 * @param {(pixels: Uint8ClampedArray) => void} fill
 * @param {Box} box
 * @param {Path2D[]} outlines
 * @param {number} [opacity]
 */
export function drawPicture(context, [rows, columns], fill, box, outlines, opacity = 1) {
  putPixels(scratch, rows, columns, fill);
  context.save();
  outlines.forEach((outline) => context.clip(outline));
  context.globalAlpha = opacity;
  context.drawImage(scratch, box.x, box.y, box.width, box.height);
  context.restore();
}

/**
 * @param {Box} box
 * @param {number} radius
 */
export function rounded({ x, y, width, height }, radius) {
  const outline = new Path2D();
  outline.roundRect(x, y, width, height, radius);
  return outline;
}
