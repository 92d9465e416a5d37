// A network from image to output: see lesson_chain.py.

import { largest, shapesOf } from "./arithmetic/network_shapes.js";
import { chainCard, stackedBar } from "./parts/chain_cards.js";
import { chainDetail } from "./parts/chain_detail.js";
import { choiceRow } from "./parts/choices.js";
import { make, setText, watchSize } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";

/**
 * @typedef {{kind: string, name: string, shape: number[], kernel: number[], parameters: number,
 *            extra: number, penalized: boolean, body: number, signed: boolean, peak: number,
 *            maps: [number, number, number]}} Row
 * @typedef {{size: number, blocks: number, units: number}} Plan
 * @typedef {Record<string, string> & {kinds: Record<string, string>, formulas: Record<string, string>,
 *            signs: string[]}} Words
 * @typedef {{rows: Row[], own: string, filters: number[], plan: Plan, classes: number, revealed: boolean,
 *            locked: boolean, words: Words}} Header
 */
/** @typedef {ReturnType<typeof mount>} State */

const BLOCKS = [1, 2, 3, 4, 5, 6], UNITS = [16, 64, 128, 256, 512, 1024], SIZES = [64, 128, 224];

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-chain", parentElement);
  const state = placed({
    root, picks: make("div", "pg-picks", root), cards: make("div", "pg-cards", root),
    sum: make("div", "pg-sum", root), bar: make("div", "pg-stack", root, { role: "img" }),
    detail: make("div", "pg-detail", root), header: /** @type {Header | null} */ (null),
    bodies: /** @type {Uint8Array[]} */ ([]), which: "article", chosen: "", revealed: false,
    plan: /** @type {Plan} */ ({ size: 224, blocks: 4, units: 512 }), told: 0,
    choices: /** @type {Record<string, ReturnType<typeof choiceRow>>} */ ({}),
    opened: /** @type {ReturnType<typeof chainDetail> | null} */ (null),
  });
  state.repaint = () => show(state);
  const unwatch = watchSize(state, () => show(state));
  state.remove = () => {
    unwatch();
    clearTimeout(state.told);
  };
  return state;
}

/**
 * The rows of the network that is shown: the article's by its plan, or those of a run.
 * @param {State} state
 * @returns {Row[]}
 */
function rowsOfState({ header, which, plan }) {
  if (!header) return [];
  if (which !== "article") return header.rows;
  const found = shapesOf({
    size: plan.size, channels: 3, reach: 3, padding: "valid", units: plan.units, classes: header.classes,
    filters: header.filters.slice(0, plan.blocks),
  });
  const bearing = largest(found, 3);
  const counts = { conv: 0, pool: 0 };
  return found.map((row, at) => {
    const number = row.kind === "conv" || row.kind === "pool" ? ` ${(counts[row.kind] += 1)}` : "";
    return {
      ...row, name: `${row.kind}${number}`, extra: 0, penalized: bearing.includes(at), body: -1,
      signed: false, peak: 0, maps: [0, 0, 0],
    };
  });
}

/** @param {State} state */
function show(state) {
  const { header, cards, bar, sum, opened, which, plan, choices } = state;
  if (!header || !state.sized || !opened) return;
  const { words, revealed, locked } = header, rows = rowsOfState(state), may = () => !locked;
  const named = (/** @type {number[]} */ values) => values.map((value) => ({ value: String(value), text: String(value) }));
  choices.which.show([{ value: "article", text: words.article }, { value: "own", text: header.own }], which, may);
  choices.blocks.show(named(BLOCKS), String(plan.blocks), may);
  choices.units.show(named(UNITS), String(plan.units), may);
  choices.size.show(named(SIZES), String(plan.size), may);
  for (const name of ["blocks", "units", "size"]) choices[name].group.hidden = which !== "article" || !revealed;
  const total = rows.reduce((all, row) => all + row.parameters, 0);
  const most = rows.reduce((best, row) => (row.parameters > best.parameters ? row : best), rows[0]);
  // Which one it is must not be told by the box that stands open.
  const telling = revealed ? most : rows[1];
  if (state.revealed !== revealed || !rows.some((row) => row.name === state.chosen)) state.chosen = telling.name;
  state.revealed = revealed;
  [...cards.children].slice(rows.length).forEach((gone) => gone.remove());
  rows.forEach((row, at) => {
    const card = chainCard(/** @type {HTMLButtonElement | undefined} */ (cards.children[at]), cards, row, {
      words, revealed, number: (value) => count(value, words), share: row.parameters / total, size: rows[0].shape[0],
      chosen: row.name === state.chosen,
    });
    card.onclick = () => {
      state.chosen = row.name;
      show(state);
    };
  });
  setText(sum, revealed
    ? words.total.replace("{total}", count(total, words)).replace("{layer}", label(most.name, words))
      .replace("{share}", ((100 * most.parameters) / total).toFixed(1).replace(".", words.point))
    : words.hidden);
  stackedBar(bar, rows, total, (row) => label(row.name, words), revealed);
  bar.setAttribute("aria-label", sum.textContent ?? "");
  const row = rows.find((one) => one.name === state.chosen) ?? rows[0];
  opened.show(row, rows[rows.indexOf(row) - 1] ?? null, {
    words, revealed, width: state.detail.clientWidth - 24, levels: row.body >= 0 ? state.bodies[row.body] : null,
    number: (value) => count(value, words), label: label(row.name, words),
  });
}

/**
 * @param {string} name
 * @param {Words} words
 */
function label(name, { kinds }) {
  const [kind, number] = name.split(" ");
  return `${kinds[kind] ?? kind}${number ? ` ${number}` : ""}`;
}

/**
 * @param {number} value
 * @param {Words} words
 */
function count(value, { comma }) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, comma);
}

/**
 * @param {State} state
 * @param {() => void} change
 */
function turn(state, change) {
  change();
  show(state);
  clearTimeout(state.told);
  state.told = window.setTimeout(() => {
    const rows = rowsOfState(state), total = rows.reduce((all, row) => all + row.parameters, 0);
    const dense = rows.find((row) => row.kind === "dense");
    state.send("tell", {
      dense_share: (dense?.parameters ?? 0) / total, parameters: total, blocks: state.plan.blocks,
      units: state.plan.units, size: state.plan.size, article: Number(state.which === "article"),
    });
  }, 200);
}

/**
 * @param {State} state
 * @param {Message<Header>} message
 */
function update(state, { header, bodies }) {
  const first = !state.header;
  Object.assign(state, { header, bodies });
  if (first) {
    const { words } = header, { picks, choices } = state;
    state.plan = { ...header.plan };
    choices.which = choiceRow(picks, words.network, (name) => turn(state, () => { state.which = name; state.chosen = ""; }));
    for (const name of /** @type {const} */ (["blocks", "units", "size"])) {
      choices[name] = choiceRow(picks, words[name], (value) => turn(state, () => { state.plan[name] = Number(value); }));
    }
    state.opened = chainDetail(state.detail);
  }
  show(state);
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
