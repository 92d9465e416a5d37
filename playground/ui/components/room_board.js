// The board of a room: see room_board.py.

import { make, setText } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";

const TICKS = [0, 20, 40, 60, 80, 100];

/**
 * @typedef {ReturnType<typeof mount>} State
 * @typedef {{id: string, name: string, zeros: number, accuracy: number, doing: string, words: string}} Dot
 */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-board", parentElement, { role: "group" });
  const field = make("div", "pg-board-field", root);
  for (const tick of TICKS) {
    for (const side of ["across", "up"]) {
      const line = make("span", `pg-board-tick pg-board-${side}`, field, { "aria-hidden": "true" });
      line.style.setProperty("--at", `${tick}%`);
      setText(line, String(tick));
    }
  }
  const guessing = make("span", "pg-board-guessing", field, { "aria-hidden": "true" });
  const state = placed({
    root, field, guessing: make("span", "", guessing), up: make("span", "pg-board-label pg-board-label-up", root),
    across: make("span", "pg-board-label pg-board-label-across", root),
    waiting: make("span", "pg-board-waiting", root, { role: "status" }),
    dots: /** @type {Map<string, HTMLElement>} */ (new Map()),
  });
  return state;
}

/**
 * @param {State} state
 * @param {string} id
 */
function dotOf(state, id) {
  let dot = state.dots.get(id);
  if (!dot) {
    dot = make("button", "pg-board-dot", state.field, { type: "button" });
    make("i", "", dot, { "aria-hidden": "true" });
    make("span", "", dot);
    dot.addEventListener("click", () => state.send("open", id));
    state.dots.set(id, dot);
  }
  return dot;
}

/**
 * @param {State} state
 * @param {Message<{dots: Dot[], names: boolean, waiting: string, alt: string, across: string, up: string,
 *   guessing: string}>} message
 */
function update(state, { header }) {
  state.root.setAttribute("aria-label", header.alt);
  setText(state.across, `${header.across} (%)`);
  setText(state.up, `${header.up} (%)`);
  setText(state.guessing, header.guessing);
  setText(state.waiting, header.waiting);
  const here = new Set(header.dots.map(({ id }) => id));
  for (const [id, dot] of state.dots) {
    if (here.has(id)) continue;
    dot.remove();
    state.dots.delete(id);
  }
  for (const one of header.dots) {
    const dot = dotOf(state, one.id);
    dot.style.left = `${100 * one.zeros}%`;
    dot.style.bottom = `${100 * one.accuracy}%`;
    dot.dataset.doing = one.doing;
    // A name at the right edge stands to the left of its dot.
    dot.dataset.left = String(one.zeros > 0.75);
    dot.title = one.words;
    dot.setAttribute("aria-label", one.words);
    setText(dot.querySelector("span"), header.names ? one.name : "");
  }
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
