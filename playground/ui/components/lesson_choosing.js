// Choosing λ, and believing a result: see lesson_choosing.py.

import { meanOf, rankOf } from "./arithmetic/choosing.js";
import { axes, svg } from "./parts/plot.js";
import { make, setText, watchSize } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";

const HIGH = 320, LEAK_HIGH = 130, LEFT = 44, RIGHT = 16;
const GUESSING = 100 / 3;
// At first: that seeds differ is to be seen at once.
const FIRST_SEEDS = 3;

/**
 * @typedef {{lambdas: string[], validation: number[][], test: number[][], luck: string[][],
 *            honest: number[], leaked: number[], locked: boolean, revealed: boolean,
 *            words: Record<string, string>}} Header
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-choosing", parentElement);
  const bar = make("label", "pg-bar", root);
  const label = make("span", "", bar);
  const range = make("input", "", bar, { type: "range", min: "1", step: "1" });
  const count = make("output", "", bar);
  const legend = make("p", "pg-legend", root);
  const area = make("div", "pg-area", root);
  const picture = /** @type {SVGElement} */ (svg("svg", { "aria-hidden": "true" }, area));
  const picks = make("div", "pg-picks", root, { role: "group" });
  const buttons = make("div", "pg-buttons", root);
  const open = make("button", "", buttons, { type: "button" });
  const says = make("p", "pg-says", root, { role: "status" });
  const halves = make("p", "pg-halves", root);
  const leakTitle = make("h2", "", root);
  const leak = /** @type {SVGElement} */ (svg("svg", { "aria-hidden": "true" }, root));
  const leakSays = make("p", "pg-says", root);
  const state = placed({
    root, label, range, count, legend, picture, picks, open, says, halves, leakTitle, leak, leakSays,
    header: /** @type {Header | null} */ (null), seeds: FIRST_SEEDS, chosen: 0, opened: false, looks: 0,
  });
  range.addEventListener("input", () => change(state, { seeds: range.valueAsNumber }));
  open.addEventListener("click", () => change(state, state.opened
    ? { opened: false } : { opened: true, looks: state.looks + 1 }));
  area.addEventListener("click", (pressed) => {
    const { header } = state;
    if (!header || header.locked || state.opened) return;
    const box = area.getBoundingClientRect(), share = (pressed.clientX - box.left - LEFT) / (state.width - LEFT - RIGHT);
    const at = Math.floor(share * header.lambdas.length);
    if (at >= 0 && at < header.lambdas.length) change(state, { chosen: at });
  });
  const unwatch = watchSize(state, () => paint(state));
  state.repaint = () => paint(state);
  state.remove = unwatch;
  return state;
}

/**
 * @param {State} state
 * @param {{seeds?: number, chosen?: number, opened?: boolean, looks?: number}} to
 */
function change(state, to) {
  Object.assign(state, to);
  paint(state);
  const { header, seeds, chosen, opened } = state;
  if (header) {
    state.send("tell", { seeds, opened: Number(opened), rank: rankOf(header.validation, chosen, seeds) });
  }
}

/** @param {number} share */
function percent(share) {
  return String(Math.round(100 * share));
}

/** @param {State} state */
function paint(state) {
  const { header, root, range, count, seeds, opened } = state;
  if (!header || !state.sized || !state.width) return;
  const { words, locked, revealed } = header;
  setText(state.label, words.seeds);
  range.max = String(header.validation[0].length);
  range.value = String(seeds);
  range.disabled = locked || opened;
  setText(count, String(seeds));
  setText(state.open, opened ? words.again : words.open);
  state.open.disabled = locked || !revealed;
  paintDots(state, header);
  paintPicks(state, header);
  paintWords(state, header);
  paintLeak(state, header);
  Object.assign(root.dataset, { chosen: state.chosen, seeds, opened });
}

/**
 * @param {State} state
 * @param {Header} header
 */
