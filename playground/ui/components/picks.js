// Rows of small buttons, one of each chosen: see picks.py.

import { make, setText } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";

/**
 * @typedef {{value: string, text: string, help: string}} Option
 * @typedef {{name: string, label: string, options: Option[], chosen: string}} Row
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  return placed({ root: make("div", "pg pg-picks", parentElement) });
}

/**
 * @param {State} state
 * @param {Message<{rows: Row[], height: number}>} message
 */
function update(state, { header: { rows, height } }) {
  state.root.style.minHeight = `${height}px`;
  const groups = /** @type {HTMLElement[]} */ ([...state.root.children]);
  groups.splice(rows.length).forEach((gone) => gone.remove());
  rows.forEach((row, at) => {
    const group = groups[at] ?? make("div", "pg-pick", state.root, { role: "group" });
    group.setAttribute("aria-label", row.label);
    const [name, ...buttons] = /** @type {HTMLElement[]} */ ([...group.children]);
    setText(name ?? make("span", "pg-what", group), row.label);
    buttons.splice(row.options.length).forEach((gone) => gone.remove());
    row.options.forEach(({ value, text, help }, place) => {
      const button = buttons[place] ?? make("button", "", group, { type: "button" });
      button.onclick = () => state.send("pick", [row.name, value]);
      button.setAttribute("aria-pressed", String(value === row.chosen));
      button.title = help;
      setText(button, text);
    });
  });
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
