// The drain as a loop: the weights epoch by epoch, with the zeros among them.

import { gifOf } from "./gif.js";
import { canvasOf, drawMatrix } from "./sheet_of.js";

export const LOOP = { width: 800, height: 450, hundredths: 600 };
// How long the end stands before it begins again.
const REST = 150;
const MARGIN = 32;

/**
 * @typedef {{title: string, rows: number, columns: number, words: Record<"zeros" | "near", string>,
 *   epochs: {label: string, zeros: string, near: string, zero_share: number, near_share: number}[]}} Loop
 */

/**
 * Its bytes: six seconds, the last frame longer than the others.
 * @param {HTMLElement} root whose styles it takes
 * @param {Loop} loop
 * @param {Uint8Array} levels of all epochs, one after the other
 */
export function loopOf(root, loop, levels) {
  const sheet = canvasOf(root, LOOP.width, LOOP.height);
  const size = loop.rows * loop.columns, last = loop.epochs.length - 1;
  let spent = 0;
  const shots = loop.epochs.map((_epoch, i) => {
    drawFrame(sheet, loop, i, levels.subarray(i * size, (i + 1) * size));
    const until = i === last ? LOOP.hundredths
      : Math.round(((LOOP.hundredths - REST) * (i + 1)) / (last + 1));
    const hundredths = until - spent;
    spent = until;
    return { pixels: sheet.pen.getImageData(0, 0, LOOP.width, LOOP.height).data, hundredths };
  });
  sheet.done();
  return gifOf(LOOP.width, LOOP.height, shots);
}

/**
 * @param {import("./sheet_of.js").Sheet} sheet
 * @param {Loop} loop
 * @param {number} at
 * @param {Uint8Array} levels
 */
function drawFrame(sheet, loop, at, levels) {
  const { pen, colorOf, write } = sheet;
  const { rows, columns, words } = loop, epoch = loop.epochs[at];
  const wide = LOOP.width - 2 * MARGIN;
  sheet.blank();
  write(loop.title, MARGIN, 48, 26, { weight: 650, most: wide - 180 });
  write(epoch.label, LOOP.width - MARGIN, 48, 26, { weight: 650, align: "right" });
  drawMatrix(sheet, { levels, rows, columns }, { x: MARGIN, y: 70, wide, high: 250 });
  const y = 348, high = 22;
  pen.fillStyle = colorOf("var(--pg-grid)");
  pen.fillRect(MARGIN, y, wide, high);
  pen.fillStyle = colorOf("var(--pg-ghost)");
  pen.fillRect(MARGIN, y, wide * epoch.near_share, high);
  pen.fillStyle = colorOf("var(--pg-validation)");
  pen.fillRect(MARGIN, y, wide * epoch.zero_share, high);
  write(`${epoch.near} ${words.near}`, MARGIN, y + 60, 24, { most: wide / 2 });
  write(`${epoch.zeros} ${words.zeros}`, LOOP.width - MARGIN, y + 60, 24,
        { color: "var(--pg-validation)", weight: 600, align: "right", most: wide / 2 });
}
