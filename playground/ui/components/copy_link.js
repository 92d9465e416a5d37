// The page's link on the clipboard: see copy_link.py.

import { make, setText } from "./shared/elements.js";
import { unpacked } from "./shared/message.js";
import { mountedOnce, placed } from "./shared/places.js";

const SHOWN_FOR = 2000; // ms

/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-copy", parentElement);
  const button = make("button", "", root, { type: "button" });
  const word = make("span", "pg-word", button);
  const done = make("span", "pg-done", button, { "aria-hidden": "true" });
  const said = make("span", "pg-unseen", root, { "aria-live": "polite" });
  const field = make("input", "", root, { readonly: "", hidden: "" });
  const state = placed({
    root, button, word, done, said, field, copied: "", query: /** @type {string | null} */ (null), timer: 0,
  });
  button.dataset.copied = "false";
  button.addEventListener("click", () => copy(state));
  field.addEventListener("blur", () => { field.hidden = true; });
  field.addEventListener("keydown", (pressed) => { if (pressed.key === "Escape") field.blur(); });
  state.remove = () => clearTimeout(state.timer);
  return state;
}

/** @param {State} state */
async function copy(state) {
  const link = new URL(window.location.href);
  if (state.query !== null) link.search = state.query;
  link.hash = "";
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    // No HTTPS, or not allowed.
    state.field.value = link.href;
    state.field.hidden = false;
    state.field.focus();
    state.field.select();
    return;
  }
  state.button.dataset.copied = "true";
  setText(state.said, state.copied);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => {
    state.button.dataset.copied = "false";
    setText(state.said, "");
  }, SHOWN_FOR);
}

/**
 * @typedef {{query: string | null, label: string, help: string,
 *            words: {done: string, copied: string, field: string}}} Data
 */

/** @param {Component} component */
export default function (component) {
  const state = mountedOnce(component, mount);
  /** @type {Message<Data>} */
  const { header: { query, label, help, words } } = unpacked(component.data);
  state.query = query;
  setText(state.word, label);
  state.button.title = help;
  setText(state.done, words.done);
  state.copied = words.copied;
  state.field.setAttribute("aria-label", words.field);
  return state.unmount;
}
