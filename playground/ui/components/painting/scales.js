// From values to places in the picture.

import { ticksOf } from "./ticks.js";

/**
 * @param {Axis} axis
 * @param {boolean} horizontal
 * @param {Frame} frame
 * @param {string} [point] the decimal point
 * @returns {Scaled}
 */
export function scaled(axis, horizontal, frame, point = ".") {
  const [low, high] = axis.domain ?? [0, 1];
  const [from, to] = axis.range;
  const [zero, one] = horizontal ? [frame.left, frame.right] : [frame.bottom, frame.top];
  const start = zero + low * (one - zero);
  const end = zero + high * (one - zero);
  /** @param {number} place */
  const along = (place) => start + ((place - from) / (to - from)) * (end - start);
  const logarithmic = axis.type === "log";
  /** @param {number} value */
  const at = (value) => along(logarithmic ? powerOf(value) : value);
  return { axis, horizontal, start, end, along, at, logarithmic, ticks: ticksOf(axis, point) };
}

/** @param {number} value */
function powerOf(value) {
  return value > 0 ? Math.log10(value) : NaN;
}

/**
 * @param {Layout} layout
 * @param {number} width
 * @param {number} height
 * @returns {Frame}
 */
export function frameOf({ margin }, width, height) {
  return { left: margin.l, right: width - margin.r, top: margin.t, bottom: height - margin.b };
}

/**
 * @param {Layout} layout
 * @param {Frame} frame
 * @returns {Axes}
 */
export function axesOf(layout, frame) {
  const point = layout.separators?.[0];
  return {
    x: scaled(layout.xaxis, true, frame, point), y: scaled(layout.yaxis, false, frame, point),
    ...(layout.yaxis2 && { y2: scaled(layout.yaxis2, false, frame, point) }),
  };
}

/**
 * @param {Axes} axes
 * @param {AxisName} [name]
 */
export function axisNamed(axes, name = "y") {
  const axis = axes[name];
  if (!axis) throw new Error(`A figure without an axis ${name} draws on it.`);
  return axis;
}
