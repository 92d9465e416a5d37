// Runs to choose from: see run_list.py.

import { patternOf } from "./painting/marks.js";
import { patch, svg, SVG } from "./painting/patch.js";
import { make, setText } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";
import { emphasize } from "./shared/together.js";

/**
 * @typedef {{key: string, name: string, value: string, note: string, letter: string, dash: Dash | "",
 *            baseline: boolean, training: boolean}} Item
 * @typedef {{name: string, items: Item[], empty: string}} Group
 * @typedef {{groups: Group[], height: number,
 *            words: {baseline: string, compare: string, training: string, measure: string}}} Header
 */
/** @typedef {ReturnType<typeof mount>} State */
/** @typedef {ReturnType<typeof madeChip>} Chip */

// Of a line's sample: two periods of the longest pattern, drawn smaller.
const [LONG, SMALLER, THICK, THIN] = [63, 1.5, 5, 3];

/** @param {Parent} parentElement */
function mount(parentElement) {
  const state = placed({
    root: make("div", "pg pg-runs", parentElement),
    chips: /** @type {Map<string, Chip>} */ (new Map()),
  });
  state.remove = () => emphasize("");
  return state;
}

/**
 * A chip stays the same element whatever it says: focus must not be lost when it is pressed.
 * @param {Placed} state
 * @param {string} key
 */
function madeChip(state, key) {
  const root = make("div", "pg-run");
  const take = make("button", "pg-take", root, { type: "button" });
  const sign = make("span", "pg-sign", take);
  const check = make("span", "pg-check", sign, { "aria-hidden": "true" });
  const letter = make("b", "pg-letter", sign);
  const sample = sign.appendChild(document.createElementNS(SVG, "svg"));
  sample.setAttribute("aria-hidden", "true");
  const words = make("span", "pg-words", take);
  const chip = {
    root, take, letter, sample, name: make("span", "pg-name", words),
    note: make("span", "pg-note", words), check, ...madeValue(take),
    base: make("button", "pg-base", root, { type: "button" }), said: "",
  };
  take.addEventListener("click", () => state.send("choose", key));
  chip.base.addEventListener("click", () => state.send("baseline", key));
  const lift = () => emphasize(letter.textContent ?? "");
  root.addEventListener("pointerenter", lift);
  root.addEventListener("focusin", lift);
  root.addEventListener("pointerleave", () => emphasize(""));
  root.addEventListener("focusout", () => emphasize(""));
  return chip;
}

/** @param {HTMLElement} take */
function madeValue(take) {
  const box = make("span", "pg-result", take);
  return { value: make("span", "pg-value", box), measure: make("span", "pg-note", box) };
}

/**
 * @param {Chip} chip
 * @param {Item} item
 * @param {Header["words"]} words
 */
function say(chip, item, words) {
  const said = JSON.stringify([item, words]);
  if (chip.said === said) return;
  chip.said = said;
  const chosen = item.letter !== "";
  chip.root.dataset.chosen = String(chosen);
  chip.root.dataset.baseline = String(item.baseline);
  chip.root.dataset.training = String(item.training);
  chip.take.setAttribute("aria-pressed", String(chosen));
  setText(chip.check, chosen ? "✓" : "");
  setText(chip.letter, item.letter);
  setText(chip.name, item.name);
  setText(chip.note, [item.training ? words.training : "", item.note].filter(Boolean).join(", "));
  setText(chip.value, item.value);
  setText(chip.measure, words.measure);
  chip.base.hidden = !chosen;
  chip.base.setAttribute("aria-pressed", String(item.baseline));
  setText(chip.base, item.baseline ? words.baseline : words.compare);
  draw(chip.sample, item);
}

/**
 * @param {SVGSVGElement} sample
 * @param {Item} item
 */
function draw(sample, { dash, baseline }) {
  sample.setAttribute("width", String(LONG / SMALLER));
  sample.setAttribute("height", String(12 / SMALLER));
  sample.setAttribute("viewBox", `0 0 ${LONG} 12`);
  /** @type {Pick<Drawn, "children">} */
  const fresh = { children: [] };
  const width = baseline ? THICK : THIN;
  if (dash) {
    svg("path", { d: `M0,6H${LONG}`, stroke: "currentColor", "stroke-width": width,
                  ...patternOf({ dash, width: 1 }) }, fresh);
  }
  patch(sample, fresh.children);
}

/**
 * @param {State} state
 * @param {Message<Header>} message
 */
function update(state, { header: { groups, words, height } }) {
  state.root.style.minHeight = `${height}px`;
  const boxes = /** @type {HTMLElement[]} */ ([...state.root.children]);
  boxes.splice(groups.length).forEach((gone) => gone.remove());
  const there = new Set(groups.flatMap(({ items }) => items.map(({ key }) => key)));
  for (const [key, chip] of state.chips) {
    if (there.has(key)) continue;
    chip.root.remove();
    state.chips.delete(key);
  }
  groups.forEach((group, i) => {
    const box = boxes[i] ?? madeBox(state.root);
    const [name, row, empty] = box.children;
    setText(name, group.name);
    setText(empty, group.empty);
    /** @type {HTMLElement} */ (empty).hidden = group.items.length > 0;
    group.items.forEach((item, place) => {
      const chip = state.chips.get(item.key) ?? madeChip(state, item.key);
      state.chips.set(item.key, chip);
      if (row.children[place] !== chip.root) row.insertBefore(chip.root, row.children[place] ?? null);
      say(chip, item, words);
    });
  });
}

/** @param {HTMLElement} root */
function madeBox(root) {
  const box = make("div", "pg-kind", root);
  make("div", "pg-what", box);
  make("div", "pg-row", box);
  make("div", "pg-empty", box);
  return box;
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
