// ReLU and pooling on a map: see lesson_pooling.py.

import { blockOf, joinedBlock, nudged, pooled, rectified } from "./arithmetic/pooling.js";
import { make, setText, watchSize } from "./shared/elements.js";
import { paintLevels, putPixels } from "./shared/pixels.js";
import { live, placed } from "./shared/places.js";

const TELLS_AFTER = 120; // ms
const THUMB = 40, DEEPEST = 127;
const SHEETS = /** @type {const} */ (["before", "relu", "pooled"]);
const KINDS = /** @type {const} */ (["max", "average"]);
const MOST_NAMED = 9;

/**
 * @typedef {import("./arithmetic/pooling.js").Sheet} Sheet
 * @typedef {typeof SHEETS[number]} Which
 * @typedef {{maps: number, rows: number, columns: number, tag: string, kind: "max" | "average",
 *            blocks: number[], locked: boolean, nudges: boolean,
 *            words: Record<Which | "filters" | "filter" | "kind" | "max" | "average" | "size" |
 *                          "zeros" | "kept" | "strongest" | "largest" | "mean" | "many" |
 *                          "choose" | "nudge" | "back" | "point", string>}} Header
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-pooling", parentElement);
  const bar = make("div", "pg-bar", root);
  const kinds = make("div", "pg-group", bar, { role: "group" });
  const sizes = make("div", "pg-group", bar, { role: "group" });
  const sheets = make("div", "pg-sheets", root);
  const panels = SHEETS.map((which) => panelOf(sheets, which));
  const said = make("p", "pg-here", root, { role: "status" });
  const nudge = make("button", "pg-nudge", root, { type: "button" });
  const filters = make("div", "pg-group pg-filters", root, { role: "group" });
  const state = placed({
    root, kinds, sizes, panels, said, nudge, filters,
    header: /** @type {Header | null} */ (null), shown: "", timer: 0,
    maps: /** @type {Float32Array[]} */ ([]),
    map: 0, size: 2, kind: /** @type {"max" | "average"} */ ("max"), moved: false,
    /** Of the chosen block. */
    row: 0, column: 0,
  });
  const unwatch = watchSize(state, () => paint(state));
  state.repaint = () => paint(state);
  state.remove = () => {
    unwatch();
    clearTimeout(state.timer);
  };
  nudge.addEventListener("click", () => change(state, { moved: !state.moved }));
  for (const { canvas, which } of panels) {
    canvas.addEventListener("pointermove", (at) => point(state, which, at));
    canvas.addEventListener("pointerdown", (at) => point(state, which, at));
  }
  panels[1].canvas.addEventListener("keydown", (pressed) => key(state, pressed));
  return state;
}

/**
 * @param {HTMLElement} parent
 * @param {Which} which
 */
function panelOf(parent, which) {
  const panel = make("figure", `pg-panel pg-${which}`, parent);
  const title = make("figcaption", "", panel);
  const box = make("div", "pg-box", panel);
  const canvas = make("canvas", "", box, which === "relu" ? { role: "application", tabindex: "0" } : { role: "img" });
  const frame = make("div", "pg-frame", box);
  const note = make("p", "pg-note", panel);
  return { which, title, box, canvas, frame, note };
}

/**
 * @param {State} state
 * @param {Partial<Pick<State, "map" | "size" | "kind" | "moved">>} to
 */
function change(state, to) {
  if (!state.header || state.header.locked) return;
  const moved = "moved" in to ? to.moved : false;
  Object.assign(state, to, { moved });
  if ("size" in to || "map" in to || to.moved !== undefined) chooseStrongest(state);
  paint(state);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => tell(state), TELLS_AFTER);
}

/** @param {State} state */
function tell(state) {
  const { relu, after } = computedSheets(state);
  state.send("tell", {
    strongest: largest(after) / Math.max(largest(relu), 1e-9), size: state.size,
    kept: after.values.length / relu.values.length, average: state.kind === "average" ? 1 : 0,
  });
}

