// A slider over the epochs of a run: see timeline.py.

import { make, setText } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";

const SENDS_EVERY = 60; // ms
const ANSWERS_WITHIN = 1500; // ms

/**
 * @typedef {{epochs: number, done: number, kept: number[], at: number | null, best: number | null,
 *            words: {label: string, now: string, back: string, epoch: string, best: string}}} Header
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-timeline", parentElement);
  const line = make("div", "pg-line", root);
  const best = make("i", "pg-best", line);
  const range = make("input", "", line, { type: "range", min: "0", step: "1" });
  const now = make("button", "pg-now", root, { type: "button" });
  const state = placed({
    root, line, best, range, now, header: /** @type {Header | null} */ (null),
    /** Where the hand is: null for now. */
    at: /** @type {number | null} */ (null),
    held: false, lastSend: 0, timer: /** @type {number | null} */ (null),
    /** What was said last, and whether the answer to it has not come yet. */
    told: /** @type {number | null} */ (null), asked: false,
  });
  state.remove = () => clearTimeout(state.timer ?? undefined);
  range.addEventListener("input", () => drag(state));
  range.addEventListener("pointerdown", () => { state.held = true; });
  for (const name of ["pointerup", "pointercancel", "change", "blur"]) {
    range.addEventListener(name, () => release(state));
  }
  now.addEventListener("click", () => go(state, null));
  return state;
}

/**
 * The epoch that is kept nearest to that; null, now, from the last one on.
 * @param {Header} header
 * @param {number} wanted
 */
function nearest({ kept, done }, wanted) {
  if (wanted >= done) return null;
  return kept.reduce((best, one) => (Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best),
    kept[0] ?? 0);
}

/** @param {State} state */
function drag(state) {
  if (state.header) go(state, nearest(state.header, state.range.valueAsNumber));
}

/**
 * @param {State} state
 * @param {number | null} epoch
 */
function go(state, epoch) {
  state.at = epoch;
  show(state);
  const wait = state.lastSend + SENDS_EVERY - performance.now();
  if (wait <= 0) flush(state);
  else state.timer ??= setTimeout(() => flush(state), wait);
}

/** @param {State} state */
function flush(state) {
  clearTimeout(state.timer ?? undefined);
  state.timer = null;
  if (state.at === state.told) return;
  state.lastSend = performance.now();
  state.told = state.at;
  state.asked = true;
  state.send("epoch", state.at);
}

/** @param {State} state */
function release(state) {
  if (!state.held) return;
  state.held = false;
  flush(state);
  show(state);
}

/** @param {State} state */
function show({ root, line, best, range, now, header, at }) {
  if (!header) return;
  const { epochs, done, words } = header;
  range.max = String(epochs);
  range.value = String(at ?? done);
  range.disabled = header.kept.length === 0;
  range.setAttribute("aria-label", words.label);
  range.setAttribute(
    "aria-valuetext", at === null ? words.now : words.epoch.replace("%n", String(at)));
  line.style.setProperty("--done", String(done / epochs));
  line.style.setProperty("--at", String((at ?? done) / epochs));
  line.style.setProperty("--best", String((header.best ?? 0) / epochs));
  best.hidden = header.best === null;
  best.title = words.best;
  root.dataset.past = String(at !== null);
  root.dataset.at = at === null ? "now" : String(at);
  root.dataset.disabled = String(range.disabled);
  setText(now, words.now);
  now.disabled = at === null;
  now.title = at === null ? "" : words.back;
}

/**
 * @param {State} state
 * @param {Message<Header>} message
 */
function update(state, { header }) {
  state.header = header;
  if (header.at === state.told || performance.now() - state.lastSend > ANSWERS_WITHIN) {
    state.asked = false;
  }
  // Of what has not been sent, or not been answered, the hand knows more.
  if (!state.held && state.timer === null && !state.asked) state.told = state.at = header.at;
  show(state);
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
