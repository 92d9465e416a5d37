// The boxes of a network, and the bar of its parameters.

import { make, setText } from "../shared/elements.js";

/** @typedef {import("../lesson_chain.js").Row} Row */
/** @typedef {import("../lesson_chain.js").Words} Words */

/**
 * A box: what the layer gives, drawn to scale, its shape, and its parameters.
 * @param {HTMLButtonElement | undefined} before
 * @param {HTMLElement} parent
 * @param {Row} row
 * @param {{words: Words, revealed: boolean, number: (value: number) => string,
 *         share: number, size: number, chosen: boolean}} about
 */
export function chainCard(before, parent, row, { words, revealed, number: written, share, size, chosen }) {
  const card = before ?? make("button", "pg-box", parent, { type: "button" });
  if (!before) for (const part of ["name", "drawn", "shape", "count", "lambda"]) make("span", `pg-${part}`, card);
  const [name, drawn, shape, count, lambda] = /** @type {HTMLElement[]} */ ([...card.children]);
  const [kind, number] = row.name.split(" ");
  setText(name, `${words.kinds[kind] ?? kind}${number ? ` ${number}` : ""}`);
  card.title = row.name;
  card.dataset.kind = revealed ? row.kind : "";
  card.setAttribute("aria-pressed", String(chosen));
  block(drawn, row.shape, size);
  setText(shape, row.shape.map(written).join(" × "));
  const known = revealed || !row.kernel.length;
  setText(count, known ? written(row.parameters) : "?");
  count.style.setProperty("--share", known ? String(share) : "0");
  count.title = words.parameters;
  lambda.textContent = "λ";
  lambda.title = words.penalty;
  lambda.hidden = !(revealed && row.penalized);
  return card;
}

/**
 * Height and width by the side of a map, depth by the number of maps, by their square roots: both
 * run over a hundredfold. A row of numbers by its logarithm.
 * @param {HTMLElement} place
 * @param {number[]} shape
 * @param {number} size
 */
function block(place, shape, size) {
  const flat = shape.length === 1;
  const side = flat ? Math.max(8, Math.min(56, 4.4 * Math.log2(shape[0] + 1)))
                    : Math.max(5, 46 * Math.sqrt(shape[0] / size));
  const depth = flat ? 0 : Math.max(2, 1.5 * Math.sqrt(shape[2]));
  place.dataset.flat = String(flat);
  place.style.cssText = `--side:${Math.round(side)}px;--depth:${Math.round(depth)}px`;
  if (!place.firstChild) make("i", "", place);
}

/**
 * All parameters as one bar: whose they are.
 * @param {HTMLElement} bar
 * @param {Row[]} rows
 * @param {number} total
 * @param {(row: Row) => string} label
 * @param {boolean} revealed
 */
export function stackedBar(bar, rows, total, label, revealed) {
  const bearing = revealed ? rows.filter((row) => row.parameters) : [];
  [...bar.children].slice(bearing.length).forEach((gone) => gone.remove());
  bearing.forEach((row, at) => {
    const part = /** @type {HTMLElement} */ (bar.children[at] ?? make("span", "", bar));
    const share = row.parameters / total;
    part.style.flexGrow = String(share);
    part.dataset.kind = row.kind;
    part.dataset.penalized = String(row.penalized);
    part.title = `${label(row)} ${(100 * share).toFixed(1)} %`;
    setText(part, share > 0.06 ? `${label(row)} ${(100 * share).toFixed(share > 0.1 ? 0 : 1)} %` : "");
  });
  bar.dataset.hidden = String(!revealed);
}
