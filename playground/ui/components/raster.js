// Numbers as squares on a canvas: see raster.py.

import { cutToFill } from "./painting/squares.js";
import { levelText } from "./parts/levels.js";
import { make, setHeight, setText, variable, watchSize } from "./shared/elements.js";
import { paintBytes, paintDots, paintLevels, putPixels, rgb } from "./shared/pixels.js";
import { live, placed } from "./shared/places.js";

const MASK_WIDTH = 6;
const CAPTION_HEIGHT = 22;

/**
 * @typedef {{rows: number, columns: number, height: number, alt: string, square: number,
 *            palette: "weights" | "gray" | "rgb" | "dots", limit: number, caption: string,
 *            names: [string, string], tag: string, clicks: boolean, cut: boolean,
 *            words: {beyond: string, point: string, dots: [string, string]}}} Header
 */
/** @typedef {{header: Header, body: Uint8Array, mask: Uint8Array}} Shape */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-raster", parentElement, { role: "img" });
  const area = make("div", "pg-area", root);
  const part = make("div", "pg-part", area);
  const canvas = make("canvas", "", part);
  const caption = make("div", "pg-caption", root);
  const hover = make("div", "pg-hover", root);
  const state = placed({
    root, area, part, canvas, caption, hover, side: 1,
    message: /** @type {Shape | null} */ (null),
    pointer: /** @type {[number, number] | null} */ (null),
    strip: /** @type {HTMLCanvasElement | null} */ (null),
  });
  state.repaint = () => paint(state);
  state.remove = watchSize(state, () => paint(state));
  canvas.addEventListener("pointermove", (moved) => {
    state.pointer = [moved.clientX, moved.clientY];
    showValue(state);
  });
  canvas.addEventListener("pointerleave", () => {
    state.pointer = null;
    hover.style.visibility = "hidden";
  });
  canvas.addEventListener("click", (clicked) => {
    const { message } = state;
    const cell = message && cellAt(state, message.header, clicked.clientX, clicked.clientY);
    if (message?.header.clicks && cell) state.send("click", cell);
  });
  return state;
}

/**
 * A square is a whole number of the screen's own pixels, also on a screen with 1.5 of them to a
 * CSS pixel: else some squares would be wider than others. Returns its side in CSS pixels, and how
 * many rows and columns are shown: of what is a part already, those that fill the room.
 * @param {State} state
 * @param {Header} header
 */
function arranged(state, { rows, columns, square, caption, palette, cut }) {
  const dense = window.devicePixelRatio || 1;
  // The mask's room is kept while there is none: nothing moves when dropout is switched on.
  const wide = state.root.clientWidth - (palette === "weights" ? MASK_WIDTH : 0);
  const high = state.root.clientHeight - (caption ? CAPTION_HEIGHT : 0);
  if (cut) return cutToFill(rows, columns, wide, high, dense);
  const fits = Math.min(wide / columns, high / rows);
  const wanted = square ? Math.min(square, fits) : fits;
  const side = Math.max(1, square && wanted === square ? Math.round(wanted * dense)
                                                       : Math.floor(wanted * dense)) / dense;
  return { side, rows, columns };
}

/** @param {State} state */
function paint(state) {
  if (!state.message || !state.sized || !state.root.clientWidth) return;
  const { root, part, canvas, caption, message } = state;
  const { header, body, mask } = message;
  const { side, rows, columns } = arranged(state, header);
  part.style.width = `${columns * side}px`;
  part.style.height = `${rows * side}px`;
  canvas.style.width = `${header.columns * side}px`;
  canvas.style.height = `${header.rows * side}px`;
  putPixels(canvas, header.rows, header.columns, (pixels) => {
    if (header.palette === "weights") paintLevels(root, pixels, body);
    else if (header.palette === "dots") paintDots(root, pixels, body);
    else paintBytes(pixels, body, header.palette === "rgb" ? 3 : 1);
    if (mask.length) dim(pixels, mask, header.columns);
  });
  paintMask(state, mask.subarray(0, rows), side);
  setText(caption, header.caption);
  state.side = side;
  root.dataset.tag = header.tag;
  if (state.pointer) showValue(state);
}

/**
 * @param {Uint8ClampedArray} pixels
 * @param {Uint8Array} mask
 * @param {number} columns
 */
function dim(pixels, mask, columns) {
  mask.forEach((kept, row) => {
    if (kept) return;
    for (let i = row * columns; i < (row + 1) * columns; i += 1) {
      pixels[4 * i + 3] = Math.round(pixels[4 * i + 3] * 0.18);
    }
  });
}

/**
 * @param {State} state
 * @param {Uint8Array} mask
 * @param {number} side
 */
function paintMask(state, mask, side) {
  if (!mask.length) {
    state.strip?.remove();
    state.strip = null;
    return;
  }
  state.strip ??= make("canvas", "", state.area);
  const { strip } = state;
  strip.style.cssText = `position:absolute;left:calc(100% + 2px);top:0;width:4px;height:${mask.length * side}px`;
  const color = rgb(variable(state.root, "--pg-validation"));
  putPixels(strip, mask.length, 1, (pixels) => {
    mask.forEach((kept, row) => pixels.set([...color, kept ? 255 : 0], 4 * row));
  });
}

/**
 * @param {State} state
 * @param {Header} header
 * @param {number} x
 * @param {number} y
 */
function cellAt(state, { rows, columns }, x, y) {
  const box = state.canvas.getBoundingClientRect();
  const cell = [Math.floor((y - box.top) / state.side), Math.floor((x - box.left) / state.side)];
  return cell[0] >= 0 && cell[1] >= 0 && cell[0] < rows && cell[1] < columns ? cell : null;
}

/** @param {State} state */
function showValue(state) {
  const { hover, root, message, pointer } = state;
  if (!message || !pointer) return;
  const { header, body } = message;
  const cell = cellAt(state, header, ...pointer);
  hover.style.visibility = cell ? "visible" : "hidden";
  if (!cell) return;
  const at = cell[0] * header.columns + cell[1];
  const where = `${header.names[0]} ${cell[0] + 1}, ${header.names[1]} ${cell[1] + 1}`;
  setText(hover, `${where}: ${valueAt(header, body, at)}`);
  const box = root.getBoundingClientRect();
  const x = pointer[0] - box.left, y = pointer[1] - box.top;
  hover.style.left = `${Math.max(0, Math.min(x + 14, root.clientWidth - hover.offsetWidth))}px`;
  hover.style.top = `${y > 40 ? y - 34 : y + 18}px`;
}

/**
 * @param {Header} header
 * @param {Uint8Array} body
 * @param {number} at
 */
function valueAt(header, body, at) {
  if (header.palette === "rgb") return [...body.subarray(3 * at, 3 * at + 3)].join(" ");
  if (header.palette === "gray") return String(body[at]);
  if (header.palette === "dots") return header.words.dots[body[at] ? 1 : 0];
  return levelText((body[at] << 24) >> 24, header.limit, header.words);
}

/**
 * @param {State} state
 * @param {Message<Header>} message
 */
function update(state, { header, bodies: [body, mask] }) {
  state.message = { header, body, mask };
  setHeight(state.root, header.height);
  state.root.dataset.clicks = String(header.clicks);
  state.root.setAttribute("aria-label", header.alt);
  paint(state);
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
