// What stands within the axes of a painted figure: see axes.js.

import { numbers } from "./numbers.js";
import { svg, write } from "./patch.js";
import { axisNamed } from "./scales.js";
import { widthOf } from "./words.js";

/** @typedef {Pick<Drawn, "children">} Parent */
/** @typedef {[number, number] | null} Point */

/**
 * Nothing is drawn outside of the axis' own part of the figure; the coordinates stay the figure's.
 * @param {Scaled} up
 * @param {Frame} frame
 * @param {Parent} parent
 */
export function clipped({ start, end }, { left, right }, parent) {
  const window = {
    x: left, y: end, width: Math.max(1, right - left), height: Math.max(1, start - end),
  };
  const viewBox = Object.values(window).join(" ");
  return svg("svg", { ...window, viewBox, overflow: "hidden" }, parent);
}

/**
 * Where the points stand; null breaks the line.
 * @param {Trace} trace
 * @param {Scaled} across
 * @param {Scaled} up
 * @returns {Point[]}
 */
export function pointsOf(trace, across, up) {
  const ys = numbers(trace.y);
  return numbers(trace.x).map((x, i) => {
    const y = ys[i];
    if (x === null || y === null) return null;
    const [left, top] = [across.at(x), up.at(y)];
    if (!Number.isFinite(left) || !Number.isFinite(top)) return null;
    return [Math.round(100 * left) / 100, Math.round(100 * top) / 100];
  });
}

/**
 * @param {Point[]} points
 * @param {boolean} stepped the level changes half way
 */
export function lineThrough(points, stepped) {
  let d = "";
  points.forEach((point, i) => {
    const before = points[i - 1];
    if (!point) return;
    if (!before) d += `M${point[0]},${point[1]}`;
    else if (stepped) d += `H${(before[0] + point[0]) / 2}V${point[1]}H${point[0]}`;
    else d += `L${point[0]},${point[1]}`;
  });
  return d;
}

// Lengths of strokes and gaps, in widths of the line.
/** @type {Record<Dash, number[]>} */
const PATTERNS = {
  solid: [], dash: [3, 3], dot: [1, 1], longdash: [5, 5], dashdot: [3, 1, 1, 1],
  longdashdot: [5, 2, 1, 2],
};

/**
 * As long as Plotly's.
 * @param {{dash?: Dash, width?: number}} line
 * @returns {Attributes}
 */
export function patternOf({ dash = "solid", width = 2 }) {
  const unit = Math.max(width, 3);
  const parts = PATTERNS[dash].map((long) => long * unit);
  return parts.length ? { "stroke-dasharray": parts.join(" ") } : {};
}

/**
 * @param {Trace} trace
 * @param {Scaled} across
 * @param {Scaled} up
 * @param {Parent} parent
 */
export function scatterMarks(trace, across, up, parent) {
  const points = pointsOf(trace, across, up);
  if (!points.some(Boolean)) return;
  const about = {
    "data-curve": trace.name ?? "", "data-points": points.length, "data-run": trace.legendgroup,
    opacity: trace.opacity,
  };
  if (trace.mode === "markers") spots(trace, points, svg("g", about, parent));
  else curve(trace, points, up.at(0), about, parent);
}

/**
 * @param {Trace} trace
 * @param {Point[]} points
 * @param {Parent} parent
 */
function spots({ marker }, points, parent) {
  for (const point of points) {
    if (!point || !marker) continue;
    const [cx, cy] = point;
    svg("circle", { cx, cy, r: (marker.size ?? 6) / 2, fill: String(marker.color) }, parent);
  }
}

/**
 * @param {Trace} trace
 * @param {Point[]} points
 * @param {number} ground
 * @param {Attributes} about
 * @param {Parent} parent
 */
function curve({ line, fill, fillcolor }, points, ground, about, parent) {
  const d = lineThrough(points, line?.shape === "hvh");
  if (fill) {
    const [first, last] = [points.find(Boolean), points.findLast(Boolean)];
    const area = fill === "tozeroy" && first && last
      ? `${d}L${last[0]},${ground}L${first[0]},${ground}Z` : `${d}Z`;
    svg("path", { d: area, fill: fillcolor, "data-run": about["data-run"] }, parent);
  }
  const width = line?.width ?? 2;
  svg("path", {
    ...about, ...patternOf(line ?? {}), d, fill: "none",
    stroke: line && width ? line.color : "none", "stroke-width": width, "stroke-miterlimit": 2,
  }, parent);
}

/**
 * Bars that stand side by side, on whole pixels; those of one color are one path.
 * @param {Trace} trace
 * @param {Scaled} across
 * @param {Scaled} up
 * @param {Parent} parent
 */
