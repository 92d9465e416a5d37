// Words that change in place: see markup.py.

import { make } from "./shared/elements.js";
import { live } from "./shared/places.js";

function mount(parentElement) {
  return { root: make("div", "pg-markup", parentElement) };
}

function update(state, { header }) {
  if (state.html === header.html) return;
  state.html = header.html;
  state.root.innerHTML = header.html;
}

export default function (component) {
  return live(component, mount, update);
}
