// Words that change in place: see markup.py.

import { make, watchSize } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";

const SMALLEST = 11; // CSS pixels

/** @param {Parent} parentElement */
function mount(parentElement) {
  const state = placed({ root: make("div", "pg-markup", parentElement), html: "" });
  state.remove = watchSize(state, () => fit(state));
  return state;
}

/**
 * Where a box has its height, whatever is said in it, long words are smaller rather than cut off.
 * @param {Placed} state
 */
function fit({ root, sized }) {
  /** @type {HTMLElement | null} */
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

/**
 * @param {ReturnType<typeof mount>} state
 * @param {Message<{html: string}>} message
 */
function update(state, { header }) {
  if (state.html === header.html) return;
  state.html = header.html;
  state.root.innerHTML = header.html;
  fit(state);
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
