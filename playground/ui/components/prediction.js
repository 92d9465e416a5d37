// A question before its answer: see prediction.py.

import { make, setText } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";

/**
 * @typedef {{right: string, chosen: string, said: string, verdict: string}} Answer
 * @typedef {{question: string, choices: [string, string][], answer: Answer | null,
 *            words: {skip: string, predict: string, right: string, wrong: string, mine: string}}} Header
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-prediction", parentElement, { role: "group" });
  const label = make("div", "pg-label", root);
  const question = make("p", "pg-question", root);
  const list = make("div", "pg-choices", root);
  const skip = make("button", "pg-skip", root, { type: "button" });
  const said = make("p", "pg-said", root, { role: "status" });
  const verdict = make("b", "", said);
  const why = make("span", "", said);
  const state = placed({
    root, label, question, list, skip, said, verdict, why, shown: "",
    /** @type {Map<string, HTMLButtonElement>} */
    buttons: new Map(), answered: false,
  });
  skip.addEventListener("click", () => choose(state, ""));
  return state;
}

/**
 * @param {State} state
 * @param {string} name
 */
function choose(state, name) {
  if (state.answered) return;
  // At once: the answer itself comes from the server.
  for (const [other, button] of state.buttons) {
    button.setAttribute("aria-pressed", String(other === name));
  }
  state.send("choose", name);
}

/**
 * @param {State} state
 * @param {Header} header
 */
function fill(state, { choices }) {
  state.list.replaceChildren();
  state.buttons.clear();
  for (const [name, words] of choices) {
    const button = make("button", "pg-choice", state.list, { type: "button", "aria-pressed": "false" });
    make("i", "pg-ring", button, { "aria-hidden": "true" });
    setText(make("span", "pg-words", button), words);
    make("span", "pg-note", button);
    button.addEventListener("click", () => choose(state, name));
    state.buttons.set(name, button);
  }
}

/**
 * The choice keeps the focus, so the buttons stay: they only do nothing more.
 * @param {State} state
 * @param {Header} header
 */
function paint(state, { answer, words }) {
  state.answered = answer !== null;
  state.root.dataset.answered = String(state.answered);
  state.skip.hidden = state.answered;
  setText(state.skip, words.skip);
  for (const [name, button] of state.buttons) {
    const mine = answer?.chosen === name, right = answer?.right === name;
    if (answer) button.setAttribute("aria-pressed", String(mine));
    button.setAttribute("aria-disabled", String(state.answered));
    button.dataset.mine = String(mine);
    button.dataset.state = !answer ? "open" : right ? "right" : mine ? "wrong" : "other";
    const notes = answer ? [mine ? words.mine : "", right ? words.right : mine ? words.wrong : ""] : [];
    setText(button.querySelector(".pg-note"), notes.filter(Boolean).join(", "));
  }
  setText(state.verdict, answer ? answer.verdict : "");
  setText(state.why, answer ? ` ${answer.said}` : "");
  state.said.dataset.empty = String(!answer);
}

/**
 * @param {State} state
 * @param {Message<Header & Stamp>} message
 */
function update(state, { header }) {
  const shown = JSON.stringify([header.question, header.choices]);
  if (shown !== state.shown) fill(state, header);
  state.shown = shown;
  setText(state.label, header.words.predict);
  setText(state.question, header.question);
  state.root.setAttribute("aria-label", header.question);
  paint(state, header);
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
