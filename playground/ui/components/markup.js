// Words that change in place: see markup.py.

import { make, watchSize } from "./shared/elements.js";
import { live } from "./shared/places.js";

const SMALLEST = 11; // CSS pixels

function mount(parentElement) {
  const state = { root: make("div", "pg-markup", parentElement) };
  state.remove = watchSize(state, () => fit(state));
  return state;
}

// Where a box has its height, whatever is said in it, long words are smaller rather than cut off.
function fit({ root, sized }) {
  const box = root.querySelector("[data-fit]");
  if (!box || !sized) return;
  box.style.fontSize = "";
  if (box.scrollHeight <= box.clientHeight) return;
  let size = parseFloat(getComputedStyle(box).fontSize);
  while (size > SMALLEST && box.scrollHeight > box.clientHeight) {
    size -= 0.5;
    box.style.fontSize = `${size}px`;
  }
}

function update(state, { header }) {
  if (state.html === header.html) return;
  state.html = header.html;
  state.root.innerHTML = header.html;
  fit(state);
}

export default function (component) {
  return live(component, mount, update);
}
