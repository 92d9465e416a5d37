// The arithmetic of one place, written out: pixels × filter = products, channel by channel, and
// their sum.

import { make, setText } from "../shared/elements.js";

/**
 * @typedef {{pixels: string, filter: string, products: string, channels: string[], sum: string,
 *            bias: string, weight: string}} SumWords
 */
/** @typedef {ReturnType<typeof import("../arithmetic/convolution.js").worked>} Worked */
/** @typedef {import("../arithmetic/convolution.js").Grid} Weights */

/**
 * @param {HTMLElement} parent
 * @param {SumWords} words
 * @param {(at: number, value: number) => void} edited
 */
export function sumTable(parent, words, edited) {
  const root = make("div", "pg-sums", parent);
  const head = make("div", "pg-sums-head", root);
  for (const text of [words.pixels, words.filter, words.products]) make("span", "", head).textContent = text;
  const body = make("div", "pg-sums-body", root);
  const total = make("div", "pg-total", root);
  const parts = make("span", "pg-total-parts", total);
  const sum = make("output", "pg-total-sum", total);
  /** @type {{pixels: HTMLElement[], weights: HTMLInputElement[], products: HTMLElement[]}} */
  let cells = { pixels: [], weights: [], products: [] };
  let laid = "";

  /** @param {Weights} kernel */
  function lay(kernel) {
    const { rows: reach, channels } = kernel;
    if (laid === `${reach} ${channels}`) return;
    laid = `${reach} ${channels}`;
    body.replaceChildren();
    cells = { pixels: [], weights: [], products: [] };
    root.style.setProperty("--reach", String(reach));
    root.dataset.dense = String(reach > 3);
    for (let channel = 0; channel < channels; channel += 1) {
      const row = make("div", "pg-sums-row", body);
      const grids = [make("div", "pg-grid", row), make("div", "pg-grid", row), make("div", "pg-grid", row)];
      if (channels > 1) row.dataset.channel = words.channels[channel] ?? "";
      for (let at = 0; at < reach * reach; at += 1) {
        const place = at * channels + channel;
        cells.pixels[place] = make("span", "", grids[0]);
        cells.weights[place] = weightCell(grids[1], place, at, channel);
        cells.products[place] = make("span", "", grids[2]);
      }
    }
  }

  /**
   * @param {HTMLElement} grid
   * @param {number} place
   * @param {number} at
   * @param {number} channel
   */
  function weightCell(grid, place, at, channel) {
    const input = make("input", "", grid, { type: "number", step: "any", autocomplete: "off" });
    const reach = Number(root.style.getPropertyValue("--reach"));
    input.setAttribute("aria-label", words.weight
      .replace("{row}", String(Math.floor(at / reach) + 1)).replace("{column}", String((at % reach) + 1))
      + (words.channels[channel] && laid.endsWith(" 3") ? `, ${words.channels[channel]}` : ""));
    input.addEventListener("input", () => {
      if (input.value !== "" && Number.isFinite(input.valueAsNumber)) edited(place, input.valueAsNumber);
    });
    input.addEventListener("focus", () => input.select());
    return input;
  }

  return {
    root,
    /**
     * `look(value)` is a pixel's ground, `signed(value, most)` that of a weight or a product.
     * @param {Weights} kernel
     * @param {number} bias
     * @param {Worked} now
     * @param {{number: (value: number) => string, pixel: (value: number, channel: number) => string,
     *          signed: (share: number) => string, locked: boolean}} look
     */
    show(kernel, bias, now, look) {
      lay(kernel);
      const heaviest = Math.max(1e-9, ...Array.from(kernel.values, Math.abs));
      const most = Math.max(1e-9, ...now.products.map(Math.abs));
      now.pixels.forEach((pixel, place) => {
        const weight = kernel.values[place], product = now.products[place];
        setText(cells.pixels[place], look.number(pixel));
        cells.pixels[place].style.cssText = look.pixel(pixel, place % kernel.channels);
        const input = cells.weights[place];
        input.disabled = look.locked;
        input.style.background = look.signed(weight / heaviest);
        if (!input.matches(":focus")) {
          input.value = String(Math.round(weight * 100) / 100);
        }
        setText(cells.products[place], look.number(product));
        cells.products[place].style.background = look.signed(product / most);
      });
      const shown = now.sums.length > 1 ? now.sums.map(look.number) : [];
      if (bias) shown.push(`${words.bias} ${look.number(bias)}`);
      setText(parts, `${words.sum}${shown.length ? ` ${shown.join(" + ").replaceAll("+ −", "− ")}` : ""} =`);
      setText(sum, look.number(now.sum));
    },
  };
}
