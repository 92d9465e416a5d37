// The three numbers: see metrics.py.

import { keptBox } from "./parts/boxes.js";
import { make, setText } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";

/**
 * @typedef {{role: string, label: string, accuracy: number | null, note: string,
 *            clickable: boolean, chosen: boolean, recorded: boolean, help: string}} Metric
 */
/** @typedef {ReturnType<typeof mount>} State */
/** @typedef {ReturnType<typeof madeBox>} MetricBox */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-metrics", parentElement);
  return placed({
    root, row: make("div", "pg-numbers", root), boxes: /** @type {MetricBox[]} */ ([]),
  });
}

/**
 * @param {State} state
 * @param {number} index
 * @param {Metric} number
 */
function box(state, index, number) {
  const tag = number.clickable ? "button" : "div";
  return keptBox(state.boxes, index, state.row, tag, () => madeBox(state, tag, number));
}

/**
 * @param {Placed} state
 * @param {"button" | "div"} tag
 * @param {Metric} number
 */
function madeBox(state, tag, number) {
  const element = make(tag, "pg-metric");
  const made = {
    element, number, name: make("span", "pg-name", element),
    figure: make("span", "pg-figure", element), note: make("span", "pg-note", element),
    value: document.createTextNode(""),
  };
  made.figure.append(made.value, make("small"));
  element.addEventListener("click", () => {
    if (made.number.clickable) state.send("click", made.number.role);
  });
  return made;
}

/**
 * @param {State} state
 * @param {Message<{numbers: Metric[], tag: string}>} message
 */
function update(state, message) {
  const { numbers, tag } = message.header;
  state.boxes.splice(numbers.length).forEach((gone) => gone.element.remove());
  numbers.forEach((number, index) => {
    const drawn = box(state, index, number);
    drawn.number = number;
    const { element } = drawn;
    element.dataset.role = number.role;
    element.dataset.recorded = String(number.recorded);
    element.title = number.help;
    if (number.clickable) element.setAttribute("aria-expanded", String(number.chosen));
    setText(drawn.name, number.label);
    const { accuracy } = number;
    setText(drawn.value, accuracy === null ? "–" : String(Math.round(100 * accuracy)));
    setText(drawn.figure.lastChild, accuracy === null ? "" : "%");
    setText(drawn.note, number.note);
  });
  state.root.dataset.tag = tag;
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
