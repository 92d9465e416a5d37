// What is seen of a filter that slides: the picture, the arithmetic and the map.

import { placesOf, worked } from "../arithmetic/convolution.js";
import { inks } from "../painting/cells.js";
import { make, setText } from "../shared/elements.js";

/** @typedef {import("../lesson_convolution.js").State} State */
/** @typedef {import("../lesson_convolution.js").Words} Words */
/** @typedef {import("../arithmetic/convolution.js").Grid} Grid */

/**
 * Whole numbers as they are, others with two digits.
 * @param {State} state
 */
export function numeral({ header }) {
  const point = header?.words.point ?? ".";
  return (/** @type {number} */ value) => {
    const text = Math.abs(value - Math.round(value)) < 1e-9 ? String(Math.round(Math.abs(value)))
                                                            : Math.abs(value).toFixed(2);
    return `${value < 0 && Number(text) ? "−" : ""}${text.replace(".", point)}`;
  };
}

/** @param {State} state */
export function paintAll(state) {
  const { header, root, boards, columns, grid, map, kernel, at, stride, padding, network, table } = state;
  if (!header || !table || !state.sized || !map.rows) return;
  const ink = inks(root), { words } = header, around = placesOf(grid.columns, kernel.rows, { stride, padding });
  // A cell of the map is as large as one of the picture: a map that shrinks is seen to.
  const across = Math.max(grid.columns + around.before + around.behind, map.columns);
  const width = Math.min(columns[0].clientWidth, columns[2].clientWidth);
  boards[0].size(grid, around, width / across);
  boards[1].size(map, { before: 0, behind: 0 }, width / across);
  const [low, high] = network ? spread(grid.values) : [0, 255];
  const lightness = (/** @type {number} */ value) => (value - low) / (high - low || 1);
  boards[0].paint(grid.rows, grid.columns, (pixels) => {
    for (let i = 0, pixel = 0; pixel < pixels.length; pixel += 4, i += grid.channels) {
      const colors = [0, 1, 2].map((c) => 255 * lightness(grid.values[i + (grid.channels > 1 ? c : 0)]));
      pixels.set([...colors, 255], pixel);
    }
  });
  const weight = Array.from(kernel.values).reduce((all, one) => all + one, 0);
  const signed = network || weight < 1e-6, most = Math.max(1e-9, ...Array.from(map.values, Math.abs));
  const color = (/** @type {number} */ value) => (signed ? ink.signed(value / most) : ink.gray(value / (255 * weight)));
  boards[1].paint(map.rows, map.columns, (pixels) => {
    map.values.length && Array.from(map.values).forEach((value, i) => {
      if (i <= state.reached) pixels.set([...color(value), 255], 4 * i);
    });
  });
  const now = worked(grid, kernel, state.bias, state, ...at), number = numeral(state);
  boards[0].frame(now.top, now.left, kernel.rows);
  boards[1].frame(at[0], at[1], 1);
  table.show(kernel, state.bias, now, {
    number, locked: header.locked, signed: (share) => mixed(share),
    pixel: (value, channel) => pixelStyle(255 * lightness(value), grid.channels, channel),
  });
  const ground = color(now.sum);
  table.root.style.setProperty("--sum", `rgb(${ground.join(" ")})`);
  table.root.style.setProperty("--on-sum", 0.299 * ground[0] + 0.587 * ground[1] + 0.114 * ground[2] > 117 ? "#000" : "#fff");
  describe(state, words, signed, number, most, weight);
}

/** @param {ArrayLike<number>} values */
function spread(values) {
  return [Math.min(...Array.from(values)), Math.max(...Array.from(values))];
}

/** @param {number} share */
function mixed(share) {
  const hue = share < 0 ? "--pg-negative" : "--pg-positive";
  return `color-mix(in srgb, var(${hue}) ${Math.round(50 * Math.abs(share))}%, transparent)`;
}

/**
 * @param {number} level 0 .. 255
 * @param {number} channels
 * @param {number} channel
 */
function pixelStyle(level, channels, channel) {
  const whole = Math.round(level), hue = [0, 1, 2].map((one) => (channels === 1 || one === channel ? whole : 0));
  const bright = channels === 1 || channel === 1 ? whole > 117 : false;
  return `background:rgb(${hue.join(" ")});color:${bright ? "#000" : "#fff"}`;
}

/**
 * @param {State} state
 * @param {Words} words
 * @param {boolean} signed
 * @param {(value: number) => string} number
 * @param {number} most
 * @param {number} weight
 */
function describe({ titles, scale, shape, grid, map, kernel, stride, padding, network }, words, signed, number, most, weight) {
  const size = (/** @type {Grid} */ { rows, columns }, /** @type {number} */ depth) =>
    `${rows} × ${columns}${depth > 1 ? ` × ${depth}` : ""}`;
  setText(titles[0], `${words.picture} ${size(grid, grid.channels)}${network ? ` ${words.divided}` : ""}`);
  setText(titles[1], `${words.map} ${size(map, 1)}`);
  const { before, behind } = placesOf(grid.columns, kernel.rows, { stride, padding });
  setText(shape, `${words.shape}: ⌊(${grid.columns}${before + behind ? ` + ${before + behind}` : ""} − ${kernel.rows})`
    + ` / ${stride}⌋ + 1 = ${map.columns}`);
  scale.dataset.signed = String(signed);
  const ends = signed ? [-most, 0, most] : [0, 255 * weight];
  if (scale.childElementCount !== ends.length + 1) {
    scale.replaceChildren();
    make("i", "", scale);
    ends.forEach(() => make("span", "", scale));
  }
  ends.forEach((end, i) => setText(scale.children[i + 1], number(Math.round(end * 100) / 100)));
}
