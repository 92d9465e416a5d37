// A photo as a matrix of numbers: see lesson_seeing.py.

import { pointAt, shownPart } from "./arithmetic/shown_part.js";
import { make, penOf, setText, watchSize } from "./shared/elements.js";
import { paintBytes, putPixels } from "./shared/pixels.js";
import { live, placed } from "./shared/places.js";

const SPANS = [64, 48, 32, 24, 16, 12, 10, 8, 6, 4];
const GAP = 24, BESIDE = 620, SMALL = 0.3, PHONE = 150;
const TELLS_AFTER = 120; // ms
const CHANNELS = /** @type {const} */ (["all", "red", "green", "blue"]);
// Legible on black and on white: as light on a dark point and the other way round.
const INKS = { light: "#fff", dark: "#000" };

/**
 * @typedef {{side: number, tag: string, alt: string, locked: boolean, point: [number, number],
 *            span: number, marked: [number, number] | null,
 *            words: Record<typeof CHANNELS[number] | "zoom" | "channels" | "large" | "here", string>}} Header
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-seeing", parentElement);
  const bar = make("div", "pg-bar", root);
  const channels = make("div", "pg-channels", bar, { role: "group" });
  const label = make("label", "pg-zoom", bar);
  const zoomWords = make("span", "", label);
  const zoom = make("input", "", label, { type: "range", min: "0", max: String(SPANS.length - 1), step: "1" });
  const both = make("div", "pg-both", root);
  const small = make("div", "pg-small", both);
  const photo = make("canvas", "", small, { role: "img" });
  const frame = make("div", "pg-frame", small);
  const large = make("canvas", "pg-large", both, { role: "application", tabindex: "0" });
  const said = make("p", "pg-here", root, { role: "status" });
  const state = placed({
    root, channels, zoom, zoomWords, small, photo, frame, large, said,
    header: /** @type {Header | null} */ (null), bytes: /** @type {Uint8Array} */ (new Uint8Array()),
    row: 0, column: 0, span: 10, channel: 0, square: 0, timer: 0, chosen: false,
    /** @type {HTMLButtonElement[]} */
    buttons: [],
  });
  const unwatch = watchSize(state, () => paint(state));
  state.repaint = () => paint(state);
  state.remove = () => {
    unwatch();
    clearTimeout(state.timer);
  };
  CHANNELS.forEach((_, channel) => {
    const button = make("button", "", channels, { type: "button" });
    button.addEventListener("click", () => change(state, { channel }));
    state.buttons.push(button);
  });
  zoom.addEventListener("input", () => change(state, { span: SPANS[Number(zoom.value)] }));
  large.addEventListener("pointerdown", (pressed) => choose(state, pressed));
  for (const kind of /** @type {const} */ (["pointerdown", "pointermove"])) {
    small.addEventListener(kind, (moved) => {
      if (kind === "pointerdown" || moved.buttons) look(state, moved);
    });
  }
  large.addEventListener("keydown", (pressed) => key(state, pressed));
  return state;
}

/**
 * @param {State} state
 * @param {{row?: number, column?: number, span?: number, channel?: number, chosen?: boolean}} to
 */
function change(state, to) {
  const { header } = state;
  if (!header || header.locked) return;
  const within = (/** @type {number} */ at) => Math.min(Math.max(at, 0), header.side - 1);
  Object.assign(state, to);
  state.row = within(state.row);
  state.column = within(state.column);
  paint(state);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => tell(state), TELLS_AFTER);
}

/** @param {State} state */
function tell(state) {
  const { header, bytes, row, column, square, channel, chosen } = state;
  if (!header) return;
  const [red, green, blue] = pointAt(bytes, header.side, row, column);
  state.send("tell", { square, channel, ...(chosen ? { red, green, blue } : {}) });
}

/**
 * @param {State} state
 * @param {PointerEvent} pressed
 */
function choose(state, { clientX, clientY }) {
  const { header, large, span } = state;
  if (!header) return;
  const box = large.getBoundingClientRect();
  const part = shownPart(header.side, span, state.row, state.column);
  change(state, {
    row: part.row + Math.floor((clientY - box.top) / state.square),
    column: part.column + Math.floor((clientX - box.left) / state.square), chosen: true,
  });
}

/**
 * @param {State} state
 * @param {PointerEvent} moved
 */
function look(state, { clientX, clientY }) {
  const { header, photo } = state;
  if (!header) return;
  const box = photo.getBoundingClientRect();
  change(state, {
    row: Math.floor(((clientY - box.top) / box.height) * header.side),
    column: Math.floor(((clientX - box.left) / box.width) * header.side), chosen: true,
  });
}

/**
 * @param {State} state
 * @param {KeyboardEvent} pressed
 */
function key(state, pressed) {
  /** @type {Record<string, [number, number]>} */
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const move = moves[pressed.key];
  const closer = { "+": 1, "-": -1 }[pressed.key];
  if (move) change(state, { row: state.row + move[0], column: state.column + move[1], chosen: true });
  else if (closer) change(state, { span: SPANS[spanAt(state.span + 0) + closer] ?? state.span });
  else return;
  pressed.preventDefault();
}

/** @param {number} span */
function spanAt(span) {
  return SPANS.findIndex((one) => one <= span);
}

