// A filter that slides over a picture: see lesson_convolution.py.

import { convolved, placesOf, strongest, worked } from "./arithmetic/convolution.js";
import { board, movedBy } from "./painting/cells.js";
import { choiceRow } from "./parts/choices.js";
import { controls } from "./parts/convolution_controls.js";
import { numeral, paintAll } from "./parts/convolution_picture.js";
import { playing, still } from "./parts/playing.js";
import { sumTable } from "./parts/sum_table.js";
import { make, setText, watchSize } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";

/** @typedef {import("./arithmetic/convolution.js").Grid} Grid */
/** @typedef {import("./arithmetic/convolution.js").Way} Way */
/**
 * @typedef {{name: string, label: string, reach: number, channels: number, values: number[],
 *            bias: number, stride: number, padding: Way["padding"], network: boolean}} Filter
 * @typedef {{name: string, label: string, size: [number, number], network: [number, number],
 *            scale: [number, number]}} Picture
 * @typedef {import("./parts/sum_table.js").SumWords & Record<
 *   "picture" | "map" | "filters" | "learned" | "own" | "stride" | "padding" | "valid" | "same"
 *   | "depth" | "gray" | "colors" | "play" | "pause" | "fill" | "shape" | "place" | "keys"
 *   | "point" | "pictures" | "divided" | "one", string>} Words
 * @typedef {{filters: Filter[], pictures: Picture[], words: Words, locked: boolean}} Header
 */
/** @typedef {ReturnType<typeof mount>} State */

const QUICK = 70, SLOW = 520; // ms a step, where nothing happens and where something does

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-convolution", parentElement);
  const [above, stage, foot, below] = ["pg-picks", "pg-stage", "pg-foot", "pg-picks"]
    .map((name) => make("div", name, root));
  const columns = ["pg-of-picture", "pg-of-sum", "pg-of-map"].map((name) => make("div", name, stage));
  const [titles, boards] = [[0, 2].map((at) => make("div", "pg-title", columns[at])),
                            [0, 2].map((at) => board(columns[at]))];
  const state = placed({
    root, above, below, foot, columns, titles, boards, scale: make("div", "pg-scale", columns[2]),
    shape: /** @type {HTMLElement | null} */ (null), said: make("div", "pg-unseen", root, { "aria-live": "polite" }),
    header: /** @type {Header | null} */ (null), bodies: /** @type {Uint8Array[]} */ ([]),
    rows: /** @type {Record<string, ReturnType<typeof choiceRow>>} */ ({}),
    table: /** @type {ReturnType<typeof sumTable> | null} */ (null),
    buttons: /** @type {HTMLButtonElement[]} */ ([]),
    player: /** @type {ReturnType<typeof playing> | null} */ (null),
    picture: "", filter: "", edited: false, stride: 1, padding: /** @type {Way["padding"]} */ ("valid"),
    channels: 1, bias: 0, network: false, reached: 0, telling: 0,
    kernel: /** @type {Grid} */ ({ rows: 3, columns: 3, channels: 1, values: [] }),
    grid: /** @type {Grid} */ ({ rows: 0, columns: 0, channels: 1, values: [] }),
    map: /** @type {Grid} */ ({ rows: 0, columns: 0, channels: 1, values: [] }),
    at: /** @type {[number, number]} */ ([0, 0]), pinned: /** @type {[number, number]} */ ([0, 0]),
  });
  state.repaint = () => paint(state);
  const unwatch = watchSize(state, () => paint(state));
  state.remove = () => {
    unwatch();
    state.player?.remove();
    clearTimeout(state.telling);
  };
  return state;
}

/**
 * Once, when the words are there.
 * @param {State} state
 * @param {Words} words
 */
