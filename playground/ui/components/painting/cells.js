// Pictures and maps whose single pixels are seen: whole screen pixels wide, and a window over them.

import { make, variable } from "../shared/elements.js";
import { putPixels, rgb } from "../shared/pixels.js";

/** @typedef {import("../arithmetic/convolution.js").Grid} Cells */

/**
 * A board of cells with a window on it. `rim`: zeros around the picture, before and behind.
 * @param {HTMLElement} parent
 */
export function board(parent) {
  const room = make("div", "pg-board-room", parent);
  const root = make("div", "pg-board", room, { tabindex: "0", role: "application" });
  const canvas = make("canvas", "", root);
  const frame = make("div", "pg-window", root);
  let side = 1, rim = 0;
  return {
    root, room,
    /**
     * @param {{rows: number, columns: number}} cells
     * @param {{before: number, behind: number}} around
     * @param {number} most room for a cell, in CSS pixels
     */
    size({ rows, columns }, { before, behind }, most) {
      const dense = window.devicePixelRatio || 1;
      rim = before;
      const across = columns + before + behind, down = rows + before + behind;
      side = Math.max(1, Math.floor(most * dense)) / dense;
      root.style.width = `${across * side}px`;
      root.style.height = `${down * side}px`;
      canvas.style.cssText = `left:${before * side}px;top:${before * side}px;`
        + `width:${columns * side}px;height:${rows * side}px`;
    },
    /**
     * @param {number} rows
     * @param {number} columns
     * @param {(pixels: Uint8ClampedArray) => void} fill
     */
    paint(rows, columns, fill) {
      putPixels(canvas, rows, columns, fill);
    },
    /**
     * @param {number} row of its first cell, of the picture without its rim
     * @param {number} column
     * @param {number} reach
     */
    frame(row, column, reach) {
      frame.style.transform = `translate(${(column + rim) * side}px, ${(row + rim) * side}px)`;
      frame.style.width = frame.style.height = `${reach * side}px`;
    },
    /**
     * The cell under a pointer, which may lie beyond the edge.
     * @param {PointerEvent} at
     */
    cell(at) {
      const box = root.getBoundingClientRect();
      return [Math.floor((at.clientY - box.top) / side) - rim,
              Math.floor((at.clientX - box.left) / side) - rim];
    },
  };
}

/**
 * Colors for numbers on a ground: as a picture from `low` (black) to `high` (white), or signed.
 * @param {Element} root
 */
export function inks(root) {
  const ground = rgb(hex(variable(root, "--st-background-color")));
  const negative = rgb(variable(root, "--pg-negative")), positive = rgb(variable(root, "--pg-positive"));
  return {
    /** @param {number} share -1 .. 1 */
    signed(share) {
      const color = share < 0 ? negative : positive, part = Math.min(1, Math.abs(share));
      return color.map((one, at) => Math.round(one * part + ground[at] * (1 - part)));
    },
    /** @param {number} share 0 .. 1 */
    gray(share) {
      const level = Math.round(255 * Math.max(0, Math.min(1, share)));
      return [level, level, level];
    },
  };
}

/** @param {string} color */
function hex(color) {
  return /^#[0-9a-f]{6}/i.test(color) ? color : /^#[0-9a-f]{3}$/i.test(color)
    ? `#${[...color.slice(1)].map((one) => one + one).join("")}` : "#ffffff";
}

/**
 * Moves by arrows, Home and End: the place after a key, or null where the key is none of these.
 * @param {string} key
 * @param {[number, number]} at
 * @param {number} rows
 * @param {number} columns
 * @returns {[number, number] | null}
 */
export function movedBy(key, [row, column], rows, columns) {
  /** @type {Record<string, [number, number]>} */
  const moves = {
    ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1], ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column], Home: [row, 0], End: [row, columns - 1],
    PageUp: [0, column], PageDown: [rows - 1, column],
  };
  const to = moves[key];
  return to ? [Math.max(0, Math.min(rows - 1, to[0])), Math.max(0, Math.min(columns - 1, to[1]))] : null;
}
