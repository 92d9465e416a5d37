// The plane of two weights: contours of the data loss, the penalty's shape, the ways down.

import { contour, dataLoss, descent, oneStep, optimum, penaltyOf } from "../arithmetic/penalties.js";
import { arrow, draggable, drawn, fixed, polyline, set } from "./drawing.js";
import { labelPlaces } from "./label_places.js";

/**
 * What all pictures of the lesson are of. `step` is the one that is looked at.
 * @typedef {{minimum: number[], start: number[], kind: import("../arithmetic/penalties.js").Kind,
 *            lambda: number, rate: number, curvature: number[][], steps: number, step: number,
 *            locked: boolean}} Scene
 * @typedef {{point: string, minimum: string, start: string, best: string, first: string,
 *            second: string}} Words
 */

export const REACH = 1.5;
const STEP = 0.05; // of an arrow key
const LEVELS = 11;
const TOUCH = 22;

/**
 * @param {HTMLElement} parent
 * @param {(which: "minimum" | "start", to: number[]) => void} moved
 * @param {() => void} ended
 */
export function makePlane(parent, moved, ended) {
  const svg = drawn("svg", { class: "pg-plane", role: "group" }, parent);
  const clip = drawn("clipPath", { id: "pg-plane-within" }, drawn("defs", {}, svg));
  const parts = {
    svg, side: 0,
    frame: drawn("rect", {}, clip),
    grid: drawn("g", { class: "pg-net" }, svg),
    rings: drawn("g", { class: "pg-rings", "clip-path": "url(#pg-plane-within)" }, svg),
    level: drawn("g", { "clip-path": "url(#pg-plane-within)" }, svg),
    shape: drawn("path", { class: "pg-shape" }), touching: drawn("ellipse", { class: "pg-touching" }),
    plain: drawn("polyline", { class: "pg-plain" }, svg),
    way: drawn("polyline", { class: "pg-way" }, svg),
    dots: drawn("g", { class: "pg-dots" }, svg),
    best: drawn("path", { class: "pg-best-place" }, svg),
    pulls: drawn("g", { class: "pg-pulls" }, svg),
    dataPull: drawn("path", { class: "pg-pull-data" }),
    penaltyPull: drawn("path", { class: "pg-pull-penalty" }),
    names: drawn("g", { class: "pg-names" }, svg),
    start: handle(svg, "pg-start"),
    minimum: handle(svg, "pg-minimum"),
    ball: drawn("circle", { class: "pg-ball", r: 6.5 }, svg),
    words: /** @type {Record<string, SVGTextElement>} */ ({}),
  };
  parts.pulls.append(parts.dataPull, parts.penaltyPull);
  // A clip on the ellipse itself would turn with it.
  parts.level.append(parts.shape, parts.touching);
  for (const name of ["minimum", "start", "best"]) {
    parts.words[name] = drawn("text", { class: `pg-word-${name}` }, parts.names);
  }
  for (let i = 0; i < LEVELS; i += 1) drawn("ellipse", {}, parts.rings);
  for (const which of /** @type {const} */ (["minimum", "start"])) {
    draggable(parts[which].group, svg, (x, y) => moved(which, placeAt(parts.side, x, y)),
      (x, y) => moved(which, parts[which].at.map(
        (one, i) => within(Math.round((one + STEP * [x, y][i]) / STEP) * STEP))), ended);
  }
  return parts;
}

/** @typedef {ReturnType<typeof makePlane>} Plane */

/**
 * @param {SVGElement} svg
 * @param {string} name
 */
function handle(svg, name) {
  const group = drawn("g", { class: `pg-handle ${name}`, tabindex: 0, role: "slider" }, svg);
  drawn("circle", { r: TOUCH, class: "pg-touch" }, group);
  drawn("circle", { r: 10, class: "pg-knob-ring", "data-middle": "" }, group);
  if (name === "pg-minimum") drawn("path", { d: "M-5 0H5M0 -5V5" }, group);
  else drawn("circle", { r: 3.5, class: "pg-knob-dot" }, group);
  return { group, at: [0, 0] };
}

/** @param {number} value */
function within(value) {
  return Math.min(REACH - 0.05, Math.max(0.05 - REACH, value));
}

/**
 * @param {number} side
 * @param {number} x
 * @param {number} y
 */
function placeAt(side, x, y) {
  return [x, side - y].map((one) => (
    Number(within((one / side) * 2 * REACH - REACH).toFixed(3))));
}

/**
 * Weights as pixels.
 * @param {number} side
 * @returns {(weights: ArrayLike<number>) => [number, number]}
 */
