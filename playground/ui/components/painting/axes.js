// The figures of playground/figures as SVG, as Plotly draws them; ../chart.js says which of the two
// draws when. Positions and sizes of texts are Plotly's, so that nothing moves where it takes over.
// Colors stay the style sheet's variables: another theme needs no new picture.

import { MARKS, annotation, clipped, shapeLine, widthOf } from "./marks.js";
import { patch, svg, write } from "./patch.js";

const PAINTED = { scatter: ["lines", "markers"], bar: [undefined] };
export const AXES = { x: "xaxis", y: "yaxis", y2: "yaxis2" };

// Lines, areas and bars on axes that say how far they reach.
export function paintable({ data, layout }) {
  return Boolean(layout.margin)
    && data.every((trace) => PAINTED[trace.type]?.includes(trace.mode))
    && ["xaxis", "yaxis"].every((name) => layout[name]?.range);
}

export function paint(picture, { data, layout }, width, height, family) {
  const { margin } = layout;
  const box = { left: margin.l, right: width - margin.r, top: margin.t, bottom: height - margin.b };
  const axes = {};
  for (const [name, key] of Object.entries(AXES)) {
    if (layout[key]) axes[name] = scaled(layout[key], name === "x", box);
  }
  const fresh = { children: [] };
  const shapes = layout.shapes ?? [];
  shapes.filter((shape) => shape.layer === "below").forEach((one) => shapeLine(one, axes, box, fresh));
  for (const axis of Object.values(axes)) gridLines(axis, box, fresh);
  const windows = {};
  // As Plotly stacks them: bars lie under lines.
  for (const type of Object.keys(PAINTED).reverse()) {
    for (const trace of data.filter((one) => one.type === type)) {
      const vertical = trace.yaxis ?? "y";
      windows[vertical] ??= clipped(axes[vertical], box, fresh);
      MARKS[type](trace, axes.x, axes[vertical], windows[vertical]);
    }
  }
  for (const axis of Object.values(axes)) tickTexts(axis, box, width, family, fresh);
  shapes.filter((shape) => shape.layer !== "below").forEach((one) => shapeLine(one, axes, box, fresh));
  (layout.annotations ?? []).forEach((one) => annotation(one, axes, box, width, family, fresh));
  for (const [name, value] of [["width", width], ["height", height]]) {
    picture.setAttribute(name, value);
  }
  patch(picture, fresh.children);
}

// `at` places a value, `along` what is counted as the axis' range is: on a logarithmic one, powers.
function scaled(axis, horizontal, box) {
  const [low, high] = axis.domain ?? [0, 1];
  const [from, to] = axis.range;
  const [zero, one] = horizontal ? [box.left, box.right] : [box.bottom, box.top];
  const start = zero + low * (one - zero);
  const end = zero + high * (one - zero);
  const along = (place) => start + ((place - from) / (to - from)) * (end - start);
  const logarithmic = axis.type === "log";
  const at = logarithmic ? (value) => (value > 0 ? along(Math.log10(value)) : NaN) : along;
  return { axis, horizontal, start, end, along, at, logarithmic, ticks: ticksOf(axis, logarithmic) };
}

// Places along the axis and what is written there.
function ticksOf(axis, logarithmic) {
  if (axis.tickvals) {
    return axis.tickvals.map((place, i) => [place, axis.ticktext?.[i] ?? written(place, axis)]);
  }
  const [from, to] = axis.range;
  const apart = logarithmic ? 1 : niceStep((to - from) / (axis.nticks || 6));
  const made = [];
  for (let i = Math.ceil(from / apart - 1e-9); i * apart <= to + 1e-9 * apart; i += 1) {
    const place = Number((i * apart).toPrecision(12));
    made.push([place, logarithmic ? power(place) : written(place, axis)]);
  }
  return made;
}

// The next of 2, 5 and 10 times a power of ten, as Plotly takes it: above a given one, the next.
function niceStep(rough) {
  const unit = 10 ** Math.floor(Math.log10(rough));
  return unit * [2, 5, 10].find((times) => times > rough / unit);
}

function written(value, { tickformat }) {
  let text = String(value);
  if (tickformat === "d") text = String(Math.round(value));
  // Two digits without trailing zeros.
  if (tickformat === ".2~g") {
    text = value ? value.toPrecision(2).replace(/(\.\d*?)0+(?=e|$)/, "$1").replace(/\.(?=e|$)/, "") : "0";
  }
  return text.replace("-", "−");
}

function power(exponent) {
  if (exponent === 0) return "1";
  return exponent === 1 ? "10" : ["10", String(exponent).replace("-", "−")];
}

function gridLines({ axis, horizontal, start, end, along, ticks }, box, parent) {
  if (axis.showgrid === false) return;
  for (const [place] of ticks) {
    const at = along(place);
    // None on the frame itself.
    if (Math.abs(at - start) <= 1 || Math.abs(at - end) <= 1) continue;
    const d = horizontal ? `M${at},${box.top}V${box.bottom}` : `M${box.left},${at}H${box.right}`;
    svg("path", { d, stroke: axis.gridcolor, "shape-rendering": "crispEdges" }, parent);
  }
}

function tickTexts({ axis, horizontal, along, logarithmic, ticks }, box, width, family, parent) {
  const { color } = axis.tickfont;
  const size = axis.tickfont.size * (logarithmic ? 1.25 : 1);
  const apart = horizontal ? besideEachOther(ticks, along, size, width, family) : ticks;
  for (const [place, text, x = along(place)] of apart) {
    const spot = horizontal
      ? { x, y: box.bottom + size + 1, "text-anchor": "middle" }
      : { x: box.left - 1, y: along(place) + 0.35 * size, "text-anchor": "end" };
    const label = svg("text", { ...spot, "font-size": size, fill: color }, parent);
    const [base, raised] = Array.isArray(text) ? text : [text];
    write(label, base);
    if (raised) write(svg("tspan", { dy: "-0.6em", "font-size": 0.7 * size }, label), raised);
  }
}

// Of texts in a row, with their middles: the first and the last, moved into the picture where they
// reach out of it, and those between that touch none of the others.
function besideEachOther(ticks, along, size, width, family) {
  const spots = ticks.map(([place, text]) => {
    const half = widthOf([text].flat().join(""), size, family) / 2;
    const x = Math.max(half, Math.min(along(place), width - half));
    return { place, text, x, from: x - half, to: x + half };
  });
  const last = spots.at(-1);
  let end = -Infinity;
  return spots.filter((one) => {
    if (one.from < end || (one !== last && one !== spots[0] && one.to > last.from)) return false;
    end = one.to;
    return true;
  }).map(({ place, text, x }) => [place, text, x]);
}
