// The pressed key in large print: see pressed_keys.py.

import { make, setText } from "./shared/elements.js";
import { unpacked } from "./shared/message.js";
import { mountedOnce, placed } from "./shared/places.js";
import { HEARD } from "./shared/pressed.js";

const STAYS = 1600; // ms

/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-pressed", parentElement, { "aria-hidden": "true" });
  const state = placed({
    root, key: make("kbd", "", root), gone: 0,
    /** @type {Record<string, string>} */
    named: {},
  });
  /** @param {Event} event */
  const heard = (event) => {
    const name = /** @type {CustomEvent<string>} */ (event).detail;
    setText(state.key, state.named[name] ?? name.toUpperCase());
    root.dataset.shown = "true";
    clearTimeout(state.gone);
    state.gone = window.setTimeout(() => delete root.dataset.shown, STAYS);
  };
  document.addEventListener(HEARD, heard);
  state.remove = () => {
    clearTimeout(state.gone);
    document.removeEventListener(HEARD, heard);
  };
  return state;
}

/** @param {Component} component */
export default function (component) {
  const state = mountedOnce(component, mount);
  /** @type {Message<{named: Record<string, string>}>} */
  const { header } = unpacked(component.data);
  state.named = header.named;
  return state.unmount;
}
