// A layer's units side by side: see unit_sheet.py.

import { clearedSheet, drawPicture, rounded } from "./painting/sheet.js";
import { make, setText, variable, watchSize } from "./shared/elements.js";
import { join, light } from "./shared/lit.js";
import { paintBytes, paintLevels, rgb } from "./shared/pixels.js";
import { live, placed } from "./shared/places.js";

const GAP = 5, FRAME = 1, ZERO = -128;
const NARROW = 600, LEAST = 34;

/**
 * @typedef {{number: number, name: string, dead: boolean, chosen: boolean}} Unit
 * @typedef {{layer: string, side: number, across: number, rows: boolean, alt: string, tag: string,
 *            kind: "gray" | "rgb" | "levels", size: [number, number], drawn: boolean,
 *            clicks: boolean, units: Unit[], words: {dead: string}}} Header
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-units", parentElement, { role: "group" });
  const state = placed({
    root, canvas: make("canvas", "", root), grid: make("div", "pg-grid", root),
    cells: /** @type {HTMLElement[]} */ ([]), header: /** @type {Header | null} */ (null),
    body: new Uint8Array(),
  });
  state.repaint = () => paint(state);
  const unwatch = watchSize(state, () => paint(state));
  const leave = join({ light: (unit) => lightIn(state, unit) });
  root.addEventListener("keydown", (event) => move(state, event));
  root.addEventListener("pointerleave", () => light(""));
  root.addEventListener("focusout", () => light(""));
  state.remove = () => {
    unwatch();
    leave();
  };
  return state;
}

/**
 * @param {State} state
 * @param {string} unit
 */
function lightIn({ header, cells }, unit) {
  header?.units.forEach(({ number }, at) => {
    const lit = unit === `${header.layer}:${number}`;
    if (lit) cells[at].dataset.lit = "true";
    else delete cells[at].dataset.lit;
  });
}

/**
 * One stop of the Tab key a sheet; the arrows go from unit to unit.
 * @param {State} state
 * @param {KeyboardEvent} event
 */
function move({ header, cells, width }, event) {
  if (!header || header.rows) return;
  const at = cells.indexOf(/** @type {HTMLElement} */ (event.target));
  const across = acrossOf(header, width);
  /** @type {Record<string, number>} */
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -across, ArrowDown: across };
  const next = cells[at + (steps[event.key] ?? 0)];
  if (at < 0 || !(event.key in steps) || !next) return;
  event.preventDefault();
  cells.forEach((one) => { one.tabIndex = one === next ? 0 : -1; });
  next.focus();
}

/**
 * As the grid of the style sheet has it.
 * @param {Header} header
 * @param {number} width
 */
function acrossOf(header, width) {
  if (header.rows) return 1;
  return Math.max(1, Math.floor((width + GAP) / (sideOf(header, width) + GAP)));
}

/**
 * On a narrow screen a layer would go on for many screens.
 * @param {Header} header
 * @param {number} width
 */
function sideOf({ rows, side }, width) {
  return rows || width >= NARROW ? side : Math.max(LEAST, Math.round(0.62 * side));
}

/**
 * A weight is a whole number of pixels wide: what has no room is cut off.
 * @param {Header} header
 * @param {number} width
 */
function rowOf({ size }, width) {
  return size[1] * Math.max(1, Math.floor(width / size[1]));
}

