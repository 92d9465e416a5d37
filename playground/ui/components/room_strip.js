// What a page shows of a room: see room_strip.py.

import { make, setText } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";

/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-room", parentElement, { role: "region" });
  const field = make("span", "pg-room-field", root, { "aria-hidden": "true" });
  // A modal dialog covers the page, and takes keys and the focus from all that is below it.
  const cover = make("dialog", "pg-room-cover", root, { closedby: "none" });
  const state = placed({
    root, dot: make("i", "", field), name: make("b", "pg-room-name", root),
    own: make("span", "pg-room-own", root),
    message: make("span", "pg-room-message", root, { role: "status" }),
    ranking: make("ol", "pg-room-ranking", root),
    cover, covered: make("p", "", cover, { tabindex: "-1" }),
  });
  cover.addEventListener("cancel", (event) => event.preventDefault());
  cover.addEventListener("keydown", (event) => event.stopPropagation());
  // Twice in a row Escape closes a dialog whatever it says, where a browser knows no `closedby`.
  cover.addEventListener("close", () => state.covered.textContent && cover.showModal());
  state.remove = () => {
    setText(state.covered, "");
    cover.close();
  };
  return state;
}

/**
 * @param {State} state
 * @param {Message<{label: string, name: string, message: string, cover: string,
 *   own: {zeros: number | null, accuracy: number | null, words: string},
 *   ranking: {words: string, own: boolean}[]}>} message
 */
function update(state, { header }) {
  const { own, cover, ranking } = header;
  state.root.setAttribute("aria-label", header.label);
  setText(state.name, header.name);
  setText(state.own, own.words);
  setText(state.message, header.message);
  state.dot.hidden = own.accuracy === null;
  state.dot.style.left = `${100 * (own.zeros ?? 0)}%`;
  state.dot.style.bottom = `${100 * (own.accuracy ?? 0)}%`;
  while (state.ranking.children.length > ranking.length) state.ranking.lastElementChild?.remove();
  while (state.ranking.children.length < ranking.length) make("li", "", state.ranking);
  ranking.forEach((row, place) => {
    const line = /** @type {HTMLElement} */ (state.ranking.children[place]);
    setText(line, row.words);
    line.dataset.own = String(row.own);
  });
  setText(state.covered, cover);
  if (cover && !state.cover.open) state.cover.showModal();
  if (!cover && state.cover.open) state.cover.close();
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
