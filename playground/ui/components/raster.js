// Numbers as squares on a canvas: see raster.py.

import { cutToFill } from "./parts/fitting.js";
import { make, setHeight, setText, variable, watchSize } from "./shared/elements.js";
import { paintBytes, paintLevels, putPixels, rgb } from "./shared/pixels.js";
import { live } from "./shared/places.js";

const MASK_WIDTH = 6;
const CAPTION_HEIGHT = 22;

function mount(parentElement) {
  const root = make("div", "pg pg-raster", parentElement, { role: "img" });
  const area = make("div", "pg-area", root);
  const part = make("div", "pg-part", area);
  const canvas = make("canvas", "", part);
  const caption = make("div", "pg-caption", root);
  const hover = make("div", "pg-hover", root);
  const state = { root, area, part, canvas, caption, hover, message: null };
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
    const cell = state.message?.header.clicks && cellAt(state, clicked.clientX, clicked.clientY);
    if (cell) state.send("click", cell);
  });
  return state;
}

// A square is a whole number of the screen's own pixels, also on a screen with 1.5 of them to a
// CSS pixel: else some squares would be wider than others. Its side in CSS pixels, and how many rows
// and columns are shown: a matrix that has been cut already is cut to the box's shape.
function arrangement(state) {
  const { rows, columns, square, caption, palette, cut } = state.message.header;
  const dense = window.devicePixelRatio || 1;
  // The mask's room is kept while there is none: nothing moves when dropout is switched on.
  const wide = state.root.clientWidth - (palette === "weights" ? MASK_WIDTH : 0);
  const high = state.root.clientHeight - (caption ? CAPTION_HEIGHT : 0);
  if (cut) return cutToFill(rows, columns, { wide, high }, dense);
  const fits = Math.min(wide / columns, high / rows);
  const wanted = square ? Math.min(square, fits) : fits;
  const side = Math.max(1, square && wanted === square ? Math.round(wanted * dense)
                                                       : Math.floor(wanted * dense)) / dense;
  return { side, rows, columns };
}

function paint(state) {
  if (!state.message || !state.sized || !state.root.clientWidth) return;
  const { root, part, canvas, caption, message } = state;
  const { header, body, mask } = message;
  const { side, rows, columns } = arrangement(state);
  part.style.width = `${columns * side}px`;
  part.style.height = `${rows * side}px`;
  canvas.style.width = `${header.columns * side}px`;
  canvas.style.height = `${header.rows * side}px`;
  putPixels(canvas, header.rows, header.columns, (pixels) => {
    if (header.palette === "weights") paintLevels(root, pixels, body);
    else paintBytes(pixels, body, header.palette === "rgb" ? 3 : 1);
    if (mask.length) dim(pixels, mask, header.columns);
  });
  paintMask(state, side, rows);
  setText(caption, header.caption);
  state.side = side;
  root.dataset.tag = header.tag;
  if (state.pointer) showValue(state);
}

function dim(pixels, mask, columns) {
  mask.forEach((kept, row) => {
    if (kept) return;
    for (let i = row * columns; i < (row + 1) * columns; i += 1) {
      pixels[4 * i + 3] = Math.round(pixels[4 * i + 3] * 0.18);
    }
  });
}

function paintMask(state, side, rows) {
  const mask = state.message.mask.subarray(0, rows);
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

function cellAt(state, x, y) {
  const box = state.canvas.getBoundingClientRect();
  const { rows, columns } = state.message.header;
  const cell = [Math.floor((y - box.top) / state.side), Math.floor((x - box.left) / state.side)];
  return cell[0] >= 0 && cell[1] >= 0 && cell[0] < rows && cell[1] < columns ? cell : null;
}

function showValue(state) {
  const { hover, root, message: { header, body } } = state;
  const cell = cellAt(state, ...state.pointer);
  hover.style.visibility = cell ? "visible" : "hidden";
  if (!cell) return;
  const at = cell[0] * header.columns + cell[1];
  const where = `${header.names[0]} ${cell[0] + 1}, ${header.names[1]} ${cell[1] + 1}`;
  setText(hover, `${where}: ${valueAt(header, body, at)}`);
  const box = root.getBoundingClientRect();
  const x = state.pointer[0] - box.left, y = state.pointer[1] - box.top;
  hover.style.left = `${Math.max(0, Math.min(x + 14, root.clientWidth - hover.offsetWidth))}px`;
  hover.style.top = `${y > 40 ? y - 34 : y + 18}px`;
}

function valueAt(header, body, at) {
  if (header.palette === "rgb") return [...body.subarray(3 * at, 3 * at + 3)].join(" ");
  if (header.palette === "gray") return String(body[at]);
  const level = (body[at] << 24) >> 24;
  // A level stands for a range of values, its ends for all that lies beyond.
  const value = (Math.abs(level) / 127) * header.limit;
  const sign = level < 0 ? "−" : "";
  const digits = Math.max(0, 2 - Math.floor(Math.log10(header.limit)));
  return level === 0 ? "0" : `${Math.abs(level) === 127 ? "at or beyond " : ""}${sign}${value.toFixed(digits)}`;
}

function update(state, { header, bodies: [body, mask] }) {
  state.message = { header, body, mask };
  setHeight(state.root, header.height);
  state.root.dataset.clicks = header.clicks;
  state.root.setAttribute("aria-label", header.alt);
  paint(state);
}

export default function (component) {
  return live(component, mount, update);
}
