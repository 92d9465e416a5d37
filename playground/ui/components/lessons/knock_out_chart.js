// How accurate two networks stay as more and more of their hidden units are removed.

import { drawn, polyline, set } from "./drawing.js";

const OUT_LEFT = 40;
const OUT_RIGHT = 112;
const OUT_FOOT = 22;

/** @typedef {{shares: number[], plain: number[], dropout: number[]}} Curves */

/** @param {HTMLElement} parent */
export function makeKnockOut(parent) {
  const svg = drawn("svg", { class: "pg-knock-out", role: "img" }, parent);
  return {
    svg, net: drawn("g", { class: "pg-net" }, svg),
    level: drawn("line", { class: "pg-level" }, svg),
    plain: drawn("polyline", { class: "pg-plain-curve" }, svg),
    dropout: drawn("polyline", { class: "pg-dropout-curve" }, svg),
    mark: drawn("line", { class: "pg-mark" }, svg),
    points: [drawn("circle", { r: 4.5, class: "pg-plain-point" }, svg),
             drawn("circle", { r: 4.5, class: "pg-dropout-point" }, svg)],
    ends: drawn("g", { class: "pg-ends" }, svg),
  };
}

/**
 * @param {ReturnType<typeof makeKnockOut>} chart
 * @param {Curves} curves
 * @param {{removed: number, plain: number, dropout: number}} at
 * @param {[number, number]} size
 * @param {{alt: string, removed: string, plain: string, dropout: string, guessing: string}} words
 */
export function drawKnockOut(chart, curves, at, [width, height], words) {
  const { svg, net, mark, ends } = chart;
  set(svg, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": words.alt });
  const [right, floor] = [width - OUT_RIGHT, height - OUT_FOOT];
  const x = (/** @type {number} */ share) => OUT_LEFT + share * (right - OUT_LEFT);
  const y = (/** @type {number} */ share) => 6 + (1 - share) * (floor - 6);
  net.replaceChildren();
  for (const share of [0, 0.5, 1]) {
    drawn("line", { x1: OUT_LEFT, x2: right, y1: y(share), y2: y(share), class: share ? "" : "pg-axis" }, net);
    drawn("text", { x: OUT_LEFT - 5, y: y(share) + 4, "text-anchor": "end" }, net)
      .textContent = `${100 * share} %`;
    drawn("text", { x: x(share), y: height - 5, "text-anchor": share ? "end" : "start" }, net)
      .textContent = share === 1 ? words.removed : share ? "" : "0";
  }
  drawn("line", { x1: OUT_LEFT, x2: right, y1: y(1 / 3), y2: y(1 / 3), class: "pg-guess" }, net);
  drawn("text", { x: OUT_LEFT + 4, y: y(1 / 3) + 15 }, net).textContent = words.guessing;
  for (const name of /** @type {const} */ (["plain", "dropout"])) {
    set(chart[name], {
      points: polyline(curves.shares.map((share, i) => [x(share), y(curves[name][i])])) });
  }
  set(chart.level, { x1: OUT_LEFT, x2: right, y1: y(curves.plain[0]), y2: y(curves.plain[0]) });
  set(mark, { x1: x(at.removed), x2: x(at.removed), y1: 6, y2: floor });
  set(chart.points[0], { cx: x(at.removed), cy: y(at.plain) });
  set(chart.points[1], { cx: x(at.removed), cy: y(at.dropout) });
  const last = curves.shares.length - 1;
  const heights = [y(curves.plain[last]), y(curves.dropout[last])];
  const apart = Math.max(0, 16 - Math.abs(heights[0] - heights[1])) / 2;
  const down = heights[0] >= heights[1] ? 1 : -1;
  ends.replaceChildren();
  drawn("text", { x: right + 2, y: heights[0] + down * apart + 4 }, ends).textContent = words.plain;
  drawn("text", { x: right + 2, y: heights[1] - down * apart + 4, class: "pg-strong" }, ends)
    .textContent = words.dropout;
}
