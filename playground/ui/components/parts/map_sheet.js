// The maps of one layer side by side, one of them chosen; the pointer reads a value.

import { clearedSheet, drawPicture } from "../painting/sheet.js";
import { rowsOf, squareOf } from "../painting/squares.js";
import { make, setText, variable } from "../shared/elements.js";
import { inks } from "../painting/cells.js";

const GAP = 3;

/**
 * `levels` -127 .. 127 where `signed`, else 0 .. 255; the largest level stands for `peak`.
 * @typedef {{count: number, rows: number, columns: number, levels: Uint8Array, signed: boolean,
 *            peak: number}} Maps
 */

/**
 * @param {HTMLElement} parent
 * @param {(unit: number) => void} choose
 */
export function mapSheet(parent, choose) {
  const root = make("div", "pg-sheet", parent, { tabindex: "0", role: "group" });
  const canvas = make("canvas", "", root), mark = make("div", "pg-mark", root), read = make("div", "pg-hover", root);
  let maps = /** @type {Maps | null} */ (null), across = 1, side = 1, chosen = -1;
  let words = (/** @type {number} */ unit, /** @type {number} */ value) => `${unit} ${value}`;

  /** @param {PointerEvent | MouseEvent} event */
  function under(event) {
    const box = canvas.getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top;
    const column = Math.floor(x / (side + GAP)), row = Math.floor(y / (side + GAP)), unit = row * across + column;
    if (!maps || column < 0 || column >= across || unit < 0 || unit >= maps.count) return null;
    const inside = [y - row * (side + GAP), x - column * (side + GAP)];
    const at = [Math.floor((inside[0] / side) * maps.rows), Math.floor((inside[1] / side) * maps.columns)];
    if (at[0] >= maps.rows || at[1] >= maps.columns) return null;
    return { unit, value: valueOf(maps, (unit * maps.rows + at[0]) * maps.columns + at[1]), x, y };
  }

  canvas.addEventListener("pointermove", (event) => {
    const there = under(event);
    read.style.visibility = there ? "visible" : "hidden";
    if (!there) return;
    setText(read, words(there.unit, there.value));
    read.style.left = `${Math.max(0, Math.min(there.x + 12, root.clientWidth - read.offsetWidth))}px`;
    read.style.top = `${there.y > 40 ? there.y - 32 : there.y + 18}px`;
  });
  canvas.addEventListener("pointerleave", () => { read.style.visibility = "hidden"; });
  canvas.addEventListener("click", (event) => {
    const there = under(event);
    if (there) choose(there.unit);
  });
  root.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -across, ArrowDown: across }[event.key];
    const to = Math.max(0, chosen) + (by ?? 0);
    if (!maps || !by || to < 0 || to >= maps.count) return;
    event.preventDefault();
    choose(to);
  });

  return {
    root,
    /**
     * @param {Maps} given
     * @param {number} width
     * @param {number} most the widest side of a map, in CSS pixels
     * @param {number} unit the chosen one, -1 for none
     * @param {(unit: number, value: number) => string} worded
     */
    show(given, width, most, unit, worded) {
      [maps, words, chosen] = [given, worded, unit];
      const least = Math.max(1, Math.min(most, given.columns * 8));
      across = Math.max(1, Math.min(given.count, Math.floor((width + GAP) / (least + GAP))));
      side = Math.max(4, Math.min(most, Math.floor((width + GAP) / across) - GAP));
      const high = rowsOf(given.count, across) * (side + GAP) - GAP;
      const context = clearedSheet(canvas, across * (side + GAP) - GAP, high), ink = inks(root);
      context.imageSmoothingEnabled = false;
      const area = given.rows * given.columns, line = variable(root, "--pg-line");
      for (let one = 0; one < given.count; one += 1) {
        const box = squareOf(one, across, side, GAP);
        drawPicture(context, [given.rows, given.columns], (pixels) => {
          for (let i = 0; i < area; i += 1) {
            const level = given.levels[one * area + i];
            const color = given.signed ? ink.signed(((level << 24) >> 24) / 127) : ink.gray(level / 255);
            pixels.set([...color, 255], 4 * i);
          }
        }, box, []);
        if (!given.signed) continue;
        // A map that is near zero at its rim would run into the next.
        context.strokeStyle = line;
        context.strokeRect(box.x + 0.5, box.y + 0.5, side - 1, side - 1);
      }
      const at = squareOf(Math.max(0, unit), across, side, GAP);
      mark.hidden = unit < 0;
      mark.style.cssText = `left:${at.x}px;top:${at.y}px;width:${side}px;height:${side}px`;
    },
  };
}

/**
 * @param {Maps} maps
 * @param {number} at
 */
export function valueOf({ levels, signed, peak }, at) {
  return signed ? (((levels[at] << 24) >> 24) / 127) * peak : (levels[at] / 255) * peak;
}
