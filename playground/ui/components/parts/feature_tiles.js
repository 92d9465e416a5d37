// Pictures of a filter: its map of a picture, and the patches that excite it most.

import { clearedSheet, drawPicture } from "../painting/sheet.js";
import { make, penOf } from "../shared/elements.js";
import { putPixels } from "../shared/pixels.js";

/** @typedef {{size: [number, number], levels: Uint8Array}} FeatureMap */
/** @typedef {{shown: number, count: number}} Sheet */

/**
 * Its map of the picture above, its nine patches below, on one canvas.
 * @param {HTMLCanvasElement} canvas
 * @param {number} side
 * @param {FeatureMap} map
 * @param {ImageBitmap | null} sheet
 * @param {Sheet} of
 * @param {number} unit
 */
export function drawFeature(canvas, side, { size, levels }, sheet, of, unit) {
  const pen = clearedSheet(canvas, side, 2 * side + 3);
  pen.imageSmoothingEnabled = false;
  drawPicture(pen, size, (pixels) => grays(pixels, levels), { x: 0, y: 0, width: side, height: side }, []);
  if (sheet) nine(pen, side, side + 3, sheet, of, unit);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} side
 * @param {ImageBitmap | null} sheet
 * @param {Sheet} of
 * @param {number} unit
 */
export function drawPatches(canvas, side, sheet, of, unit) {
  const pen = clearedSheet(canvas, side, side);
  if (sheet) nine(pen, side, 0, sheet, of, unit);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} side
 * @param {number} top
 * @param {ImageBitmap} sheet
 * @param {Sheet} of
 * @param {number} unit
 */
function nine(pen, side, top, sheet, { shown, count }, unit) {
  const gap = side > 100 ? 2 : 1, each = (side - 2 * gap) / 3;
  // Few pixels are shown as such; of many, each would be less than one of the screen's.
  pen.imageSmoothingEnabled = shown > each;
  for (let rank = 0; rank < Math.min(9, count); rank += 1) {
    const x = (rank % 3) * (each + gap), y = top + Math.floor(rank / 3) * (each + gap);
    pen.drawImage(sheet, rank * shown, unit * shown, shown, shown, x, y, each, each);
  }
}

/**
 * The picture, dark where the filter is silent.
 * @param {HTMLCanvasElement} canvas
 * @param {number} side
 * @param {Uint8Array} picture
 * @param {number} size of the picture
 * @param {FeatureMap} map
 */
export function drawHeat(canvas, side, picture, size, { size: [rows, columns], levels }) {
  const pen = clearedSheet(canvas, side, side), most = Math.max(1, ...levels), veil = make("canvas");
  pen.imageSmoothingEnabled = false;
  drawPicture(pen, [size, size], (pixels) => {
    for (let i = 0; i < size * size; i += 1) pixels.set([...picture.subarray(3 * i, 3 * i + 3), 255], 4 * i);
  }, { x: 0, y: 0, width: side, height: side }, []);
  putPixels(veil, rows, columns, (pixels) => levels.forEach((level, i) => {
    pixels.set([0, 0, 0, Math.round(200 * (1 - level / most))], 4 * i);
  }));
  pen.imageSmoothingEnabled = true;
  penOf(canvas).drawImage(veil, 0, 0, side, side);
}

/**
 * @param {Uint8ClampedArray} pixels
 * @param {Uint8Array} levels
 */
function grays(pixels, levels) {
  levels.forEach((level, i) => pixels.set([level, level, level, 255], 4 * i));
}

/**
 * Which class most of the patches are from, and how many.
 * @param {number[]} signs
 */
export function commonest(signs) {
  const counts = [0, 0, 0];
  for (const sign of signs) if (sign >= 0 && sign < 3) counts[sign] += 1;
  const count = Math.max(...counts);
  return { sign: counts.indexOf(count), count };
}
