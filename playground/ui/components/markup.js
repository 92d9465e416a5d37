// Words that change in place: see markup.py.

import { make } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";

/** @param {Parent} parentElement */
function mount(parentElement) {
  return placed({ root: make("div", "pg-markup", parentElement), html: "" });
}

/**
 * @param {ReturnType<typeof mount>} state
 * @param {Message<{html: string}>} message
 */
function update(state, { header }) {
  if (state.html === header.html) return;
  state.html = header.html;
  state.root.innerHTML = header.html;
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
