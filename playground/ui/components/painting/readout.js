// What can be read of a figure at one place of its horizontal axis.

import { filled } from "./formats.js";
import { numbers } from "./numbers.js";
import { axisNamed } from "./scales.js";

/** How far beyond the end of a curve it is still read, in pixels. */
const NEAR = 12;

/**
 * One trace at that place; `left` and `top` in pixels.
 * @typedef {{trace: Trace, curve: number, point: number, x: number, y: number, text: string,
 *            color: string, left: number, top: number}} Row
 */
/** @typedef {{trace: Trace, curve: number, xs: Values, ys: Values, widths: Values}} Readable */
/** @typedef {(number | null)[]} Values */

/**
 * The traces that say something, with their numbers.
 * @param {Figure} figure
 * @returns {Readable[]}
 */
export function readable({ data }) {
  return data.flatMap((trace, curve) => (
    trace.hoverinfo === "skip" || !trace.hovertemplate ? []
      : [{ trace, curve, xs: numbers(trace.x), ys: numbers(trace.y), widths: numbers(trace.width) }]));
}

/**
 * Every place that has something to read, from left to right.
 * @param {Readable[]} traces
 * @param {[number, number]} range
 */
export function stopsOf(traces, [low, high]) {
  /** @type {Set<number>} */
  const places = new Set();
  for (const { xs, ys } of traces) {
    xs.forEach((x, i) => {
      if (x !== null && ys[i] !== null && x >= low && x <= high) places.add(x);
    });
  }
  return [...places].sort((one, other) => one - other);
}

/**
 * The index of the value that is nearest, -1 where there is none.
 * @param {Values} sorted ascending
 * @param {number} value
 */
export function nearest(sorted, value) {
  let [low, high] = [0, sorted.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? -Infinity) < value) low = middle;
    else high = middle;
  }
  if (high < 0) return -1;
  const gap = (/** @type {number} */ i) => Math.abs((sorted[i] ?? Infinity) - value);
  return gap(high) < gap(low) ? high : low;
}

/**
 * What stands at `x`, from above: of a curve its nearest point, of bars the one that is there.
 * @param {Readable[]} traces
 * @param {Axes} axes
 * @param {number} x
 * @param {string} [separators]
 * @returns {Row[]}
 */
export function rowsAt(traces, axes, x, separators) {
  return traces.flatMap((one) => {
    const { trace, curve, xs, ys } = one;
    const point = trace.type === "bar" ? barAt(one, x) : pointAt(one, axes.x, x);
    const [own, y] = [xs[point] ?? null, ys[point] ?? null];
    if (own === null || y === null) return [];
    const up = axisNamed(axes, trace.yaxis);
    const values = { x: own, y, customdata: numbers(trace.customdata)[point] ?? null };
    return [{
      trace, curve, point, x: own, y, color: colorOf(trace, point),
      text: filled(trace.hovertemplate ?? "", values, separators),
      left: axes.x.at(own), top: up.at(y),
    }];
  }).sort((one, other) => one.top - other.top);
}

/**
 * @param {Readable} readable
 * @param {Scaled} across
 * @param {number} x
 */
function pointAt({ xs }, across, x) {
  const point = nearest(xs, x);
  const [first, last] = [xs[0] ?? NaN, xs.at(-1) ?? NaN];
  const [at, from, to] = [x, first, last].map(across.at);
  return at >= from - NEAR && at <= to + NEAR ? point : -1;
}

/**
 * @param {Readable} readable
 * @param {number} x
 */
function barAt({ xs, widths }, x) {
  return xs.findIndex((middle, i) => middle !== null && Math.abs(x - middle) <= (widths[i] ?? 0) / 2);
}

/**
 * @param {Trace} trace
 * @param {number} point
 */
function colorOf({ type, line, marker }, point) {
  if (type === "scatter" && line) return line.color;
  const colors = marker?.color ?? "";
  return Array.isArray(colors) ? colors[point] : colors;
}
