// A table that is sorted by its columns: see sorted_table.py.

import { make, setText } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";
import { emphasize } from "./shared/together.js";

/**
 * @typedef {{name: string, label: string, help: string, first: number, words: boolean}} Heading
 * @typedef {{text: string, order: number | string | null, difference: string, direction: string,
 *            best: boolean}} Entry
 * @typedef {{key: string, letter: string, name: string, entries: Entry[], baseline: boolean,
 *            note: string}} Row
 * @typedef {{headings: Heading[], rows: Row[], label: string, height: number,
 *            words: Record<"run" | "best" | "baseline" | "better" | "worse", string>}} Header
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-table", parentElement);
  const box = make("div", "pg-scrolls", root, { tabindex: "0", role: "region" });
  const table = make("table", "", box);
  return placed({
    root, box, table, head: make("tr", "", make("thead", "", table)), body: make("tbody", "", table),
    header: /** @type {Header | null} */ (null), said: "",
    /** By which column's name, and which way. */
    by: "", way: 1,
  });
}

/**
 * Rows without a value stand last, either way.
 * @param {Row[]} rows
 * @param {number} column
 * @param {number} way
 */
export function inOrder(rows, column, way) {
  const order = (/** @type {Row} */ row) => row.entries[column].order;
  const there = rows.filter((row) => order(row) !== null);
  const compared = (/** @type {Row} */ one, /** @type {Row} */ other) => {
    const [a, b] = [order(one), order(other)];
    if (typeof a === "string" || typeof b === "string") return String(a).localeCompare(String(b));
    return Number(a) - Number(b);
  };
  there.sort((one, other) => way * compared(one, other));
  return [...there, ...rows.filter((row) => order(row) === null)];
}

/** @param {State} state */
function draw(state) {
  const { header, by } = state;
  if (!header) return;
  const column = header.headings.findIndex(({ name }) => name === by);
  drawHead(state, header, column);
  const rows = column < 0 ? header.rows : inOrder(header.rows, column, state.way);
  const lines = [...state.body.children];
  lines.splice(rows.length).forEach((gone) => gone.remove());
  rows.forEach((row, place) => drawRow(lines[place] ?? make("tr", "", state.body), row, header));
}

/**
 * @param {State} state
 * @param {Header} header
 * @param {number} sorted
 */
function drawHead(state, { headings, words }, sorted) {
  const cells = [...state.head.children];
  cells.splice(headings.length + 1).forEach((gone) => gone.remove());
  const first = cells[0] ?? make("th", "pg-who", state.head, { scope: "col" });
  setText(first, words.run);
  headings.forEach(({ name, label, help, words: holdsWords }, at) => {
    const cell = /** @type {HTMLElement} */ (cells[at + 1] ?? madeHeading(state));
    cell.dataset.name = name;
    cell.dataset.words = String(holdsWords);
    const button = /** @type {HTMLElement} */ (cell.firstElementChild);
    button.title = help;
    setText(button.firstElementChild, label);
    setText(button.lastElementChild, at !== sorted ? "" : state.way > 0 ? "↑" : "↓");
    if (at === sorted) cell.setAttribute("aria-sort", state.way > 0 ? "ascending" : "descending");
    else cell.removeAttribute("aria-sort");
  });
}

/** @param {State} state */
function madeHeading(state) {
  const cell = make("th", "", state.head, { scope: "col" });
  const button = make("button", "", cell, { type: "button" });
  make("span", "", button);
  make("span", "pg-way", button, { "aria-hidden": "true" });
  button.addEventListener("click", () => {
    const heading = state.header?.headings.find(({ name }) => name === cell.dataset.name);
    if (!heading) return;
    state.way = state.by === heading.name ? -state.way : heading.first;
    state.by = heading.name;
    draw(state);
  });
  return cell;
}

/**
 * @param {Element} line
 * @param {Row} row
 * @param {Header} header
 */
function drawRow(line, row, { headings, words }) {
  const tr = /** @type {HTMLElement} */ (line);
  const said = JSON.stringify([row, words, headings.map((one) => one.words)]);
  if (tr.dataset.said === said) return;
  tr.dataset.said = said;
  tr.dataset.baseline = String(row.baseline);
  tr.replaceChildren();
  tr.onpointerenter = () => emphasize(row.letter);
  tr.onpointerleave = () => emphasize("");
  const who = make("th", "pg-who", tr, { scope: "row" });
  const about = make("div", "pg-about", who);
  setText(make("b", "pg-letter", about), row.letter);
  const name = make("span", "pg-name", about);
  setText(make("span", "", name), row.name);
  const note = row.baseline ? words.baseline : row.note;
  if (note) setText(make("small", "", name), note);
  row.entries.forEach((entry, at) => {
    const cell = make("td", "", tr);
    cell.dataset.words = String(headings[at].words);
    cell.dataset.best = String(entry.best);
    setText(make("span", "pg-number", cell), entry.text);
    if (entry.best) setText(make("span", "pg-best", cell), words.best);
    if (entry.difference) {
      const difference = make("span", "pg-difference", cell);
      difference.dataset.direction = entry.direction;
      difference.title = { better: words.better, worse: words.worse }[entry.direction] ?? "";
      setText(difference, entry.difference);
    }
  });
}

/**
 * @param {State} state
 * @param {Message<Header>} message
 */
function update(state, { header }) {
  const said = JSON.stringify([header.headings, header.rows, header.words, header.label]);
  if (said === state.said) return;
  state.said = said;
  state.header = header;
  state.root.style.minHeight = `${header.height}px`;
  state.box.setAttribute("aria-label", header.label);
  draw(state);
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