function build(state, words) {
  const { rows, above, below, columns, boards, foot } = state;
  const turn = (/** @type {() => void} */ change) => { change(); recompute(state); tell(state); };
  rows.pictures = choiceRow(above, words.pictures, (name) => turn(() => { state.picture = name; }));
  rows.filters = choiceRow(above, words.filters, (name) => turn(() => choose(state, name)));
  rows.learned = choiceRow(below, words.learned, (name) => turn(() => choose(state, name)));
  rows.learned.group.classList.add("pg-icons");
  rows.stride = choiceRow(below, words.stride, (value) => turn(() => { state.stride = Number(value); }));
  rows.padding = choiceRow(below, words.padding, (value) => turn(() => {
    state.padding = value === "same" ? "same" : "valid";
  }));
  rows.depth = choiceRow(below, words.depth, (value) => turn(() => deepen(state, Number(value))));
  state.table = sumTable(columns[1], words, (at, value) => turn(() => {
    state.edited = true;
    state.kernel.values = Array.from(state.kernel.values, (old, i) => (i === at ? value : old));
  }));
  state.shape = make("div", "pg-formula", columns[1]);
  state.player = playing(state.root, () => step(state), () => controls(state));
  state.buttons = ["", words.fill].map((text) => {
    const button = make("button", "", foot, { type: "button" });
    button.textContent = text;
    return button;
  });
  state.buttons[0].addEventListener("click", () => state.player?.set(!state.player.on));
  state.buttons[1].addEventListener("click", () => {
    state.reached = Infinity;
    paint(state);
  });
  make("span", "pg-keys", foot).textContent = words.keys;
  boards.forEach(({ root }, which) => {
    root.setAttribute("aria-label", `${which ? words.map : words.picture}. ${words.keys}`);
    root.addEventListener("keydown", (event) => {
      const to = movedBy(event.key, state.at, state.map.rows, state.map.columns);
      if (!to) return;
      event.preventDefault();
      pin(state, to);
    });
    root.addEventListener("pointerdown", (event) => {
      root.setPointerCapture(event.pointerId);
      pin(state, placeAt(state, which, event));
    });
    root.addEventListener("pointermove", (event) => {
      const to = placeAt(state, which, event);
      if (event.buttons || event.pointerType !== "mouse") pin(state, to);
      else go(state, to);
    });
    root.addEventListener("pointerleave", () => { if (!state.player?.on) go(state, state.pinned); });
  });
}

/**
 * The place of the map that a pointer means: on the picture, the one whose window it is in.
 * @param {State} state
 * @param {number} which
 * @param {PointerEvent} event
 * @returns {[number, number]}
 */
function placeAt({ boards, grid, kernel, map, stride, padding }, which, event) {
  const cell = boards[which].cell(event), sizes = [grid.rows, grid.columns], most = [map.rows, map.columns];
  const places = cell.map((at, axis) => {
    const { before } = placesOf(sizes[axis], kernel.rows, { stride, padding });
    const place = which ? at : Math.round((at - (kernel.rows - 1) / 2 + before) / stride);
    return Math.max(0, Math.min(most[axis] - 1, place));
  });
  return [places[0], places[1]];
}

/**
 * @param {State} state
 * @param {string} name
 */
function choose(state, name) {
  const filter = state.header?.filters.find((one) => one.name === name);
  if (!filter) return;
  const { reach, channels, values, bias, network } = filter;
  Object.assign(state, { filter: name, edited: false, bias, network });
  state.kernel = { rows: reach, columns: reach, channels, values: [...values] };
  if (network) Object.assign(state, { stride: filter.stride, padding: filter.padding });
  else deepen(state, state.channels);
}

/**
 * The same weights for each color, or the first color's alone.
 * @param {State} state
 * @param {number} channels
 */
function deepen(state, channels) {
  const { kernel } = state;
  state.channels = channels;
  if (kernel.channels === channels) return;
  const first = Array.from(kernel.values).filter((_, at) => at % kernel.channels === 0);
  state.kernel = { ...kernel, channels, values: first.flatMap((one) => Array(channels).fill(one)) };
}

/**
 * The picture as it is multiplied: gray or colors from 0 to 255, or as the network is given it.
 * @param {State} state
 * @returns {Grid}
 */
