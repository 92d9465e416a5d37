// The result card: three numbers, the sentence, curves, matrix, and the link as a QR code.

import { described } from "../painting/axes.js";
import { enlarged } from "../painting/large.js";
import { drawOnCanvas } from "../painting/on_canvas.js";
import { canvasOf, drawMatrix, linesOf } from "./sheet_of.js";

export const CARD = { width: 1200, height: 675 };
const DENSE = 2, BORDER = 40, QUIET = 4, FACTOR = 0.75;

/**
 * @typedef {{title: string, subtitle: string, sentence: string, link: string,
 *   numbers: {role: string, label: string, value: string}[], figure: Figure, matrix: string,
 *   rows: number, columns: number, modules: number}} Card
 */

/**
 * @param {HTMLElement} root whose styles it takes
 * @param {Card} card
 * @param {Uint8Array} levels
 * @param {Uint8Array} modules of the code, 1 where dark
 */
export function cardOf(root, card, levels, modules) {
  const sheet = canvasOf(root, CARD.width, CARD.height, DENSE);
  const { pen, colorOf, family, write } = sheet;
  sheet.blank();
  write(card.title, BORDER, 66, 34, { weight: 650, most: 920 });
  write(card.subtitle, BORDER, 96, 20, { color: "var(--pg-soft)", most: 920 });
  card.numbers.forEach(({ role, label, value }, i) => {
    const color = `var(--pg-${role})`, x = BORDER + 210 * i;
    write(label, x, 142, 20, { color, weight: 600 });
    write(value, x, 204, 64, { color, weight: 600 });
  });
  linesOf(sheet, card.sentence, 880, 24, 2).forEach((line, i) => write(line, BORDER, 252 + 32 * i, 24));
  code(sheet, modules, card.modules, CARD.width - BORDER - 200, BORDER);
  write(card.link, CARD.width - BORDER - 100, BORDER + 222, 16,
        { color: "var(--pg-soft)", align: "center", most: 220 });
  pen.save();
  pen.translate(BORDER - 6, 306);
  drawOnCanvas(pen, described(enlarged(card.figure, FACTOR, 340), 630, 340, family), colorOf, family);
  pen.restore();
  const x = 690;
  write(card.matrix, x, 330, 20, { weight: 600 });
  drawMatrix(sheet, { levels, rows: card.rows, columns: card.columns },
             { x, y: 346, wide: CARD.width - BORDER - x, high: 290 });
  sheet.done();
  return sheet.canvas;
}

/**
 * Dark on white in any theme, with the margin that readers need.
 * @param {import("./sheet_of.js").Sheet} sheet
 * @param {Uint8Array} modules
 * @param {number} count a side
 * @param {number} x
 * @param {number} y
 */
function code({ pen }, modules, count, x, y) {
  const side = 200 / (count + 2 * QUIET);
  pen.fillStyle = "#fff";
  pen.fillRect(x, y, 200, 200);
  pen.fillStyle = "#000";
  // Each up to the next one's edge: rounded, no light line is left between two dark ones.
  /** @param {number} at */
  const edge = (at) => Math.round(DENSE * (at + QUIET) * side) / DENSE;
  modules.forEach((dark, i) => {
    const column = i % count, row = Math.floor(i / count);
    if (dark) {
      pen.fillRect(x + edge(column), y + edge(row), edge(column + 1) - edge(column),
                   edge(row + 1) - edge(row));
    }
  });
}