/** @param {Sheet} sheet */
function largest({ values }) {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

/**
 * The three sheets: what of a map fills no block is in the first two as well.
 * @param {State} state
 */
function computedSheets(state) {
  const header = /** @type {Header} */ (state.header);
  const { rows, columns } = header;
  const before = { rows, columns, values: state.maps[state.map] };
  const rest = { rows, columns, values: rectified(before.values) };
  const relu = state.moved ? nudged(rest, state.size) : rest;
  return { before, relu, after: pooled(relu, state.size, state.kind) };
}

/**
 * A telling block to begin with.
 * @param {State} state
 */
function chooseStrongest(state) {
  const header = /** @type {Header} */ (state.header);
  const values = state.maps[state.map];
  const at = values.indexOf(values.reduce((most, value) => Math.max(most, value), -Infinity));
  place(state, Math.floor(Math.floor(at / header.columns) / state.size),
    Math.floor((at % header.columns) / state.size));
}

/**
 * @param {State} state
 * @param {number} row
 * @param {number} column
 */
function place(state, row, column) {
  const { rows, columns } = /** @type {Header} */ (state.header);
  const within = (/** @type {number} */ at, /** @type {number} */ side) =>
    Math.min(Math.max(at, 0), Math.floor(side / state.size) - 1);
  state.row = within(row, rows);
  state.column = within(column, columns);
}

/**
 * @param {State} state
 * @param {Which} which
 * @param {PointerEvent} at
 */
function point(state, which, { clientX, clientY, currentTarget }) {
  const { header } = state;
  if (!header || header.locked || !(currentTarget instanceof HTMLElement)) return;
  const box = currentTarget.getBoundingClientRect();
  const { after } = computedSheets(state);
  const rows = which === "pooled" ? after.rows : header.rows / state.size;
  const columns = which === "pooled" ? after.columns : header.columns / state.size;
  place(state, Math.floor(((clientY - box.top) / box.height) * rows),
    Math.floor(((clientX - box.left) / box.width) * columns));
  paint(state);
}

/**
 * @param {State} state
 * @param {KeyboardEvent} pressed
 */
function key(state, pressed) {
  /** @type {Record<string, [number, number]>} */
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const move = moves[pressed.key];
  if (!move || !state.header || state.header.locked) return;
  pressed.preventDefault();
  place(state, state.row + move[0], state.column + move[1]);
  paint(state);
}

/** @param {State} state */
function paint(state) {
  const { header, root, panels, size } = state;
  if (!header || !state.sized || !root.clientWidth) return;
  const { before, relu, after } = computedSheets(state);
  const limit = before.values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
  [before, relu, after].forEach((sheet, at) => paintSheet(state, panels[at], sheet, limit));
  frameBlock(panels[0], header, size, state);
  frameBlock(panels[1], header, size, state);
  frameBlock(panels[2], after, 1, state);
  paintWords(state, before, relu, after);
  paintChoices(state);
  root.dataset.tag = `${header.tag} ${state.map} ${size} ${state.kind} ${state.row} ${state.column} ${state.moved}`;
}

/**
 * @param {State} state
 * @param {ReturnType<typeof panelOf>} panel
 * @param {Sheet} sheet
 * @param {number} limit
 */
function paintSheet(state, { canvas }, { rows, columns, values }, limit) {
  const levels = Int8Array.from(values, (value) => Math.round((DEEPEST * value) / limit));
  putPixels(canvas, rows, columns, (pixels) => {
    paintLevels(state.root, pixels, new Uint8Array(levels.buffer));
  });
}

/**
 * @param {ReturnType<typeof panelOf>} panel
 * @param {{rows: number, columns: number}} sheet
 * @param {number} size
 * @param {{row: number, column: number}} block
 */
function frameBlock({ frame }, { rows, columns }, size, { row, column }) {
  const percent = (/** @type {number} */ share) => `${100 * share}%`;
  frame.style.left = percent((column * size) / columns);
  frame.style.top = percent((row * size) / rows);
  frame.style.width = percent(size / columns);
  frame.style.height = percent(size / rows);
}

/**
 * @param {State} state
 * @param {Sheet} before
 * @param {Sheet} relu
 * @param {Sheet} after
 */
function paintWords(state, before, relu, after) {
  const { header, panels, size, kind, row, column } = state;
  if (!header) return;
  const { words } = header;
  const number = (/** @type {number} */ value) => value.toFixed(2).replace(".", words.point);
  panels.forEach((panel) => {
    setText(panel.title, words[panel.which]);
    panel.canvas.setAttribute("aria-label", panel.which === "relu" ? words.choose : words[panel.which]);
  });
  const zeros = before.values.reduce((count, value) => count + (value <= 0 ? 1 : 0), 0);
  setText(panels[0].note, `${before.rows} × ${before.columns}`);
  setText(panels[1].note, words.zeros.replace("{share}", String(Math.round((100 * zeros) / before.values.length))));
  setText(panels[2].note, [
    words.kept.replace("{n}", String(after.values.length)).replace("{all}", String(relu.values.length)),
    words.strongest.replace("{after}", number(largest(after))).replace("{before}", number(largest(relu))),
  ].join("; "));
  const block = blockOf(relu, size, row, column);
  const shown = block.length > MOST_NAMED ? words.many.replace("{n}", String(block.length))
    : block.map(number).join("  ");
  setText(state.said, (kind === "max" ? words.largest : words.mean)
    .replace("{numbers}", shown).replace("{result}", number(joinedBlock(block, kind))));
}

/** @param {State} state */
function paintChoices(state) {
  const { header, kinds, sizes, filters, nudge } = state;
  if (!header) return;
  for (const [group, chosen] of /** @type {[HTMLElement, unknown][]} */ (
    [[kinds, state.kind], [sizes, state.size], [filters, state.map]])) {
    for (const button of group.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.dataset.value === String(chosen)));
      button.disabled = header.locked;
    }
  }
  nudge.hidden = !header.nudges || header.locked;
  setText(nudge, state.moved ? header.words.back : header.words.nudge);
  for (const thumb of filters.querySelectorAll("canvas")) {
    const values = state.maps[Number(thumb.dataset.map)];
    const limit = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
    putPixels(thumb, header.rows, header.columns, (pixels) => {
      const levels = Int8Array.from(values, (value) => Math.round((DEEPEST * value) / limit));
      paintLevels(state.root, pixels, new Uint8Array(levels.buffer));
    });
  }
}

