// One regularizer: its name, a picture, what moves it, what that shows, and the way to train it.

import { make, setText } from "../shared/elements.js";

/**
 * @typedef {{title: string, about: string, query: string, control: string, low: number,
 *            high: number, value: number, finding: string, format: "percent" | "count" | "number"}}
 *          CardWords
 */

/**
 * @param {HTMLElement} parent
 * @param {string} name
 * @param {() => void} moved
 */
export function makeCard(parent, name, moved) {
  const root = make("section", `pg-card pg-card-${name}`, parent);
  const title = make("h2", "", root);
  const about = make("p", "pg-about", root);
  const picture = make("div", "pg-drawing", root);
  const row = make("label", "pg-slider", root);
  const word = make("span", "", row);
  const range = make("input", "", row, { type: "range" });
  const value = make("output", "", row);
  const finding = make("p", "pg-finding", root, { role: "status" });
  const link = make("a", "pg-train", root, { target: "_self" });
  range.addEventListener("input", moved);
  return { root, title, about, picture, row, word, range, value, finding, link, begun: false };
}

/** @typedef {ReturnType<typeof makeCard>} Card */

/**
 * @param {Card} card
 * @param {CardWords} given
 * @param {{train: string, point: string}} words
 * @param {boolean} locked
 */
export function wordCard(card, given, words, locked) {
  setText(card.title, given.title);
  setText(card.about, given.about);
  setText(card.word, given.control);
  setText(card.link, words.train);
  card.link.href = `./?${given.query}`;
  const step = given.format === "count" ? 1 : (given.high - given.low) / 50;
  Object.assign(card.range, { min: String(given.low), max: String(given.high), step: String(step) });
  if (!card.begun) card.range.value = String(given.value);
  card.begun = true;
  card.range.disabled = locked;
  setText(card.value, valueOf(card.range.valueAsNumber, given.format, words.point));
}

/**
 * @param {number} value
 * @param {CardWords["format"]} format
 * @param {string} point
 */
export function valueOf(value, format, point) {
  if (format === "count") return String(Math.round(value));
  if (format === "number") return value.toFixed(2).replace(".", point);
  return `${(100 * value).toFixed(value < 0.1 ? 1 : 0).replace(".", point)} %`;
}

/**
 * Rows of a name, a bar from 0 to 1 and its value.
 * @param {HTMLElement} parent
 * @param {string[]} names
 * @param {number[]} shares
 */
export function drawBars(parent, names, shares) {
  names.forEach((name, i) => {
    const row = parent.children[i] ?? make("div", "pg-bar-row", parent);
    if (!row.children.length) {
      make("span", "", row);
      make("i", "", make("div", "pg-bar", row));
      make("span", "pg-share", row);
    }
    setText(row.children[0], name);
    const bar = row.children[1].firstElementChild;
    if (bar instanceof HTMLElement) bar.style.width = `${100 * shares[i]}%`;
    setText(row.children[2], `${Math.round(100 * shares[i])} %`);
  });
}
