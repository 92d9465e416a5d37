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

/** @typedef {{write: string | null, question: string, awaited: boolean}} Question */

/** @param {Component<Question>} component */
function answer({ data: { question, awaited }, setStateValue }) {
  const held = stored((storage) => storage.getItem(PLACE));
  // Else a tab that holds none says nothing: its answer would draw the page a second time.
  if (held || awaited) setStateValue("token", `${question}:${held}`);
}

/**
 * A page that has come back to another server is about to be loaded again (stream_watch.js): what
 * is found by its token is for the page that comes then.
 * @param {Component<Question>} component
 */
function answerOnceItStays(component) {
  const returning = /** @type {{pgReturning?: Promise<void>}} */ (window).pgReturning;
  if (returning) returning.then(() => answer(component));
  else answer(component);
}

/**
 * @param {Component<Question>} component
 *   `write`: null asks for what is held; `question` tells one session from another; `awaited`: the
 *   page is not drawn before there is an answer */
export default function (component) {
  const state = mountedOnce(component, mount);
  const { write, question, awaited } = component.data;
  const asked = `${question} ${awaited}`;
  if (write === null) {
    if (state.answered !== asked) answerOnceItStays(component);
    state.answered = asked;
  } else {
    stored((storage) => (write ? storage.setItem(PLACE, write) : storage.removeItem(PLACE)));
  }
  return state.unmount;
}
