// A slider that sends while it is dragged: see knob.py.

import {
  lastPosition, positionOf, snapped, stepFrom, typedValue, valueAt, valueText,
} from "./parts/knob_scale.js";
import { make, setText } from "./shared/elements.js";
import { unpacked } from "./shared/message.js";
import { mountedOnce, placed } from "./shared/places.js";
import { shown } from "./shared/shown.js";

const SENDS_EVERY = 100; // ms
const RESTS_AFTER = 400; // ms without another value

/**
 * @typedef {import("./parts/knob_scale.js").Scale & {label: string, value: number,
 *           disabled: boolean, help: string, seen: number, place: string}} Data
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @type {Data} */
const NOTHING = {
  label: "", value: 0, low: 0, high: 1, logarithmic: false, step: 0, off: false, format: "general",
  unit: "", disabled: false, help: "", seen: 0, place: "", words: { off: "", point: "." },
};

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-knob", parentElement);
  const top = make("div", "pg-top", root);
  const label = make("label", "", top, { for: "range" });
  const number = make("input", "pg-number", top, {
    type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false",
  });
  const range = make("input", "", root, { type: "range", id: "range", min: "0", step: "1" });
  const state = placed({
    root, label, number, range, data: NOTHING, value: NaN, held: false, unsent: false,
    sent: 0, lastSend: 0, resting: 0,
    timer: /** @type {number | null} */ (null),
  });
  state.remove = () => {
    // What was chosen last is not lost when the knob goes.
    if (state.unsent) rest(state);
  };
  range.addEventListener("input", () => {
    choose(state, valueAt(state.data, snapped(state.data, range.valueAsNumber)));
  });
  range.addEventListener("pointerdown", () => { state.held = true; });
  for (const name of ["pointerup", "pointercancel", "change"]) {
    range.addEventListener(name, () => release(state));
  }
  range.addEventListener("blur", () => rest(state));
  range.addEventListener("keydown", (pressed) => step(state, pressed));
  number.addEventListener("focus", () => number.select());
  number.addEventListener("blur", () => commit(state));
  number.addEventListener("keydown", (pressed) => {
    if (pressed.key === "Enter") commit(state);
    if (pressed.key === "Escape") setNumber(state);
  });
  return state;
}

/** @param {State} state */
function show(state) {
  const { range, root, data, value } = state;
  const last = lastPosition(data);
  range.max = String(last);
  const position = positionOf(data, value);
  if (!state.held) range.value = String(position);
  // The thumb's middle travels the width less the thumb.
  root.style.setProperty("--filled", `calc(9px + ${position / last} * (100% - 18px))`);
  root.dataset.off = String(data.off && value === 0);
  range.setAttribute("aria-valuetext", valueText(data, value));
  if (!state.number.matches(":focus")) setNumber(state);
}

/** @param {State} state */
function setNumber(state) {
  state.number.value = valueText(state.data, state.value);
}

/**
 * @param {State} state
 * @param {number} value
 */
function choose(state, value) {
  if (value === state.value) return;
  state.value = value;
  show(state);
  state.unsent = true;
  const wait = state.lastSend + SENDS_EVERY - performance.now();
  if (wait <= 0) flush(state);
  else state.timer ??= setTimeout(() => flush(state), wait);
}

/** @param {State} state */
function flush(state) {
  clearTimeout(state.timer ?? undefined);
  state.timer = null;
  if (!state.unsent) return;
  state.lastSend = performance.now();
  const { place } = state.data;
  if (!place || !shown.tell?.(place, "edit", state.value)) {
    rest(state);
    return;
  }
  // It acts already; that it came to rest is for the page's own state.
  clearTimeout(state.resting);
  state.resting = setTimeout(() => !state.held && rest(state), RESTS_AFTER);
}

/** @param {State} state */
function rest(state) {
  clearTimeout(state.timer ?? undefined);
  clearTimeout(state.resting);
  state.timer = null;
  if (!state.unsent) return;
  state.unsent = false;
  // First the way that what was dragged has gone: nothing older may act after it.
  if (state.data.place) shown.tell?.(state.data.place, "edit", state.value);
  // Later than every edit before it, also than those before a reload of the page.
  state.sent = Math.max(Date.now(), state.sent + 1);
  state.keep("edit", { value: state.value, id: state.sent });
}

/** @param {State} state */
function release(state) {
  state.held = false;
  rest(state);
  show(state);
}

/** @type {Record<string, number>} */
const WAYS = {
  ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10,
};

/**
 * @param {State} state
 * @param {KeyboardEvent} pressed
 */
function step(state, pressed) {
  const way = WAYS[pressed.key];
  if (!way) return;
  pressed.preventDefault();
  choose(state, valueAt(state.data, stepFrom(state.data, state.value, way)));
}

/** @param {State} state */
function commit(state) {
  const { data, number } = state;
  if (number.value.trim() === valueText(data, state.value)) return;
  const value = typedValue(data, number.value);
  if (value !== null) choose(state, value);
  setNumber(state);
  // Whoever leaves the field may press what changes this very knob.
  rest(state);
}

/** @param {Component} component */
export default function (component) {
  const state = mountedOnce(component, mount);
  /** @type {Message<Data>} */
  const { header: data } = unpacked(component.data);
  state.data = data;
  setText(state.label, data.label);
  state.root.title = data.help;
  state.root.dataset.disabled = String(data.disabled);
  state.range.disabled = state.number.disabled = data.disabled;
  state.range.setAttribute("aria-label", data.label);
  state.number.setAttribute("aria-label", data.words.exact ?? data.label);
  // What Python has not yet answered is newer than what it sends.
  const answered = data.seen >= state.sent && !state.unsent && !state.held;
  if (Number.isNaN(state.value) || answered) state.value = data.value;
  show(state);
  return state.unmount;
}
