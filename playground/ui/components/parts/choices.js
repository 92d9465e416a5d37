// A row of small buttons within a component, one of which is chosen.

import { make, setText } from "../shared/elements.js";

/** @typedef {{value: string, text: string, help?: string}} Choice */

/**
 * A picture may be put before a button's words, which are its last element.
 * @param {HTMLElement} parent
 * @param {string} label
 * @param {(value: string) => void} choose
 */
export function choiceRow(parent, label, choose) {
  const group = make("div", "pg-pick", parent, { role: "group", "aria-label": label });
  const what = make("span", "pg-what", group);
  setText(what, label);
  /** @type {Map<string, HTMLButtonElement>} */
  const buttons = new Map();
  return {
    group,
    /**
     * @param {Choice[]} choices
     * @param {string} chosen
     * @param {(value: string) => boolean} [may]
     */
    show(choices, chosen, may = () => true) {
      for (const [value, button] of buttons) {
        if (choices.some((one) => one.value === value)) continue;
        button.remove();
        buttons.delete(value);
      }
      for (const { value, text, help = "" } of choices) {
        let button = buttons.get(value);
        if (!button) {
          button = make("button", "", group, { type: "button" });
          make("span", "", button);
          button.addEventListener("click", () => choose(value));
          buttons.set(value, button);
        }
        button.title = help;
        button.disabled = !may(value);
        button.setAttribute("aria-pressed", String(value === chosen));
        if (!text && help) button.setAttribute("aria-label", help);
        setText(button.lastElementChild, text);
      }
    },
    /** @param {string} value */
    button: (value) => buttons.get(value),
  };
}
