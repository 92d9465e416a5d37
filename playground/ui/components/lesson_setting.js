// Perfect here, lost there: see lesson_setting.py.

import { axes, line, svg } from "./parts/plot.js";
import { make, setText, watchSize } from "./shared/elements.js";
import { paintBytes, putPixels } from "./shared/pixels.js";
import { live, placed } from "./shared/places.js";

const HIGH = 250;

/** @typedef {{name: string, group: string, validation: number[], elsewhere: number[], here: boolean,
 *   answers: [number[], number[]]}} Network */
/**
 * @typedef {{side: number, count: [number, number], signs: string[], labels: [number[], number[]],
 *            locked: boolean, revealed: boolean, networks: Network[], words: Record<string, string>}} Header
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-setting", parentElement);
  const choices = make("div", "pg-choices", root, { role: "group" });
  const waits = make("p", "pg-waits", root);
  const rows = [0, 1].map((which) => {
    const title = make("h2", "", root);
    return { title, list: make("ul", `pg-row pg-row-${which}`, root) };
  });
  const picture = /** @type {SVGElement} */ (svg("svg", { "aria-hidden": "true" }, root));
  const says = make("p", "pg-says", root, { role: "status" });
  const state = placed({
    root, choices, waits, rows, picture, says, header: /** @type {Header | null} */ (null),
    bodies: /** @type {Uint8Array[]} */ ([]), chosen: 0, looked: new Set([0]), filled: "",
  });
  const unwatch = watchSize(state, () => paint(state));
  state.repaint = () => paint(state);
  state.remove = unwatch;
  return state;
}

/** @param {State} state */
function paint(state) {
  const { header, root } = state;
  if (!header || !state.sized || !state.width) return;
  const network = header.networks[state.chosen];
  paintChoices(state, header);
  fillRows(state, header);
  paintRow(state, header, network, 0);
  paintRow(state, header, network, 1);
  paintCurves(state, header, network);
  const last = (/** @type {number[]} */ curve) => String(Math.round(100 * curve[curve.length - 1]));
  setText(state.says, header.revealed && network.elsewhere.length ? header.words.ends
    .replace("{name}", network.name).replace("{here}", last(network.validation))
    .replace("{there}", last(network.elsewhere)) : "");
  root.dataset.chosen = String(state.chosen);
  root.dataset.revealed = String(header.revealed);
}

/**
 * @param {State} state
 * @param {Header} header
 */
function paintChoices(state, header) {
  const { choices } = state, names = header.networks.map(({ name, group }) => `${group} ${name}`).join("|");
  choices.setAttribute("aria-label", header.words.networks);
  setText(state.waits, header.revealed ? "" : header.words.waits);
  if (choices.dataset.names !== names) {
    choices.dataset.names = names;
    choices.replaceChildren();
    let group = "", box = choices;
    header.networks.forEach((network, at) => {
      if (at === 0 || network.group !== group) {
        group = network.group;
        box = make("div", "pg-group", choices);
        setText(make("span", "", box), group);
      }
      const button = make("button", "", box, { type: "button", "data-at": String(at) });
      setText(button, network.name);
      button.addEventListener("click", () => choose(state, at));
    });
  }
  for (const button of choices.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.dataset.at === String(state.chosen)));
    button.disabled = header.locked || !header.revealed;
  }
}

/**
 * @param {State} state
 * @param {number} at
 */
function choose(state, at) {
  state.chosen = at;
  state.looked.add(at);
  paint(state);
  const { elsewhere } = /** @type {Header} */ (state.header).networks[at];
  state.send("tell", { looked: state.looked.size, elsewhere: elsewhere[elsewhere.length - 1] ?? 0 });
}

/**
 * The pictures themselves, which stay.
 * @param {State} state
 * @param {Header} header
 */