function pixelsOf(side) {
  const scale = side / (2 * REACH);
  return (weights) => [(weights[0] + REACH) * scale, (REACH - weights[1]) * scale];
}

/**
 * @param {Plane} plane
 * @param {number} side in pixels
 * @param {Words} words
 */
function drawGround(plane, side, words) {
  plane.side = side;
  set(plane.svg, { width: side, height: side, viewBox: `0 0 ${side} ${side}` });
  set(plane.frame, { x: 0, y: 0, width: side, height: side, rx: 8 });
  plane.grid.replaceChildren();
  const at = pixelsOf(side);
  drawn("rect", { x: 0.5, y: 0.5, width: side - 1, height: side - 1, rx: 8, class: "pg-edge" }, plane.grid);
  for (const tick of [-1, -0.5, 0, 0.5, 1]) {
    const [x, y] = at([tick, tick]);
    const axis = tick === 0 ? "pg-axis" : "";
    drawn("line", { x1: x, x2: x, y1: 0, y2: side, class: axis }, plane.grid);
    drawn("line", { x1: 0, x2: side, y1: y, y2: y, class: axis }, plane.grid);
    if (!Number.isInteger(tick)) continue;
    const text = fixed(tick, 0, words.point);
    const zero = at([0, 0]);
    if (tick) drawn("text", { x, y: zero[1] + 16, "text-anchor": "middle" }, plane.grid).textContent = text;
    drawn("text", { x: zero[0] - 6, y: tick ? y + 4 : y + 16, "text-anchor": "end" }, plane.grid)
      .textContent = text;
  }
  const [right, middle] = at([REACH, 0]);
  const name = (/** @type {Record<string, string | number>} */ where, /** @type {string} */ text) => {
    drawn("text", { ...where, class: "pg-axis-name" }, plane.grid).textContent = text;
  };
  name({ x: right - 8, y: middle - 8, "text-anchor": "end" }, words.first);
  name({ x: at([0, 0])[0] + 8, y: 18 }, words.second);
}

/**
 * @param {Plane} plane
 * @param {Scene} scene
 * @param {number} side
 * @param {Words} words
 */
export function drawPlane(plane, scene, side, words) {
  if (plane.side !== side) drawGround(plane, side, words);
  const at = pixelsOf(side);
  const scale = side / (2 * REACH);
  drawRings(plane, scene, at, scale);
  const least = optimum(scene);
  drawShape(plane, scene, least, at, scale);
  const made = descent(scene, scene.start, scene.steps);
  const plain = descent({ ...scene, kind: "none" }, scene.start, scene.steps);
  const places = [scene.start, ...made.map((one) => one.next)];
  set(plane.plain, { points: polyline([scene.start, ...plain.map((one) => one.next)].map(at)) });
  plane.plain.classList.toggle("pg-hidden", scene.kind === "none");
  set(plane.way, { points: polyline(places.slice(0, scene.step + 1).map(at)) });
  drawDots(plane, places, scene.step, at);
  const here = places[scene.step];
  const [x, y] = at(here);
  set(plane.ball, { cx: x, cy: y });
  drawPulls(plane, scene, here, at);
  const [bx, by] = at(least);
  set(plane.best, { d: `M${bx - 6} ${by}L${bx} ${by - 6}L${bx + 6} ${by}L${bx} ${by + 6}Z` });
  plane.best.classList.toggle("pg-hidden", scene.kind === "none");
  place(plane, "minimum", scene, at, words);
  place(plane, "start", scene, at, words);
  const pair = (/** @type {number[]} */ weights) => (
    weights.map((one) => fixed(one, 2, words.point)).join(" | "));
  write(plane, {
    start: [at(scene.start), `${words.start}: ${pair(scene.start)}`],
    minimum: [at(scene.minimum), `${words.minimum}: ${pair(scene.minimum)}`],
    best: [[bx, by], scene.kind === "none" ? "" : `${words.best}: ${pair(least)}`],
  }, side, [x, y]);
}

/**
 * Rings that stand as far apart as the square of the loss rises: evenly along any way out.
 * @param {Plane} plane
 * @param {Scene} scene
 * @param {(weights: number[]) => [number, number]} at
 * @param {number} scale
 */
function drawRings(plane, { curvature, minimum }, at, scale) {
  const [x, y] = at(minimum);
  [...plane.rings.children].forEach((ring, i) => {
    const { long, short, angle } = contour(curvature, 0.03 * (LEVELS - i) ** 2);
    set(ring, {
      rx: long * scale, ry: short * scale,
      transform: `translate(${x.toFixed(2)} ${y.toFixed(2)}) rotate(${(-angle * 180 / Math.PI).toFixed(3)})`,
    });
  });
}