export function barMarks(trace, across, up, parent) {
  const ground = Math.round(up.at(0));
  /** @type {Map<string | undefined, string>} */
  const byColor = new Map();
  for (const { left, right, top, color } of barsOf(trace, across, up)) {
    if (top === ground) continue;
    const d = `M${left},${ground}V${top}H${right}V${ground}Z`;
    byColor.set(color, `${byColor.get(color) ?? ""}${d}`);
  }
  for (const [fill, d] of byColor) svg("path", { d, fill, "shape-rendering": "crispEdges" }, parent);
}

/**
 * @param {Trace} trace
 * @param {Scaled} across
 * @param {Scaled} up
 */
export function barsOf(trace, across, up) {
  const [widths, heights] = [numbers(trace.width), numbers(trace.y)];
  const colors = trace.marker?.color;
  return numbers(trace.x).map((x, i) => {
    const [middle, half] = [x ?? NaN, (widths[i] ?? 0) / 2];
    return {
      left: Math.round(across.at(middle - half)), right: Math.round(across.at(middle + half)),
      top: Math.round(up.at(heights[i] ?? NaN)), color: Array.isArray(colors) ? colors[i] : colors,
    };
  });
}

/**
 * A straight line from one place to another, each in an axis' values or in shares of the whole.
 * @param {LineShape} shape
 * @param {Axes} axes
 * @param {Frame} frame
 * @param {Parent} parent
 */
export function shapeLine({ xref, yref, x0, x1, y0, y1, line }, axes, frame, parent) {
  const across = (/** @type {number} */ x) => (
    xref === "paper" ? shareAcross(x, frame) : axes.x.at(x));
  const up = (/** @type {number} */ y) => (
    yref === "paper" ? shareUp(y, frame) : axisNamed(axes, yref).at(y));
  const [left, right, from, to] = [across(x0), across(x1), up(y0), up(y1)];
  if (Math.max(left, right) < frame.left || Math.min(left, right) > frame.right) return;
  if (yref !== "paper" && !reaches(axisNamed(axes, yref), from)) return;
  svg("path", { ...patternOf(line), d: `M${left},${from}L${right},${to}`, fill: "none",
                stroke: line.color, "stroke-width": line.width }, parent);
}

/**
 * @param {number} share
 * @param {Frame} frame
 */
function shareAcross(share, { left, right }) {
  return left + share * (right - left);
}

/**
 * @param {number} share
 * @param {Frame} frame
 */
function shareUp(share, { top, bottom }) {
  return bottom - share * (bottom - top);
}

/**
 * Whether the axis goes so far, to half a pixel.
 * @param {Scaled} scaled
 * @param {number} at in pixels
 */
function reaches({ start, end }, at) {
  return at >= Math.min(start, end) - 0.5 && at <= Math.max(start, end) + 0.5;
}

const BEFORE = { left: 0, top: 0, center: 0.5, middle: 0.5, right: 1, bottom: 1 };

/**
 * Words at a place, over a ground of their own where they have one. The pixel around them is the
 * border that Plotly leaves room for.
 * @param {Annotation} given
 * @param {Axes} axes
 * @param {Frame} frame
 * @param {number} width of the picture
 * @param {string} family
 * @param {Parent} parent
 */
export function annotation(given, axes, frame, width, family, parent) {
  const { text, font, bgcolor, bordercolor, xshift = 0, yshift = 0, borderpad = 1 } = given;
  const { color } = font;
  const lines = text.split("<br>");
  const around = 1 + borderpad;
  // Within the picture, whatever its width: moved, and smaller where it is longer than that.
  const full = Math.max(...lines.map((line) => widthOf(line, font.size, family)));
  const size = font.size * Math.min(1, (width - 2 * around - 1) / full);
  const wide = (full * size) / font.size;
  const outer = [wide, 1.3 * size * lines.length].map((inner) => Math.round(inner) + 2 * around);
  const x = given.xref === "paper" ? shareAcross(given.x, frame) : axes.x.along(given.x);
  const y = given.yref === "paper" ? shareUp(given.y, frame)
    : axisNamed(axes, given.yref).along(given.y);
  // Not of what a zoom leaves out.
  if (given.xref !== "paper" && !reaches(axes.x, x)) return;
  if (given.yref !== "paper" && !reaches(axisNamed(axes, given.yref), y)) return;
  const wanted = Math.round(x + xshift - BEFORE[given.xanchor] * outer[0]);
  const left = Math.max(0, Math.min(wanted, Math.floor(width - outer[0])));
  const top = Math.round(y - yshift - BEFORE[given.yanchor] * outer[1]);
  const run = { "data-run": given.name };
  if (bgcolor) {
    svg("rect", { ...run, x: left + 0.5, y: top + 0.5, width: outer[0] - 1, height: outer[1] - 1,
                  fill: bgcolor, ...(bordercolor && { stroke: bordercolor, rx: 2 }) }, parent);
  }
  const middle = left + around + wide / 2;
  const words = svg("text", { ...run, "font-size": size, fill: color, "text-anchor": "middle" }, parent);
  lines.forEach((line, i) => {
    write(svg("tspan", { x: middle, y: top + around + size + 1.3 * size * i }, words), line);
  });
}