/**
 * The buttons; once for a network.
 * @param {State} state
 * @param {Header} header
 */
function build(state, { words, blocks, maps }) {
  const add = (/** @type {HTMLElement} */ group, /** @type {string} */ label,
    /** @type {[string, string][]} */ options, /** @type {(value: string) => void} */ chosen) => {
    group.replaceChildren();
    group.setAttribute("aria-label", label);
    setText(make("span", "pg-label", group), label);
    return options.map(([value, text]) => {
      const button = make("button", "", group, { type: "button" });
      button.dataset.value = value;
      setText(button, text);
      button.addEventListener("click", () => chosen(value));
      return button;
    });
  };
  add(state.kinds, words.kind, KINDS.map((kind) => [kind, words[kind]]),
    (kind) => change(state, { kind: kind === "max" ? "max" : "average" }));
  add(state.sizes, words.size, blocks.map((size) => [String(size), `${size} × ${size}`]),
    (size) => change(state, { size: Number(size) }));
  const thumbs = add(state.filters, words.filters, Array.from({ length: maps }, (_, at) => [String(at), ""]),
    (map) => change(state, { map: Number(map) }));
  thumbs.forEach((button, at) => {
    button.setAttribute("aria-label", words.filter.replace("{n}", String(at + 1)));
    const thumb = make("canvas", "", button);
    thumb.dataset.map = String(at);
    thumb.style.width = thumb.style.height = `${THUMB}px`;
  });
}

/**
 * @param {State} state
 * @param {Message<Header & Stamp>} message
 */
function update(state, { header, bodies: [bytes] }) {
  const before = state.header;
  state.header = header;
  if (!before || before.tag !== header.tag || before.maps !== header.maps) {
    // Copied: the bytes may begin anywhere.
    const values = new Float32Array(bytes.slice().buffer);
    const length = header.rows * header.columns;
    state.maps = Array.from({ length: header.maps }, (_, at) => values.subarray(at * length, (at + 1) * length));
    Object.assign(state, { map: 0, size: header.blocks[0], kind: header.kind, moved: false });
    chooseStrongest(state);
  }
  const shown = JSON.stringify([header.words, header.blocks, header.maps]);
  if (shown !== state.shown) build(state, header);
  state.shown = shown;
  paint(state);
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
