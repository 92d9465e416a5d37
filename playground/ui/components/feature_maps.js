// Feature maps with their kernels: see feature_maps.py.

import { clearedSheet, drawPicture, rounded } from "./painting/sheet.js";
import { largestSquares, rowsOf, squareOf } from "./painting/squares.js";
import { make, setHeight, setText, variable, watchSize } from "./shared/elements.js";
import { paintBytes, paintLevels } from "./shared/pixels.js";
import { live, placed } from "./shared/places.js";

const GAP = 6;
const NOTE = 56; // pixels that a note needs

/** @typedef {import("./painting/squares.js").Box} Box */
/**
 * @typedef {{count: number, size: [number, number], height: number, alt: string, tag: string,
 *            columns: number, names: string[], note: string, kernel: [number, number],
 *            signed: boolean}} Header
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-maps", parentElement, { role: "img" });
  const state = placed({
    root, canvas: make("canvas", "", root), note: make("div", "pg-maps-note", root),
    maps: /** @type {HTMLElement[]} */ ([]),
    message: /** @type {{header: Header, maps: Uint8Array, kernels: Uint8Array} | null} */ (null),
  });
  state.repaint = () => arrange(state);
  state.remove = watchSize(state, () => arrange(state));
  return state;
}

/** @param {State} state */
function arrange(state) {
  const { root, note, message } = state;
  if (!message || !state.sized || !root.clientWidth) return;
  const { columns, count } = message.header;
  const best = largestSquares(root.clientWidth, root.clientHeight, count, columns, GAP);
  root.style.setProperty("--columns", String(best.across));
  const side = Math.floor(best.side), taken = best.across * (side + GAP);
  root.style.setProperty("--side", `${side}px`);
  setText(note, message.header.note);
  note.style.left = `${taken}px`;
  note.hidden = count > best.across || root.clientWidth - taken < NOTE;
  paint(state, best.across, side);
}

/**
 * @param {State} state
 * @param {number} across
 * @param {number} side
 */
function paint({ root, canvas, message }, across, side) {
  if (!message) return;
  const { header, maps, kernels } = message;
  const { size, kernel, signed, count } = header;
  const area = size[0] * size[1], bytes = kernel[0] * kernel[1] * (signed ? 1 : 3);
  const context = clearedSheet(
    canvas, across * (side + GAP) - GAP, rowsOf(count, across) * (side + GAP));
  context.imageSmoothingEnabled = false;
  for (let index = 0; index < count; index += 1) {
    const square = squareOf(index, across, side, GAP);
    drawPicture(context, size, (into) => {
      paintBytes(into, maps.subarray(index * area, (index + 1) * area), 1);
    }, square, [rounded(square, 4)]);
    if (!bytes) continue;
    const own = kernels.subarray(index * bytes, (index + 1) * bytes);
    drawKernel(context, square, kernel, variable(root, "--st-background-color"), (into) => {
      if (signed) paintLevels(root, into, own);
      else paintBytes(into, own, 3);
    });
  }
}

/**
 * In the lower right corner of its map, on the page's ground.
 * @param {CanvasRenderingContext2D} context
 * @param {Box} map
 * @param {[number, number]} size
 * @param {string} ground
 * @param {(pixels: Uint8ClampedArray) => void} fill
 */
function drawKernel(context, map, size, ground, fill) {
  const side = Math.max(15, Math.round(0.3 * map.width));
  const box = {
    x: map.x + map.width - side - 3, y: map.y + map.height - side - 3, width: side, height: side,
  };
  context.fillStyle = ground;
  context.fill(rounded({ x: box.x - 2, y: box.y - 2, width: side + 4, height: side + 4 }, 4));
  drawPicture(context, size, fill, box, [rounded(box, 2)]);
}

/**
 * @param {State} state
 * @param {Message<Header>} message
 */
function update(state, message) {
  const { header, bodies: [maps, kernels] } = message;
  state.message = { header, maps, kernels };
  setHeight(state.root, header.height);
  state.root.setAttribute("aria-label", header.alt);
  state.maps.splice(header.count).forEach((gone) => gone.remove());
  for (let index = 0; index < header.count; index += 1) {
    const map = (state.maps[index] ??= make("div", "pg-map", state.root));
    map.title = header.names[index] ?? "";
  }
  arrange(state);
  state.root.dataset.tag = header.tag;
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
