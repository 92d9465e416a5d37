// The strip of the tour: see tour.py.

import { make, setText } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";

// What Escape closes first.
const OPEN = '[role="dialog"],[role="listbox"],[role="menu"],[data-testid="stPopoverBody"],' +
  '[data-testid="stMenuButtonBody"]';
// What has a use for the key itself: a field, and a chart that is read by keys.
const ITS_OWN = 'input:not([type="checkbox"],[type="radio"]),textarea,select,[data-arrows]';

/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-tour", parentElement, { role: "region" });
  const state = placed({
    root, steps: make("ol", "pg-tour-steps", root),
    words: make("span", "pg-tour-words", root, { role: "status" }),
    count: make("span", "pg-tour-count", root),
    leave: make("button", "pg-tour-leave", root, { type: "button" }),
  });
  setText(state.leave, "×");
  state.leave.addEventListener("click", () => state.send("leave", null));
  /** @param {KeyboardEvent} pressed */
  const keydown = (pressed) => {
    const target = pressed.composedPath()[0];
    if (pressed.key !== "Escape" || pressed.defaultPrevented || pressed.isComposing) return;
    if (target instanceof Element && target.matches(ITS_OWN)) return;
    if (document.querySelector(OPEN)) return;
    state.send("leave", null);
  };
  // Before whoever closes something with the same key: it is open still.
  document.addEventListener("keydown", keydown, true);
  state.remove = () => {
    document.removeEventListener("keydown", keydown, true);
    delete document.documentElement.dataset.tour;
  };
  return state;
}

/**
 * @param {State} state
 * @param {Message<{words: string, at: string, steps: {words: string, done: boolean}[],
 *                  count: string, label: string, leave: string}>} message
 */
function update(state, { header }) {
  // Styles outline the panel by it, wherever on the page that is.
  const page = document.documentElement;
  // Set anew, also to what it is, it has the whole page's styles looked through.
  if (page.dataset.tour !== header.at) page.dataset.tour = header.at;
  state.root.setAttribute("aria-label", header.label);
  setText(state.words, header.words);
  setText(state.count, header.count);
  state.leave.title = header.leave;
  state.leave.setAttribute("aria-label", header.leave);
  while (state.steps.children.length < header.steps.length) make("li", "", state.steps);
  header.steps.forEach(({ words, done }, place) => {
    const step = /** @type {HTMLElement} */ (state.steps.children[place]);
    step.dataset.done = String(done);
    step.title = words;
    setText(step, done ? "✓" : String(place + 1));
  });
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
