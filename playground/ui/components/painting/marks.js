// What stands within the axes of a painted figure: see axes.js.

import { svg, write } from "./patch.js";
import { make } from "../shared/elements.js";

export const MARKS = { scatter: scatterMarks, bar: barMarks };

// Nothing is drawn outside of the axis' own part of the figure; the coordinates stay the figure's.
export function clipped({ start, end }, { left, right }, parent) {
  const frame = { x: left, y: end, width: Math.max(1, right - left), height: Math.max(1, start - end) };
  const viewBox = Object.values(frame).join(" ");
  return svg("svg", { ...frame, viewBox, overflow: "hidden" }, parent);
}

// An array as it travels: written out, or as bytes (see _binary in chart.py).
export function numbers(given = []) {
  if (Array.isArray(given)) return given;
  const bytes = Uint8Array.from(atob(given.bdata), (letter) => letter.charCodeAt(0));
  return [...(given.dtype === "f4" ? new Float32Array(bytes.buffer) : new Int32Array(bytes.buffer))];
}

// Where the points stand; null breaks the line.
function pointsOf(trace, across, up) {
  const ys = numbers(trace.y);
  return numbers(trace.x).map((x, i) => {
    const point = x === null || ys[i] === null ? [NaN] : [across.at(x), up.at(ys[i])];
    return point.every(Number.isFinite) ? point.map((at) => Math.round(100 * at) / 100) : null;
  });
}

function lineThrough(points, stepped) {
  let d = "";
  points.forEach((point, i) => {
    const before = points[i - 1];
    if (!point) return;
    if (!before) d += `M${point[0]},${point[1]}`;
    // Stepped: the level changes half way.
    else if (stepped) d += `H${(before[0] + point[0]) / 2}V${point[1]}H${point[0]}`;
    else d += `L${point[0]},${point[1]}`;
  });
  return d;
}

// As long as Plotly's.
function dashes({ dash, width = 2 }) {
  const long = Math.max(width, 3) * { dash: 3, dot: 1 }[dash];
  return long ? { "stroke-dasharray": `${long} ${long}` } : {};
}

function scatterMarks(trace, across, up, parent) {
  const points = pointsOf(trace, across, up);
  if (!points.some(Boolean)) return;
  const about = { "data-curve": trace.name ?? "", "data-points": points.length };
  if (trace.mode === "markers") {
    const { size, color } = trace.marker;
    const one = svg("g", about, parent);
    points.filter(Boolean).forEach(([cx, cy]) =>
      svg("circle", { cx, cy, r: size / 2, fill: color }, one));
    return;
  }
  const { line } = trace;
  const d = lineThrough(points, line.shape === "hvh");
  if (trace.fill) {
    const ground = up.at(0);
    const [first, last] = [points.find(Boolean), points.findLast(Boolean)];
    const area = trace.fill === "tozeroy" ? `${d}L${last[0]},${ground}L${first[0]},${ground}Z` : `${d}Z`;
    svg("path", { d: area, fill: trace.fillcolor }, parent);
  }
  const width = line.width ?? 2;
  svg("path", { ...about, ...dashes(line), d, fill: "none", stroke: width ? line.color : "none",
                "stroke-width": width, "stroke-miterlimit": 2 }, parent);
}

// Bars that stand side by side, on whole pixels; those of one color are one path.
function barMarks(trace, across, up, parent) {
  const widths = numbers(trace.width);
  const ground = Math.round(up.at(0));
  const byColor = new Map();
  const heights = numbers(trace.y);
  numbers(trace.x).forEach((x, i) => {
    const color = Array.isArray(trace.marker.color) ? trace.marker.color[i] : trace.marker.color;
    const [left, right] = [x - widths[i] / 2, x + widths[i] / 2].map((at) => Math.round(across.at(at)));
    const top = Math.round(up.at(heights[i]));
    if (top !== ground) {
      byColor.set(color, `${byColor.get(color) ?? ""}M${left},${ground}V${top}H${right}V${ground}Z`);
    }
  });
  for (const [fill, d] of byColor) svg("path", { d, fill, "shape-rendering": "crispEdges" }, parent);
}

// A straight line from one place to another, each in an axis' values or in shares of the whole.
export function shapeLine({ xref, yref = "y", x0, x1, y0, y1, line }, axes, box, parent) {
  const across = (x) => (xref === "paper" ? box.left + x * (box.right - box.left) : axes.x.at(x));
  const up = (y) => (yref === "paper" ? box.bottom - y * (box.bottom - box.top) : axes[yref].at(y));
  const [left, right] = [across(x0), across(x1)];
  if (Math.max(left, right) < box.left || Math.min(left, right) > box.right) return;
  svg("path", { ...dashes(line), d: `M${left},${up(y0)}L${right},${up(y1)}`, fill: "none",
                stroke: line.color, "stroke-width": line.width }, parent);
}

export const measured = new Map();
const brush = make("canvas").getContext("2d");

export function widthOf(text, size, family) {
  const key = `${size} ${text}`;
  if (!measured.has(key)) {
    brush.font = `${size}px ${family}`;
    measured.set(key, brush.measureText(text).width);
  }
  return measured.get(key);
}

const BEFORE = { left: 0, top: 0, center: 0.5, middle: 0.5, right: 1, bottom: 1 };

// Words at a place, over a ground of their own where they have one. The pixel around them is the
// border that Plotly leaves room for.
export function annotation(given, axes, box, width, family, parent) {
  const { text, font, bgcolor, xshift = 0, yshift = 0, borderpad = 1 } = given;
  const { color } = font;
  const lines = text.split("<br>");
  const around = 1 + borderpad;
  // Within the picture, whatever its width: moved, and smaller where it is longer than that.
  const full = Math.max(...lines.map((line) => widthOf(line, font.size, family)));
  const size = font.size * Math.min(1, (width - 2 * around - 1) / full);
  const wide = full * size / font.size;
  const outer = [wide, 1.3 * size * lines.length].map((inner) => Math.round(inner) + 2 * around);
  const x = given.xref === "paper" ? box.left + given.x * (box.right - box.left) : axes.x.along(given.x);
  const y = given.yref === "paper"
    ? box.bottom - given.y * (box.bottom - box.top) : axes[given.yref].along(given.y);
  const wanted = Math.round(x + xshift - BEFORE[given.xanchor] * outer[0]);
  const left = Math.max(0, Math.min(wanted, Math.floor(width - outer[0])));
  const top = Math.round(y - yshift - BEFORE[given.yanchor] * outer[1]);
  if (bgcolor) {
    svg("rect", { x: left + 0.5, y: top + 0.5, width: outer[0] - 1, height: outer[1] - 1,
                  fill: bgcolor }, parent);
  }
  const middle = left + around + wide / 2;
  const words = svg("text", { "font-size": size, fill: color, "text-anchor": "middle" }, parent);
  lines.forEach((line, i) => {
    write(svg("tspan", { x: middle, y: top + around + size + 1.3 * size * i }, words), line);
  });
}
