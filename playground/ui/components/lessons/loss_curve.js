// One weight: its data loss, the penalty, both together, and the weight as a ball on the last.

import { dataLoss, descent, oneStep, optimum, penaltyOf } from "../arithmetic/penalties.js";
import { arrow, draggable, drawn, fixed, polyline, set } from "./drawing.js";

/** @typedef {import("./plane.js").Scene} Scene */
/** @typedef {import("./plane.js").Words} Words */

const FROM = -1.5;
const TO = 1.5;
const HIGHEST = 1.8;
const MARGIN = { left: 30, bottom: 44, top: 12 };
const NUDGE = 0.05;

/**
 * @param {HTMLElement} parent
 * @param {(which: "minimum" | "start", to: number[]) => void} moved
 * @param {() => void} ended
 */
export function makeCurve(parent, moved, ended) {
  const svg = drawn("svg", { class: "pg-curve", role: "group" }, parent);
  const clip = drawn("clipPath", { id: "pg-curve-within" }, drawn("defs", {}, svg));
  const lines = { class: "pg-lines", "clip-path": "url(#pg-curve-within)" };
  const parts = {
    svg, width: 0, height: 0,
    frame: drawn("rect", {}, clip),
    grid: drawn("g", { class: "pg-net" }, svg),
    lines: drawn("g", lines, svg),
    data: drawn("polyline", { class: "pg-data-line" }),
    penalty: drawn("polyline", { class: "pg-penalty-line" }),
    sum: drawn("polyline", { class: "pg-sum-line" }),
    trail: drawn("g", { class: "pg-dots" }, svg),
    best: drawn("path", { class: "pg-best-place" }, svg),
    dataPull: drawn("path", { class: "pg-pull-data" }, svg),
    penaltyPull: drawn("path", { class: "pg-pull-penalty" }, svg),
    ball: drawn("circle", { class: "pg-ball", r: 8 }, svg),
    minimum: foot(svg, "pg-minimum"),
    start: foot(svg, "pg-start"),
  };
  parts.lines.append(parts.data, parts.penalty, parts.sum);
  for (const which of /** @type {const} */ (["minimum", "start"])) {
    draggable(parts[which].group, svg,
      (x) => moved(which, [Number(bounded(FROM + (x - MARGIN.left) / scaleX(parts)).toFixed(3))]),
      (x, y) => moved(
        which, [bounded(Math.round((parts[which].at + NUDGE * (x + y)) / NUDGE) * NUDGE)]), ended);
  }
  return parts;
}

/** @typedef {ReturnType<typeof makeCurve>} Curve */

/**
 * @param {SVGElement} svg
 * @param {string} name
 */
function foot(svg, name) {
  const group = drawn("g", { class: `pg-handle ${name}`, tabindex: 0, role: "slider" }, svg);
  drawn("circle", { r: 22, class: "pg-touch" }, group);
  drawn("circle", { r: 10, class: "pg-knob-ring", "data-middle": "" }, group);
  if (name === "pg-minimum") drawn("path", { d: "M-5 0H5M0 -5V5" }, group);
  else drawn("circle", { r: 3.5, class: "pg-knob-dot" }, group);
  const word = drawn("text", { y: 28, "text-anchor": "middle" }, group);
  return { group, word, at: 0 };
}

/** @param {number} value */
function bounded(value) {
  return Math.min(TO - 0.05, Math.max(FROM + 0.05, value));
}

/** @param {{width: number}} curve */
function scaleX({ width }) {
  return (width - MARGIN.left) / (TO - FROM);
}

/**
 * @param {Curve} curve
 * @param {Scene} scene of one weight
 * @param {[number, number]} size in pixels
 * @param {Words & {loss: string}} words
 */
