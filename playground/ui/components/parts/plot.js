// A small line chart in SVG for what is drawn and dragged in the browser itself.

/**
 * @typedef {{x: (value: number) => number, y: (value: number) => number,
 *            atX: (pixel: number) => number, atY: (pixel: number) => number,
 *            left: number, right: number, top: number, bottom: number}} Scale
 */

/** @type {Record<string, string>} */
const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {Element | null} [parent]
 * @param {string} [text]
 */
export function svg(tag, attributes, parent = null, text = "") {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  if (text) element.textContent = text;
  parent?.appendChild(element);
  return element;
}

/**
 * Empties the picture and draws grid and numbers; `ticks` are values with what stands beside them.
 * @param {SVGElement} picture
 * @param {{width: number, height: number, margin?: [number, number, number, number],
 *          x: [number, number], y: [number, number], xTicks: [number, string][],
 *          yTicks: [number, string][], xTitle?: string, yTitle?: string}} of
 *     `margin`: top, right, bottom, left
 * @returns {Scale}
 */
export function axes(picture, { width, height, margin, x, y, xTicks, yTicks, xTitle, yTitle }) {
  const [top, right, below, left] = margin ?? [24, 16, 44, 52];
  picture.replaceChildren();
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  picture.setAttribute("width", String(width));
  picture.setAttribute("height", String(height));
  const scale = {
    left, top, right: width - right, bottom: height - below,
    x: (/** @type {number} */ value) => left + ((value - x[0]) / (x[1] - x[0])) * (width - left - right),
    y: (/** @type {number} */ value) =>
      height - below - ((value - y[0]) / (y[1] - y[0])) * (height - top - below),
    atX: (/** @type {number} */ pixel) => x[0] + ((pixel - left) / (width - left - right)) * (x[1] - x[0]),
    atY: (/** @type {number} */ pixel) =>
      y[0] + ((height - below - pixel) / (height - top - below)) * (y[1] - y[0]),
  };
  for (const [value, words] of yTicks) {
    const at = scale.y(value);
    svg("line", { x1: left, x2: scale.right, y1: at, y2: at, class: "pl-grid" }, picture);
    svg("text", { x: left - 8, y: at + 4, class: "pl-tick", "text-anchor": "end" }, picture, words);
  }
  for (const [value, words] of xTicks) {
    svg("text", { x: scale.x(value), y: scale.bottom + 18, class: "pl-tick", "text-anchor": "middle" },
      picture, words);
  }
  if (xTitle) {
    svg("text", { x: (left + scale.right) / 2, y: height - 6, class: "pl-title", "text-anchor": "middle" },
      picture, xTitle);
  }
  if (yTitle) svg("text", { x: 0, y: 13, class: "pl-title" }, picture, yTitle);
  return scale;
}

/**
 * A line through the points, at most as far as they are numbers.
 * @param {SVGElement} picture
 * @param {Scale} scale
 * @param {[number, number][]} points
 * @param {string} name of its class
 */
export function line(picture, scale, points, name) {
  const path = points.filter(([, y]) => Number.isFinite(y))
    .map(([x, y], at) => `${at ? "L" : "M"}${scale.x(x).toFixed(1)} ${scale.y(y).toFixed(1)}`).join("");
  return svg("path", { d: path || "M0 0", class: name, fill: "none" }, picture);
}

/**
 * Some four round numbers from low to high.
 * @param {number} low
 * @param {number} high
 * @param {number} [count]
 */
export function round(low, high, count = 4) {
  const rough = (high - low) / count, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= 0.7 * rough) ?? rough;
  const found = [];
  for (let at = Math.ceil(low / step) * step; at <= high + step / 1e6; at += step) {
    found.push(Number(at.toPrecision(12)));
  }
  return found;
}

/**
 * The numbers of `round`, with as many decimals as it takes to tell them apart.
 * @param {number[]} values rising
 * @param {string} point the decimal sign
 * @returns {[number, string][]}
 */
export function ticksOf(values, point) {
  const step = values.length > 1 ? values[1] - values[0] : 1;
  const decimals = Math.min(12, Math.max(0, -Math.floor(Math.log10(step * 1.000001))));
  return values.map((value) =>
    [value, value.toFixed(decimals).replace("-", "−").replace(".", point)]);
}

/**
 * A number as the language writes it, with a real minus sign.
 * @param {number} value
 * @param {string} point the decimal sign
 * @param {number} [digits] that count
 */
export function written(value, point, digits = 3) {
  if (!value) return "0";
  const size = Math.abs(value), sign = value < 0 ? "−" : "", power = Math.floor(Math.log10(size));
  if (power < -4) {
    const mantissa = (size / 10 ** power).toPrecision(2).replace(".", point);
    return `${sign}${mantissa}·10${[...String(power)].map((one) => RAISED[one]).join("")}`;
  }
  const text = Number(size.toPrecision(digits)).toFixed(Math.max(0, digits - 1 - power));
  return `${sign}${text.replace(".", point)}`;
}
