// A box of the network, opened: how its parameters are counted, and its values.

import { make, setText } from "../shared/elements.js";
import { mapSheet } from "./map_sheet.js";

/** @typedef {import("../lesson_chain.js").Row} Row */
/** @typedef {import("../lesson_chain.js").Words} Words */

/** @param {HTMLElement} parent */
export function chainDetail(parent) {
  const name = make("div", "pg-detail-name", parent), said = make("div", "pg-said", parent);
  const values = make("div", "pg-values", parent), list = make("div", "pg-list", parent);
  let unit = -1, last = "", again = () => {};
  const sheet = mapSheet(values, (chosen) => {
    unit = chosen;
    again();
  });
  const read = make("div", "pg-read", parent, { "aria-live": "polite" });

  return {
    /**
     * @param {Row} row
     * @param {Row | null} before
     * @param {{words: Words, revealed: boolean, width: number, levels: Uint8Array | null,
     *          number: (value: number) => string, label: string}} about
     */
    show(row, before, about) {
      const { words, revealed, width, levels, number, label } = about;
      if (last !== row.name) unit = -1;
      last = row.name;
      again = () => this.show(row, before, about);
      setText(name, `${label}: ${row.shape.map(number).join(" × ")}`);
      setText(said, revealed || !row.kernel.length ? counted(row, before, words, number) : words.hidden);
      const [count, rows, columns] = row.maps;
      values.hidden = !levels || row.kind === "output";
      list.hidden = row.kind !== "output" || !levels;
      setText(read, "");
      if (!levels) return;
      const maps = { count, rows, columns, levels, signed: row.signed, peak: row.peak };
      const digits = (/** @type {number} */ value) => `${value < 0 ? "−" : ""}${
        Math.abs(value).toFixed(row.kind === "input" ? 0 : 2).replace(".", words.point)}`;
      sheet.root.setAttribute("aria-label", words.values.replace("{layer}", label));
      sheet.show(maps, Math.min(width, 1100), count > 1 ? (width < 500 ? 54 : 84) : columns > 64 ? Math.min(width, columns * 3) : 220, unit,
                 (one, value) => (count > 1 ? words.value.replace("{unit}", String(one + 1)).replace("{value}", digits(value))
                                            : digits(value)));
      if (unit >= 0) {
        const own = levels.subarray(unit * rows * columns, (unit + 1) * rows * columns);
        const strongest = own.reduce((best, level) => Math.max(best, row.signed ? Math.abs((level << 24) >> 24) : level), 0);
        setText(read, words.strongest.replace("{unit}", String(unit + 1))
          .replace("{value}", digits((strongest / (row.signed ? 127 : 255)) * row.peak)));
      }
      if (row.kind === "output") {
        setText(list, words.signs.map((sign, at) => `${sign} ${Math.round((100 * levels[at] * row.peak) / 255)} %`).join("   "));
      }
    },
  };
}

/**
 * How the layer's parameters and its shape come about, with the numbers in.
 * @param {Row} row
 * @param {Row | null} before
 * @param {Words} words
 * @param {(value: number) => string} number
 */
function counted(row, before, { formulas }, number) {
  const last = row.kernel[row.kernel.length - 1] ?? 0, weights = row.kernel.map(number).join(" × ");
  const bias = row.parameters > row.kernel.reduce((all, one) => all * one, 1);
  const sentence = formulas[row.kind === "conv" && !bias ? "conv-plain" : row.kind] ?? "";
  /** @type {Record<string, string>} */
  const values = {
    formula: `${weights}${bias && row.kernel.length ? ` + ${number(last)}` : ""} = ${number(row.parameters)}`,
    inputs: number(row.kernel[0] ?? 0), units: number(last), reach: String(row.kernel[0] ?? 0),
    depth: number(row.kernel[2] ?? 0), filters: number(last), parameters: number(row.parameters),
    from: before ? before.shape.map(number).join(" × ") : "", to: row.shape.map(number).join(" × "),
  };
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
