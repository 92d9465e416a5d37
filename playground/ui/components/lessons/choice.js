// One of several, as buttons in a row: radio buttons underneath, so that arrows move between them.

import { make, setText } from "../shared/elements.js";

let groups = 0;

/**
 * @param {HTMLElement} parent
 * @param {(value: string) => void} chosen
 */
export function choiceOf(parent, chosen) {
  const root = make("div", "pg-choice", parent, { role: "radiogroup" });
  groups += 1;
  const name = `pg-choice-${groups}`;
  /** @type {Map<string, {input: HTMLInputElement, word: HTMLElement}>} */
  const options = new Map();

  /** @param {string} value */
  function option(value) {
    const label = make("label", "", root);
    const input = make("input", "", label, { type: "radio", name, value });
    input.addEventListener("change", () => chosen(value));
    const made = { input, word: make("span", "", label) };
    options.set(value, made);
    return made;
  }

  return {
    root,
    /**
     * @param {Record<string, string>} words by value
     * @param {string} value
     * @param {string} label
     * @param {boolean} [locked]
     */
    show(words, value, label, locked = false) {
      root.setAttribute("aria-label", label);
      for (const [one, word] of Object.entries(words)) {
        const { input, word: written } = options.get(one) ?? option(one);
        setText(written, word);
        input.checked = one === value;
        input.disabled = locked;
      }
    },
  };
}
