// One update of gradient descent in its own numbers, a row a weight.

import { make, setText } from "../shared/elements.js";
import { fixed } from "./drawing.js";

/** @typedef {import("../arithmetic/penalties.js").Step} Step */
/**
 * @typedef {Record<"weight" | "rate" | "data" | "penalty" | "threshold" | "next" | "update"
 *                  | "point", string>} TableWords
 */

/** @param {HTMLElement} parent */
export function makeTable(parent) {
  const table = make("table", "pg-update", parent);
  const caption = make("caption", "", table);
  const head = make("tr", "", make("thead", "", table));
  return { table, caption, head, body: make("tbody", "", table) };
}

/**
 * w ← w - rate · (data + penalty), and what the threshold then takes where there is one.
 * @param {ReturnType<typeof makeTable>} table
 * @param {Step} step
 * @param {{rate: number, lambda: number, kind: string}} scene
 * @param {string[]} names
 * @param {TableWords} words
 */
export function drawTable(table, step, { rate, lambda, kind }, names, words) {
  const proximal = kind === "l1-proximal";
  const number = (/** @type {number} */ value) => fixed(value, 3, words.point);
  // Brackets where a sign would meet another.
  const added = (/** @type {number} */ value) => (
    value < 0 ? `(${number(value)})` : number(value));
  setText(table.caption, words.update);
  cells(table.head, "th", [
    ["", ""], [words.weight, ""], ["", ""], [words.rate, ""], ["", ""], [words.data, "pg-of-data"],
    ["", ""], [proximal ? words.threshold : words.penalty, "pg-of-penalty"], ["", ""],
    [words.next, ""]]);
  names.forEach((name, i) => {
    const row = table.body.children[i] ?? make("tr", "", table.body);
    const w = number(step.weights[i]), data = added(step.data[i]), next = number(step.next[i]);
    const end = step.next[i] === 0 ? "pg-zero" : "pg-strong";
    cells(row, "td", proximal
      ? [[`${name} ←`, ""], [`T(${w}`, ""], ["−", ""], [fixed(rate, 1, words.point), ""], ["·", ""],
         [data, "pg-of-data"], [",", ""], [`${number(rate * lambda)})`, "pg-of-penalty"],
         ["=", ""], [step.next[i] === 0 ? "0" : next, end]]
      : [[`${name} ←`, ""], [w, ""], ["−", ""], [fixed(rate, 1, words.point), ""], ["· (", ""],
         [data, "pg-of-data"], ["+", ""], [`${added(step.penalty[i])} )`, "pg-of-penalty"],
         ["=", ""], [next, end]]);
  });
  [...table.body.children].slice(names.length).forEach((gone) => gone.remove());
}

/**
 * @param {Element} row
 * @param {"td" | "th"} tag of those that have a text at first
 * @param {[string, string][]} texts each with its class
 */
function cells(row, tag, texts) {
  texts.forEach(([text, name], i) => {
    // A column of signs has no heading: a heading without words says nothing to whoever is read to.
    const made = text ? tag : "td";
    const cell = row.children[i] ?? make(made, "", row, made === "th" ? { scope: "col" } : {});
    cell.className = name;
    setText(cell, text);
  });
}