function paintDots(state, { lambdas, validation, test, words }) {
  const { picture, seeds, chosen, opened, width } = state;
  const scale = axes(picture, {
    width, height: HIGH, margin: [24, RIGHT, 44, LEFT], x: [0, lambdas.length], y: [25, 100],
    xTicks: lambdas.map((words_, at) => [at + 0.5, words_]),
    yTicks: [25, 50, 75, 100].map((one) => [one, String(one)]), xTitle: words.x, yTitle: words.y,
  });
  const half = (scale.x(1) - scale.x(0)) / 2;
  picture.prepend(svg("rect", {
    x: scale.x(chosen), y: scale.top, width: 2 * half, height: scale.bottom - scale.top, class: "pl-chosen" }));
  svg("line", { x1: scale.left, x2: scale.right, y1: scale.y(GUESSING), y2: scale.y(GUESSING), class: "pl-guess" }, picture);
  lambdas.forEach((_, at) => {
    const middle = scale.x(at + 0.5);
    const spread = Math.min(10, half / 4);
    for (let seed = 0; seed < seeds; seed += 1) {
      const x = middle + (seed - (seeds - 1) / 2) * spread;
      svg("circle", { cx: x, cy: scale.y(100 * validation[at][seed]), r: 5, class: "pl-dot" }, picture);
      if (opened && at === chosen) {
        svg("rect", { x: x - 4, y: scale.y(100 * test[at][seed]) - 4, width: 8, height: 8, class: "pl-test" }, picture);
      }
    }
    const mean = scale.y(100 * meanOf(validation[at], seeds));
    svg("line", { x1: middle - half * 0.7, x2: middle + half * 0.7, y1: mean, y2: mean, class: "pl-mean" }, picture);
  });
  setText(state.legend, words.validation);
  svg("text", { x: scale.left + 4, y: scale.y(GUESSING) - 5, class: "pl-name" }, picture, words.guessing);
  if (opened) {
    svg("text", {
      x: scale.x(chosen + 0.5), y: scale.top + 16, class: "pl-name pl-name-test", "text-anchor": "middle" },
    picture, `■ ${words.test}`);
  }
}

/**
 * The same choice for the keyboard and for a screen reader.
 * @param {State} state
 * @param {Header} header
 */
function paintPicks(state, { lambdas, validation, words, locked }) {
  const { picks } = state;
  picks.setAttribute("aria-label", words.x);
  if (!picks.childElementCount) {
    lambdas.forEach((value, at) => {
      const button = make("button", "", picks, { type: "button" });
      setText(button, value);
      button.addEventListener("click", () => change(state, { chosen: at }));
    });
  }
  [...picks.children].forEach((button, at) => {
    if (!(button instanceof HTMLButtonElement)) return;
    button.setAttribute("aria-pressed", String(at === state.chosen));
    button.setAttribute("aria-label", words.pick.replace("{value}", lambdas[at])
      .replace("{validation}", percent(meanOf(validation[at], state.seeds))));
    button.disabled = locked || state.opened;
  });
}

/**
 * @param {State} state
 * @param {Header} header
 */
function paintWords(state, { lambdas, validation, test, luck, words, revealed }) {
  const { seeds, chosen, opened, looks } = state;
  const texts = [words.chosen.replace("{value}", lambdas[chosen])
    .replace("{validation}", percent(meanOf(validation[chosen], seeds)))];
  if (chosen) texts.push(luck[chosen][seeds - 1]);
  if (!revealed) texts.push(words.waits);
  if (opened) {
    texts.push(words.opened.replace("{test}", percent(meanOf(test[chosen], seeds))));
    texts.push(words.rank.replace("{rank}", String(rankOf(validation, chosen, seeds))).replace("{n}", String(lambdas.length)));
  }
  setText(state.halves, words.halves);
  if (looks > 1) texts.push(words.peeked.replace("{times}", String(looks)));
  setText(state.says, texts.join(" "));
}

/**
 * @param {State} state
 * @param {Header} header
 */
function paintLeak(state, { honest, leaked, words }) {
  setText(state.leakTitle, words.leak);
  const all = [...honest, ...leaked].map((one) => 100 * one);
  const low = Math.floor(Math.min(...all)) - 1;
  const from = Math.max(0, low), ticks = [from, (from + 100) / 2, 100];
  const scale = axes(state.leak, {
    width: state.width, height: LEAK_HIGH, margin: [8, 16, 40, 96], x: [from, 100.5], y: [0, 2],
    xTicks: ticks.map((one) => [one, String(one).replace(".", words.point)]),
    yTicks: [[1.5, words.honest], [0.5, words.leaked]], xTitle: words.y,
  });
  for (const [values, row] of /** @type {[number[], number][]} */ ([[honest, 1.5], [leaked, 0.5]])) {
    values.forEach((value, seed) => {
      // Beside each other, where two seeds end at the same.
      const y = scale.y(row) + (seed - (values.length - 1) / 2) * 9;
      svg("circle", { cx: scale.x(100 * value), cy: y, r: 5, class: row > 1 ? "pl-dot" : "pl-leaked" }, state.leak);
    });
  }
  const write = (/** @type {number[]} */ values) =>
    (100 * meanOf(values, values.length)).toFixed(1).replace(".", words.point);
  setText(state.leakSays, words.leak_says.replace("{honest}", write(honest)).replace("{leaked}", write(leaked)));
}

/**
 * @param {State} state
 * @param {Message<Header & Stamp>} message
 */
function update(state, { header }) {
  state.header = header;
  paint(state);
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