/** @param {State} state */
function paint(state) {
  const { header, root, bytes, row, column, span } = state;
  if (!header || !state.sized || !root.clientWidth) return;
  const wide = state.width >= BESIDE;
  const smallSide = wide ? Math.floor(state.width * SMALL) : PHONE;
  const room = wide ? state.width - smallSide - GAP : state.width;
  const high = Math.max(280, Math.min(room, window.innerHeight * 0.74));
  const square = Math.max(1, Math.floor(Math.min(room, high) / Math.min(span, header.side)));
  state.square = square;
  root.dataset.wide = String(wide);
  const part = shownPart(header.side, span, row, column);
  paintPhoto(state, smallSide, part);
  paintNumbers(state, part, square);
  paintControls(state);
  const [red, green, blue] = pointAt(bytes, header.side, row, column);
  const values = { row: row + 1, column: column + 1, red, green, blue };
  setText(state.said, Object.entries(values).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, String(value)), header.words.here));
  root.dataset.tag = `${header.tag} ${row} ${column} ${span} ${state.channel}`;
}

/**
 * @param {State} state
 * @param {number} width
 * @param {{row: number, column: number}} part
 */
function paintPhoto(state, width, part) {
  const { header, photo, frame, bytes, channel } = state;
  if (!header) return;
  const { side } = header, span = Math.min(state.span, side);
  photo.style.width = `${width}px`;
  putPixels(photo, side, side, (pixels) => {
    paintBytes(pixels, bytes, 3);
    if (channel) oneChannel(pixels, channel - 1);
  });
  const share = width / side;
  frame.style.left = `${part.column * share}px`;
  frame.style.top = `${part.row * share}px`;
  frame.style.width = frame.style.height = `${span * share}px`;
}

/**
 * A channel alone is a picture in gray: how much of it there is.
 * @param {Uint8ClampedArray} pixels
 * @param {number} channel
 */
function oneChannel(pixels, channel) {
  for (let at = 0; at < pixels.length; at += 4) pixels.fill(pixels[at + channel], at, at + 3);
}

/**
 * @param {State} state
 * @param {{row: number, column: number}} part
 * @param {number} square
 */
function paintNumbers(state, part, square) {
  const { header, large, bytes, channel } = state;
  if (!header) return;
  const span = Math.min(state.span, header.side), dense = window.devicePixelRatio || 1;
  const length = span * square;
  Object.assign(large, { width: Math.round(length * dense), height: Math.round(length * dense) });
  large.style.width = large.style.height = `${length}px`;
  const pen = penOf(large);
  pen.scale(dense, dense);
  const lines = channel ? 1 : 3;
  const size = Math.min(channel ? 17 : 15, (square - 2) / Math.max(lines * 1.06, 1.85));
  pen.font = `${size}px ${getComputedStyle(state.root).fontFamily}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (let down = 0; down < span; down += 1) {
    for (let across = 0; across < span; across += 1) {
      const point = pointAt(bytes, header.side, part.row + down, part.column + across);
      const shown = channel ? [point[channel - 1]] : point;
      const color = channel ? [shown[0], shown[0], shown[0]] : point;
      const x = across * square, y = down * square;
      pen.fillStyle = `rgb(${color.join(" ")})`;
      pen.fillRect(x, y, square, square);
      if (size < 7.5) continue;
      pen.fillStyle = 0.299 * color[0] + 0.587 * color[1] + 0.114 * color[2] > 117 ? INKS.dark : INKS.light;
      shown.forEach((value, line) => {
        pen.fillText(String(value), x + square / 2, y + square / 2 + (line - (lines - 1) / 2) * size * 1.08);
      });
    }
  }
  outline(state, pen, part, square, [state.row, state.column], [4, 2]);
  if (header.marked) outline(state, pen, part, square, header.marked, [6, 3]);
}

/**
 * Black and white, so that it is seen on any color.
 * @param {State} state
 * @param {CanvasRenderingContext2D} pen
 * @param {{row: number, column: number}} part
 * @param {number} square
 * @param {[number, number]} point
 * @param {[number, number]} widths
 */
function outline(state, pen, part, square, [row, column], widths) {
  const x = (column - part.column) * square, y = (row - part.row) * square;
  [INKS.dark, INKS.light].forEach((ink, at) => {
    pen.strokeStyle = ink;
    pen.lineWidth = widths[at];
    pen.strokeRect(x, y, square, square);
  });
}

/** @param {State} state */
function paintControls(state) {
  const { header, buttons, channel, zoom, channels } = state;
  if (!header) return;
  const { words, locked } = header;
  buttons.forEach((button, at) => {
    setText(button, words[CHANNELS[at]]);
    button.setAttribute("aria-pressed", String(at === channel));
    button.disabled = locked;
  });
  channels.setAttribute("aria-label", words.channels);
  setText(state.zoomWords, `${words.zoom}: ${state.span}`);
  zoom.value = String(spanAt(state.span));
  zoom.disabled = locked;
  zoom.setAttribute("aria-valuetext", String(state.span));
  state.photo.setAttribute("aria-label", header.alt);
  state.large.setAttribute("aria-label", words.large);
}

/**
 * @param {State} state
 * @param {Message<Header & Stamp>} message
 */
function update(state, { header, bodies: [bytes] }) {
  if (state.header?.tag !== header.tag) {
    [state.row, state.column] = header.point;
    state.span = header.span;
    state.chosen = false;
  }
  state.header = header;
  state.bytes = bytes;
  if (header.marked && !state.root.dataset.marked) [state.row, state.column] = header.marked;
  state.root.dataset.marked = header.marked ? "true" : "";
  paint(state);
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