export function drawCurve(curve, scene, [width, height], words) {
  const floor = height - MARGIN.bottom;
  const scaleY = (floor - MARGIN.top) / HIGHEST;
  if (curve.width !== width || curve.height !== height) {
    Object.assign(curve, { width, height });
    drawNet(curve, floor, scaleY, words);
  }
  const right = scaleX(curve);
  /** @param {number} weight @param {number} loss @returns {[number, number]} */
  const at = (weight, loss) => [MARGIN.left + (weight - FROM) * right, floor - loss * scaleY];
  const data = (/** @type {number} */ w) => dataLoss(scene, [w]);
  const penalty = (/** @type {number} */ w) => penaltyOf(scene, [w]);
  // 200 and one: the corner of |w| at 0 is one of them.
  const grid = Array.from({ length: 301 }, (_, i) => FROM + (i * (TO - FROM)) / 300);
  set(curve.data, { points: polyline(grid.map((w) => at(w, data(w)))) });
  set(curve.penalty, { points: polyline(grid.map((w) => at(w, penalty(w)))) });
  set(curve.sum, { points: polyline(grid.map((w) => at(w, data(w) + penalty(w)))) });
  const places = [scene.start[0], ...descent(scene, scene.start, scene.steps).map((one) => one.next[0])];
  drawTrail(curve, places.slice(0, scene.step).map((w) => at(w, data(w) + penalty(w))));
  const here = places[scene.step];
  const [x, y] = at(here, data(here) + penalty(here));
  set(curve.ball, { cx: x, cy: y });
  drawPullsOfOne(curve, scene, here, (w, above) => [at(w, 0)[0], y - above]);
  const [least] = optimum(scene);
  const [bx, by] = at(least, data(least) + penalty(least));
  set(curve.best, { d: `M${bx - 6} ${by}L${bx} ${by - 6}L${bx + 6} ${by}L${bx} ${by + 6}Z` });
  for (const which of /** @type {const} */ (["minimum", "start"])) stand(curve, which, scene, at, words);
}

/**
 * @param {Curve} curve
 * @param {number} floor
 * @param {number} scaleY
 * @param {Words & {loss: string}} words
 */
function drawNet(curve, floor, scaleY, words) {
  const { svg, grid, frame, width, height } = curve;
  set(svg, { width, height, viewBox: `0 0 ${width} ${height}` });
  set(frame, { x: MARGIN.left, y: 0, width: width - MARGIN.left, height: floor });
  grid.replaceChildren();
  for (const loss of [0, 0.5, 1, 1.5]) {
    const y = floor - loss * scaleY;
    drawn("line", { x1: MARGIN.left, x2: width, y1: y, y2: y, class: loss ? "" : "pg-axis" }, grid);
    drawn("text", { x: MARGIN.left - 6, y: y + 4, "text-anchor": "end" }, grid)
      .textContent = fixed(loss, loss % 1 ? 1 : 0, words.point);
  }
  for (const weight of [-1, 0, 1]) {
    const x = MARGIN.left + (weight - FROM) * scaleX(curve);
    drawn("line", { x1: x, x2: x, y1: 0, y2: floor, class: weight ? "" : "pg-axis" }, grid);
  }
  drawn("text", { x: MARGIN.left + 6, y: 16, class: "pg-axis-name" }, grid).textContent = words.loss;
  drawn("text", { x: width - 6, y: floor - 8, class: "pg-axis-name", "text-anchor": "end" }, grid)
    .textContent = words.first;
}

/**
 * @param {Curve} curve
 * @param {[number, number][]} places
 */
function drawTrail({ trail }, places) {
  while (trail.children.length < places.length) drawn("circle", { r: 2.6 }, trail);
  [...trail.children].forEach((dot, i) => {
    dot.classList.toggle("pg-hidden", i >= places.length);
    if (i < places.length) set(dot, { cx: places[i][0], cy: places[i][1] });
  });
}

/**
 * What each wants of the next step, at five times its length: the data below, the penalty above.
 * @param {Curve} curve
 * @param {Scene} scene
 * @param {number} here
 * @param {(weight: number, above: number) => [number, number]} at
 */
function drawPullsOfOne(curve, scene, here, at) {
  const { data, penalty, moved, next } = oneStep(scene, [here]);
  const taken = scene.kind === "l1-proximal" ? (moved[0] - next[0]) / scene.rate : penalty[0];
  const far = 5 * scene.rate;
  set(curve.dataPull, { d: arrow(at(here, 16), at(here - far * data[0], 16)) });
  set(curve.penaltyPull, { d: arrow(at(here, 28), at(here - far * taken, 28)) });
}

/**
 * @param {Curve} curve
 * @param {"minimum" | "start"} which
 * @param {Scene} scene
 * @param {(weight: number, loss: number) => [number, number]} at
 * @param {Words} words
 */
function stand(curve, which, scene, at, words) {
  const own = curve[which];
  [own.at] = scene[which];
  const [x, y] = at(own.at, 0);
  const said = `${words[which]}: ${fixed(own.at, 2, words.point)}`;
  if (own.word.textContent !== said) own.word.textContent = said;
  const half = 3.6 * said.length;
  set(own.word, { x: Math.max(half - x, Math.min(curve.width - half - x, 0)) });
  set(own.group, {
    transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})`, "aria-label": words[which],
    "aria-valuemin": FROM, "aria-valuemax": TO, "aria-valuenow": own.at,
    "aria-valuetext": fixed(own.at, 2, words.point),
    "aria-disabled": String(scene.locked), tabindex: scene.locked ? -1 : 0,
  });
}