/**
 * The penalty's own contour through the best place for both, and the data loss' there: they touch.
 * @param {Plane} plane
 * @param {Scene} scene
 * @param {number[]} least
 * @param {(weights: number[]) => [number, number]} at
 * @param {number} scale
 */
function drawShape(plane, scene, least, at, scale) {
  const none = scene.kind === "none" || scene.lambda === 0;
  for (const part of [plane.shape, plane.touching]) part.classList.toggle("pg-hidden", none);
  if (none) return;
  const size = penaltyOf(scene, least) / scene.lambda;
  const [x, y] = at([0, 0]);
  const r = (scene.kind === "l2" ? Math.sqrt(size) : size) * scale;
  set(plane.shape, {
    d: scene.kind === "l2"
      ? `M${x - r} ${y}A${r} ${r} 0 1 1 ${x + r} ${y}A${r} ${r} 0 1 1 ${x - r} ${y}Z`
      : `M${x - r} ${y}L${x} ${y - r}L${x + r} ${y}L${x} ${y + r}Z`,
  });
  const { long, short, angle } = contour(scene.curvature, dataLoss(scene, least));
  const [mx, my] = at(scene.minimum);
  set(plane.touching, {
    rx: long * scale, ry: short * scale,
    transform: `translate(${mx.toFixed(2)} ${my.toFixed(2)}) rotate(${(-angle * 180 / Math.PI).toFixed(3)})`,
  });
}

/**
 * @param {Plane} plane
 * @param {number[][]} places
 * @param {number} step
 * @param {(weights: number[]) => [number, number]} at
 */
function drawDots(plane, places, step, at) {
  while (plane.dots.children.length < places.length) drawn("circle", { r: 2.4 }, plane.dots);
  [...plane.dots.children].forEach((dot, i) => {
    dot.classList.toggle("pg-hidden", i > step || i >= places.length);
    if (i > step || i >= places.length) return;
    const [x, y] = at(places[i]);
    set(dot, { cx: x, cy: y });
  });
}

/**
 * Both pulls of the next step, five times as long as they move the weights at that rate.
 * @param {Plane} plane
 * @param {Scene} scene
 * @param {number[]} here
 * @param {(weights: number[]) => [number, number]} at
 */
function drawPulls(plane, scene, here, at) {
  const { data, penalty, moved, next } = oneStep(scene, here);
  const far = 5 * scene.rate;
  const tip = (/** @type {number[]} */ slope) => at(here.map((w, i) => w - far * slope[i]));
  set(plane.dataPull, { d: arrow(at(here), tip(data)) });
  // What the threshold takes away, as a pull.
  const taken = scene.kind === "l1-proximal"
    ? moved.map((w, i) => (w - next[i]) / scene.rate) : penalty;
  set(plane.penaltyPull, { d: arrow(at(here), tip(taken)) });
}

/**
 * @param {Plane} plane
 * @param {"minimum" | "start"} which
 * @param {Scene} scene
 * @param {(weights: number[]) => [number, number]} at
 * @param {Words} words
 */
function place(plane, which, scene, at, words) {
  const own = plane[which];
  own.at = scene[which];
  const [x, y] = at(own.at);
  set(own.group, {
    transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})`, "aria-label": words[which],
    "aria-valuemin": -REACH, "aria-valuemax": REACH, "aria-valuenow": own.at[0],
    "aria-valuetext": `${words.first} ${fixed(own.at[0], 2, words.point)}, ${words.second} ${fixed(own.at[1], 2, words.point)}`,
    "aria-disabled": String(scene.locked), tabindex: scene.locked ? -1 : 0,
  });
}

/**
 * Each word beside its place.
 * @param {Plane} plane
 * @param {Record<string, [[number, number], string]>} words with the place of each
 * @param {number} side
 * @param {[number, number]} ball
 */
function write(plane, words, side, ball) {
  const names = Object.keys(words), points = [...names.map((name) => words[name][0]), ball];
  const places = labelPlaces(names.map((name) => ({ at: words[name][0], text: words[name][1] })), side, points);
  names.forEach((name, i) => {
    const word = plane.words[name], text = words[name][1];
    if (word.textContent !== text) word.textContent = text;
    set(word, { x: places[i][0], y: places[i][1], "text-anchor": "middle" });
  });
}
