// Each pass' answer as a dot, their mean so far as a line, and the whole network's.

import { drawn, polyline, set } from "./drawing.js";

const LEFT = 40;
const RIGHT = 96;
const FOOT = 20;

/** @param {HTMLElement} parent */
export function makePasses(parent) {
  const svg = drawn("svg", { class: "pg-passes", role: "img" }, parent);
  return {
    svg, net: drawn("g", { class: "pg-net" }, svg), dots: drawn("g", { class: "pg-pass-dots" }, svg),
    whole: drawn("line", { class: "pg-whole" }, svg), mean: drawn("polyline", { class: "pg-mean" }, svg),
    ends: drawn("g", { class: "pg-ends" }, svg),
  };
}

/**
 * @param {ReturnType<typeof makePasses>} chart
 * @param {number[]} answers probabilities of one class, a pass each
 * @param {number} whole
 * @param {[number, number]} size
 * @param {{alt: string, passes: string, mean: string, whole: string}} words
 */
export function drawPasses(chart, answers, whole, [width, height], words) {
  const { svg, net, dots, mean, ends } = chart;
  set(svg, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": words.alt });
  const [right, floor] = [width - RIGHT, height - FOOT];
  const x = (/** @type {number} */ i) => LEFT + ((i + 1) / answers.length) * (right - LEFT);
  const y = (/** @type {number} */ p) => 6 + (1 - p) * (floor - 6);
  net.replaceChildren();
  for (const share of [0, 0.5, 1]) {
    drawn("line", { x1: LEFT, x2: right, y1: y(share), y2: y(share) }, net);
    drawn("text", { x: LEFT - 5, y: y(share) + 4, "text-anchor": "end" }, net)
      .textContent = `${100 * share} %`;
  }
  drawn("text", { x: right, y: height - 4, "text-anchor": "end" }, net).textContent = words.passes;
  dots.replaceChildren();
  answers.forEach((p, i) => drawn("circle", { cx: x(i), cy: y(p), r: 2.2 }, dots));
  let sum = 0;
  const means = answers.map((p, i) => (sum += p) / (i + 1));
  set(mean, { points: polyline(means.map((p, i) => [x(i), y(p)])) });
  set(chart.whole, { x1: LEFT, x2: right, y1: y(whole), y2: y(whole) });
  const end = means[means.length - 1];
  const above = end > whole ? -1 : 1;
  const apart = Math.max(0, 15 - Math.abs(y(end) - y(whole))) / 2;
  ends.replaceChildren();
  const write = (/** @type {string} */ text, /** @type {number} */ at, /** @type {string} */ name) => {
    drawn("text", { x: right + 6, y: Math.max(12, Math.min(floor, at)) + 4, class: name }, ends)
      .textContent = text;
  };
  write(words.mean, y(end) + above * apart, "pg-strong");
  write(words.whole, y(whole) - above * apart, "");
}
