// Weights over the steps of a descent, near zero: whether they stop there, hop over it, or shrink.

import { drawn, fixed, polyline, set } from "./drawing.js";

/**
 * @typedef {{label: string, values: number[], strong: boolean, second?: boolean}} Line
 */

const BESIDE = 92; // for the words at the lines' ends
const FOOT = 22;
const LEFT = 34;

/** @param {HTMLElement} parent */
export function makeOverSteps(parent) {
  const svg = drawn("svg", { class: "pg-over-steps", role: "img" }, parent);
  const clip = drawn("clipPath", { id: "pg-over-within" }, drawn("defs", {}, svg));
  return {
    svg, frame: drawn("rect", {}, clip), net: drawn("g", { class: "pg-net" }, svg),
    lines: drawn("g", { class: "pg-lines", "clip-path": "url(#pg-over-within)" }, svg),
    mark: drawn("line", { class: "pg-mark" }, svg), words: drawn("g", { class: "pg-ends" }, svg),
  };
}

/**
 * @param {ReturnType<typeof makeOverSteps>} chart
 * @param {Line[]} lines as many values each
 * @param {number} step
 * @param {[number, number]} size
 * @param {{point: string, steps: string, alt: string}} words
 */
export function drawOverSteps(chart, lines, step, [width, height], words) {
  const { svg, frame, net, mark } = chart;
  set(svg, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": words.alt });
  const [right, floor] = [width - BESIDE, height - FOOT];
  set(frame, { x: LEFT, y: 4, width: right - LEFT, height: floor - 4 });
  const ends = lines.map(({ values }) => values[values.length - 1]);
  const [low, high] = [Math.min(0, ...ends) - 0.2, Math.max(0, ...ends) + 0.2];
  const last = lines[0].values.length - 1;
  const x = (/** @type {number} */ i) => LEFT + (i / last) * (right - LEFT);
  const y = (/** @type {number} */ w) => 4 + ((high - w) / (high - low)) * (floor - 4);
  net.replaceChildren();
  const apart = high - low > 1.2 ? 0.5 : 0.2;
  for (let i = Math.ceil(low / apart); i * apart <= high; i += 1) {
    drawn("line", { x1: LEFT, x2: right, y1: y(i * apart), y2: y(i * apart),
                    class: i ? "" : "pg-axis" }, net);
    drawn("text", { x: LEFT - 5, y: y(i * apart) + 4, "text-anchor": "end" }, net)
      .textContent = fixed(i * apart, i ? 1 : 0, words.point);
  }
  drawn("text", { x: right, y: height - 5, "text-anchor": "end" }, net).textContent = words.steps;
  drawn("text", { x: LEFT, y: height - 5 }, net).textContent = "0";
  drawLines(chart, lines, x, y);
  set(mark, { x1: x(step), x2: x(step), y1: 4, y2: floor });
  writeEnds(chart, lines, ends.map(y), right + 6, floor);
}

/**
 * @param {ReturnType<typeof makeOverSteps>} chart
 * @param {Line[]} lines
 * @param {(i: number) => number} x
 * @param {(w: number) => number} y
 */
function drawLines(chart, lines, x, y) {
  chart.lines.replaceChildren();
  for (const { values, strong, second } of lines) {
    drawn("polyline", {
      points: polyline(values.map((w, i) => [x(i), y(w)])),
      class: `${strong ? "pg-strong" : "pg-faint"}${second ? " pg-second" : ""}`,
    }, chart.lines);
  }
}

/**
 * At the lines' ends, from above, each at least a line's height below the one before.
 * @param {ReturnType<typeof makeOverSteps>} chart
 * @param {Line[]} lines
 * @param {number[]} heights
 * @param {number} left
 * @param {number} floor
 */
function writeEnds(chart, lines, heights, left, floor) {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a] - heights[b]);
  const places = [...heights];
  let above = -Infinity;
  for (const i of order) above = places[i] = Math.max(heights[i], above + 15);
  const over = Math.max(0, above - floor);
  chart.words.replaceChildren();
  lines.forEach(({ label, strong }, i) => {
    drawn("text", { x: left, y: places[i] - over + 4, class: strong ? "pg-strong" : "" }, chart.words)
      .textContent = label;
  });
}