/** @param {State} state */
function paint(state) {
  const { root, canvas, header, body, width } = state;
  if (!header || !width) return;
  const { units, rows } = header, side = sideOf(header, width);
  root.style.setProperty("--side", `${side}px`);
  const across = acrossOf(header, width), step = rows ? side : side + GAP;
  const down = Math.ceil(units.length / across);
  const context = clearedSheet(canvas, rows ? width : across * step, Math.max(1, down * step));
  context.imageSmoothingEnabled = false;
  if (!header.drawn) return;
  if (rows) root.style.setProperty("--drawn", `${rowOf(header, width)}px`);
  const marked = rgb(variable(root, "--pg-elsewhere"));
  units.forEach((unit, index) => {
    const box = rows
      ? { x: 0, y: index * step, width, height: side }
      : { x: (index % across) * step + FRAME, y: Math.floor(index / across) * step + FRAME,
          width: side - 2 * FRAME, height: side - 2 * FRAME };
    const outline = rounded(box, rows ? 0 : 3);
    for (let part = 0; part < header.across ** 2; part += 1) {
      paintPart(context, state, header, body, index, part, box, outline, marked);
    }
  });
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {State} state
 * @param {Header} header
 * @param {Uint8Array} body
 * @param {number} index of the unit
 * @param {number} part of its pictures
 * @param {import("./painting/squares.js").Box} box
 * @param {Path2D} outline
 * @param {number[]} marked
 */
function paintPart(context, { root }, header, body, index, part, box, outline, marked) {
  const { size, kind, across, rows } = header;
  const bytes = size[0] * size[1] * (kind === "rgb" ? 3 : 1);
  const at = (index * across ** 2 + part) * bytes;
  const own = body.subarray(at, at + bytes);
  const side = box.width / across;
  const into = rows
    ? { ...box, width: rowOf(header, box.width) }
    : { x: box.x + (part % across) * side, y: box.y + Math.floor(part / across) * side,
        width: side - (across > 1 ? 1 : 0), height: side - (across > 1 ? 1 : 0) };
  drawPicture(context, size, (pixels) => {
    if (kind !== "levels") paintBytes(pixels, own, kind === "rgb" ? 3 : 1);
    else paintWeights(root, pixels, own, marked);
  }, into, [outline]);
}

/**
 * @param {Element} root
 * @param {Uint8ClampedArray} pixels
 * @param {Uint8Array} own
 * @param {number[]} marked the color of exact zeros
 */
function paintWeights(root, pixels, own, marked) {
  paintLevels(root, pixels, own);
  const levels = new Int8Array(own.buffer, own.byteOffset, own.length);
  levels.forEach((level, i) => {
    if (level === ZERO) pixels.set([...marked, 110], 4 * i);
  });
}

/**
 * @param {State} state
 * @param {number} index
 * @param {boolean} rows
 */
function cell(state, index, rows) {
  const tag = rows ? "div" : "button", there = state.cells[index];
  if (there?.localName === tag) return there;
  const made = make(tag, "pg-unit");
  const lit = () => {
    const unit = state.header?.units[index];
    if (unit) light(`${state.header?.layer}:${unit.number}`);
  };
  made.addEventListener("pointerenter", lit);
  made.addEventListener("focus", lit);
  made.addEventListener("click", () => {
    const unit = state.header?.units[index];
    if (unit && state.header?.clicks) state.send("choose", unit.number);
  });
  if (there) there.replaceWith(made);
  else state.grid.appendChild(made);
  state.cells[index] = made;
  return made;
}

/**
 * @param {State} state
 * @param {Message<Header>} message
 */
function update(state, { header, bodies: [body] }) {
  Object.assign(state, { header, body });
  const { root, grid } = state;
  root.style.setProperty("--side", `${sideOf(header, state.width || NARROW)}px`);
  root.dataset.rows = String(header.rows);
  root.setAttribute("role", header.rows ? "img" : "group");
  root.setAttribute("aria-label", header.alt);
  state.cells.splice(header.units.length).forEach((gone) => gone.remove());
  const stop = Math.max(0, header.units.findIndex(({ chosen }) => chosen));
  header.units.forEach(({ name, dead, chosen }, index) => {
    const drawn = cell(state, index, header.rows);
    drawn.dataset.dead = String(dead);
    drawn.title = dead ? `${name}, ${header.words.dead}` : name;
    if (header.rows) return;
    drawn.setAttribute("aria-label", drawn.title);
    drawn.setAttribute("aria-pressed", String(chosen));
    drawn.tabIndex = index === stop ? 0 : -1;
  });
  if (!header.units.length) setText(grid, "");
  paint(state);
  root.dataset.drawn = String(header.drawn);
  root.dataset.tag = header.tag;
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
