// The token of a run in sessionStorage: see tab_token.py.

import { make, takeNoRoom } from "./shared/elements.js";
import { mountedOnce, placed } from "./shared/places.js";

const PLACE = "regularization-playground-run";

/** @param {Parent} parentElement */
function mount(parentElement) {
  takeNoRoom(parentElement);
  return placed({ root: make("div", "pg", parentElement, { hidden: "" }), answered: "" });
}

/**
 * Storage is refused in some private windows: then the tab has no token, and F5 loses the run.
 * @param {(storage: Storage) => string | null | void} act
 */
function stored(act) {
  try {
    return act(window.sessionStorage) ?? "";
  } catch {
    return "";
  }
}

/**
 * @param {Component<{write: string | null, question: string}>} component
 *   `write`: null asks for what is held; `question` tells one session from another */
export default function (component) {
  const state = mountedOnce(component, mount);
  const { write, question } = component.data;
  if (write === null) {
    // A tab that holds none says nothing: its answer would draw the whole page a second time.
    const held = state.answered === question ? "" : stored((storage) => storage.getItem(PLACE));
    if (held) component.setStateValue("token", `${question}:${held}`);
    state.answered = question;
  } else {
    stored((storage) => (write ? storage.setItem(PLACE, write) : storage.removeItem(PLACE)));
  }
  return state.unmount;
}