function gridOf({ header, bodies, picture, network, kernel }) {
  const at = Math.max(0, header?.pictures.findIndex((one) => one.name === picture) ?? 0);
  const one = /** @type {Header} */ (header).pictures[at];
  const [rows, columns] = network ? one.network : one.size;
  const bytes = bodies[2 * at + (network ? 1 : 0)];
  if (network) {
    const values = Array.from(bytes, (byte) => byte * one.scale[0] + one.scale[1]);
    return { rows, columns, channels: 3, values };
  }
  if (kernel.channels === 3) return { rows, columns, channels: 3, values: Array.from(bytes) };
  const values = Array.from({ length: rows * columns }, (_, pixel) => Math.round(
    0.299 * bytes[3 * pixel] + 0.587 * bytes[3 * pixel + 1] + 0.114 * bytes[3 * pixel + 2]));
  return { rows, columns, channels: 1, values };
}

/** @param {State} state */
function recompute(state) {
  const before = state.map;
  state.grid = gridOf(state);
  state.map = convolved(state.grid, state.kernel, state.bias, state);
  const { rows, columns } = state.map;
  if (before.rows && (before.rows !== rows || before.columns !== columns)) {
    // The same part of the picture, at its new place.
    const moved = (/** @type {[number, number]} */ at) => /** @type {[number, number]} */ ([
      Math.min(rows - 1, Math.floor((at[0] * rows) / before.rows)),
      Math.min(columns - 1, Math.floor((at[1] * columns) / before.columns))]);
    state.pinned = moved(state.pinned);
    state.at = moved(state.at);
    if (Number.isFinite(state.reached)) state.reached = state.at[0] * columns + state.at[1];
  }
  paint(state);
}

/**
 * Goes on in reading order; slowly where the filter answers.
 * @param {State} state
 */
function step(state) {
  const { map, at } = state;
  const next = at[0] * map.columns + at[1] + 1;
  if (next >= map.rows * map.columns) return 0;
  go(state, [Math.floor(next / map.columns), next % map.columns]);
  state.pinned = state.at;
  const most = Math.max(...Array.from(map.values, Math.abs));
  return Math.abs(map.values[next]) > 0.12 * most ? SLOW : QUICK;
}

/**
 * @param {State} state
 * @param {[number, number]} to
 */
function go(state, to) {
  if (to[0] === state.at[0] && to[1] === state.at[1]) return;
  state.at = to;
  state.reached = Math.max(state.reached, to[0] * state.map.columns + to[1]);
  paint(state);
}

/**
 * By hand: it stays there.
 * @param {State} state
 * @param {[number, number]} to
 */
function pin(state, to) {
  state.player?.set(false);
  state.pinned = to;
  go(state, to);
  tell(state);
}

/**
 * What the reader has reached, when the hand rests.
 * @param {State} state
 */
function tell(state) {
  clearTimeout(state.telling);
  state.telling = window.setTimeout(() => {
    const { kernel, bias, at, grid, map, stride, edited, network, header } = state;
    const now = worked(grid, kernel, bias, state, ...at);
    const place = [at[0] + 1, at[1] + 1].map(String);
    if (header) {
      setText(state.said, header.words.place.replace("{row}", place[0]).replace("{column}", place[1])
        .replace("{sum}", numeral(state)(now.sum)));
    }
    const first = Array.from(kernel.values).filter((_, i) => i % kernel.channels === 0);
    const weights = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [
      `w${i + 1}`, kernel.rows === 3 ? first[i] : 0]));
    state.send("tell", {
      ...weights, edited: Number(edited), stride, channels: kernel.channels, learned: Number(network),
      sum: now.sum, rows: map.rows, columns: map.columns,
    });
  }, 250);
}

/** @param {State} state */
function paint(state) {
  paintAll(state);
  controls(state);
}

/**
 * @param {State} state
 * @param {Message<Header>} message
 */
function update(state, { header, bodies }) {
  const first = !state.header;
  Object.assign(state, { header, bodies });
  if (first) build(state, header.words);
  if (!header.pictures.some((one) => one.name === state.picture)) state.picture = header.pictures[0].name;
  const filter = header.filters.find((one) => one.name === state.filter);
  if (!filter && !state.edited) choose(state, header.filters[0].name);
  recompute(state);
  if (!first) return;
  const [row, column] = strongest(state.map);
  state.at = state.pinned = [row, Math.max(0, column - 3)];
  state.reached = still() ? Infinity : state.at[0] * state.map.columns + state.at[1];
  if (!still()) state.player?.set(true);
  paint(state);
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
