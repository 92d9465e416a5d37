// The buttons of a filter that slides.

import { inks } from "../painting/cells.js";
import { make, setText } from "../shared/elements.js";
import { putPixels } from "../shared/pixels.js";

/** @typedef {import("../lesson_convolution.js").State} State */

/** @param {State} state */
export function controls(state) {
  const { header, rows, buttons, player } = state;
  if (!header || !buttons.length) return;
  const { words, filters, pictures, locked } = header, may = () => !locked;
  const list = (/** @type {boolean} */ network) => filters.filter((one) => one.network === network)
    .map((one) => ({ value: one.name, text: network ? "" : one.label, help: one.label }));
  const chosen = state.edited ? "" : state.filter;
  const own = state.edited ? [{ value: "", text: words.own }] : [];
  rows.pictures.show(pictures.map((one) => ({ value: one.name, text: "", help: one.label })), state.picture, may);
  rows.filters.show([...list(false), ...own], chosen, may);
  rows.learned.show(list(true), chosen, may);
  rows.learned.group.hidden = !filters.some((one) => one.network);
  rows.stride.show(["1", "2", "3"].map((value) => ({ value, text: value })), String(state.stride), may);
  rows.padding.show([{ value: "valid", text: words.valid }, { value: "same", text: words.same }], state.padding, may);
  rows.depth.show([{ value: "1", text: words.gray }, { value: "3", text: words.colors }],
                  String(state.network ? 3 : state.channels), () => !locked && !state.network);
  icons(state);
  setText(buttons[0], player?.on ? words.pause : words.play);
  buttons[1].hidden = state.reached >= state.map.rows * state.map.columns - 1;
}

/**
 * Small pictures on the buttons: each picture, and each filter as its weights.
 * @param {State} state
 */
function icons({ header, bodies, rows, root }) {
  const ink = inks(root), theme = root.dataset.theme ?? "";
  const drawn = (/** @type {HTMLButtonElement | undefined} */ button) => {
    if (!button || button.dataset.drawn === theme) return null;
    button.dataset.drawn = theme;
    const before = button.querySelector("canvas");
    if (before) return before;
    const canvas = make("canvas");
    button.prepend(canvas);
    return canvas;
  };
  header?.pictures.forEach(({ name, size }, at) => {
    const canvas = drawn(rows.pictures.button(name));
    if (canvas) putPixels(canvas, size[0], size[1], (pixels) => bodies[2 * at].forEach((byte, i) => {
      pixels[4 * Math.floor(i / 3) + (i % 3)] = byte;
      pixels[4 * Math.floor(i / 3) + 3] = 255;
    }));
  });
  header?.filters.forEach(({ name, reach, channels, values, network }) => {
    const canvas = drawn((network ? rows.learned : rows.filters).button(name));
    const most = Math.max(...values.map(Math.abs)) || 1;
    if (canvas) putPixels(canvas, reach, reach, (pixels) => {
      for (let i = 0; i < reach * reach; i += 1) {
        const own = values.slice(i * channels, (i + 1) * channels);
        pixels.set([...(channels === 3 ? own.map((one) => 128 + (127 * one) / most) : ink.signed(own[0] / most)), 255], 4 * i);
      }
    });
  });
}