function fillRows(state, { side, count }) {
  const mark = `${side} ${count.join(" ")}`;
  if (state.filled === mark) return;
  state.filled = mark;
  state.rows.forEach(({ list }, which) => {
    list.replaceChildren();
    const bytes = state.bodies[which], size = side * side * 3;
    for (let at = 0; at < count[which]; at += 1) {
      const item = make("li", "", list);
      const canvas = make("canvas", "", item, { "aria-hidden": "true" });
      putPixels(canvas, side, side, (pixels) =>
        paintBytes(pixels, bytes.subarray(at * size, (at + 1) * size), 3));
      make("span", "", item);
    }
  });
}

/**
 * @param {State} state
 * @param {Header} header
 * @param {Network} network
 * @param {number} which
 */
function paintRow(state, header, network, which) {
  const { title, list } = state.rows[which], { words, signs, revealed } = header;
  const labels = header.labels[which], answers = network.answers[which];
  const right = answers.filter((answer, at) => answer === labels[at]).length;
  const told = which === 0 || revealed;
  const words_ = which ? words.there : network.here ? words.here : words.also;
  setText(title, told ? words_.replace("{right}", String(right)).replace("{n}", String(labels.length)) : words.hidden);
  [...list.children].forEach((item, at) => {
    const caption = item.lastElementChild;
    const good = answers[at] === labels[at];
    if (item instanceof HTMLElement) item.dataset.right = told ? String(good) : "";
    setText(caption, told ? `${good ? "✓" : "✗"} ${signs[answers[at]]}` : "?");
    item.setAttribute("aria-label", told ? words.said.replace("{sign}", signs[labels[at]])
      .replace("{answer}", signs[answers[at]]) : signs[labels[at]]);
  });
}

/**
 * @param {State} state
 * @param {Header} header
 * @param {Network} network
 */
function paintCurves(state, { words, revealed, networks }, network) {
  const epochs = Math.max(2, network.validation.length);
  const scale = axes(state.picture, {
    width: state.width, height: HIGH, margin: [24, 120, 44, 40], x: [1, epochs], y: [0, 100],
    xTicks: [1, 5, 10, 15, 20, 25, 30].filter((one) => one <= epochs).map((one) => [one, String(one)]),
    yTicks: [0, 50, 100].map((one) => [one, String(one)]), xTitle: words.epoch, yTitle: words.accuracy,
  });
  const points = (/** @type {number[]} */ curve) =>
    curve.map((value, at) => /** @type {[number, number]} */ ([at + 1, 100 * value]));
  svg("line", { x1: scale.left, x2: scale.right, y1: scale.y(33.3), y2: scale.y(33.3), class: "pl-guess" }, state.picture);
  if (revealed && state.chosen) line(state.picture, scale, points(networks[0].elsewhere.slice(0, epochs)), "pl-before");
  line(state.picture, scale, points(network.validation), "pl-validation");
  /** @type {[number, string, string][]} */
  const names = [[33.3, words.guessing, "pl-tick"]];
  const end = (/** @type {number[]} */ curve) => 100 * (curve[curve.length - 1] ?? 0);
  names.push([end(network.validation), words.validation, "pl-name-validation"]);
  if (revealed && network.elsewhere.length) {
    line(state.picture, scale, points(network.elsewhere), "pl-elsewhere");
    names.push([end(network.elsewhere), words.elsewhere, "pl-name-elsewhere"]);
  }
  let lowest = -Infinity;
  for (const [value, text, kind] of names.sort((one, other) => other[0] - one[0])) {
    lowest = Math.max(scale.y(value) + 4, lowest + 17);
    svg("text", { x: scale.right + 6, y: lowest, class: `pl-name ${kind}` }, state.picture, text);
  }
}

/**
 * @param {State} state
 * @param {Message<Header & Stamp>} message
 */
function update(state, { header, bodies }) {
  state.header = header;
  state.bodies = bodies;
  state.chosen = Math.min(state.chosen, header.networks.length - 1);
  paint(state);
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
