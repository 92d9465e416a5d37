// The figures of playground/figures as SVG. Positions and sizes of texts are those that Plotly gave
// them. Colors stay the style sheet's variables: another theme needs no new picture.

import { annotation, barMarks, clipped, scatterMarks, shapeLine } from "./marks.js";
import { patch, svg, write } from "./patch.js";
import { axesOf, axisNamed, frameOf } from "./scales.js";
import { besideEachOther } from "./ticks.js";
import { widthOf } from "./words.js";

// As Plotly stacks them: bars lie under lines.
/** @type {[Trace["type"], typeof barMarks][]} */
const STACKED = [["bar", barMarks], ["scatter", scatterMarks]];

/**
 * Makes `picture` the figure, in pixels of the page.
 * @param {SVGElement} picture
 * @param {Figure} figure
 * @param {number} width
 * @param {number} height
 * @param {string} family the font's name, in which texts are measured
 */
export function paint(picture, figure, width, height, family) {
  const { children } = described(figure, width, height, family);
  picture.setAttribute("width", String(width));
  picture.setAttribute("height", String(height));
  patch(picture, children);
}

/**
 * What is to be drawn, in its order.
 * @param {Figure} figure
 * @param {number} width
 * @param {number} height
 * @param {string} family
 * @returns {Pick<Drawn, "children">}
 */
export function described({ data, layout }, width, height, family) {
  const frame = frameOf(layout, width, height);
  const axes = axesOf(layout, frame);
  const drawn = Object.values(axes);
  /** @type {Pick<Drawn, "children">} */
  const fresh = { children: [] };
  const shapes = layout.shapes ?? [];
  shapes.filter((one) => one.layer === "below").forEach((one) => shapeLine(one, axes, frame, fresh));
  for (const axis of drawn) gridLines(axis, frame, fresh);
  /** @type {Map<Scaled, Drawn>} */
  const windows = new Map();
  for (const [type, marks] of STACKED) {
    for (const trace of data.filter((one) => one.type === type)) {
      const up = axisNamed(axes, trace.yaxis);
      const within = windows.get(up) ?? clipped(up, frame, fresh);
      windows.set(up, within);
      marks(trace, axes.x, up, within);
    }
  }
  for (const axis of drawn) tickTexts(axis, frame, width, family, fresh);
  shapes.filter((one) => one.layer !== "below").forEach((one) => shapeLine(one, axes, frame, fresh));
  (layout.annotations ?? []).forEach((one) => annotation(one, axes, frame, width, family, fresh));
  return fresh;
}

/**
 * @param {Scaled} scaled
 * @param {Frame} frame
 * @param {Pick<Drawn, "children">} parent
 */
function gridLines({ axis, horizontal, start, end, along, ticks }, frame, parent) {
  if (axis.showgrid === false) return;
  for (const [place] of ticks) {
    const at = along(place);
    // None on the frame itself.
    if (Math.abs(at - start) <= 1 || Math.abs(at - end) <= 1) continue;
    const d = horizontal ? `M${at},${frame.top}V${frame.bottom}` : `M${frame.left},${at}H${frame.right}`;
    svg("path", { d, stroke: axis.gridcolor, "shape-rendering": "crispEdges" }, parent);
  }
}

/**
 * @param {Scaled} scaled
 * @param {Frame} frame
 * @param {number} width
 * @param {string} family
 * @param {Pick<Drawn, "children">} parent
 */
function tickTexts({ axis, horizontal, along, logarithmic, ticks }, frame, width, family, parent) {
  const { color } = axis.tickfont;
  const size = axis.tickfont.size * (logarithmic ? 1.25 : 1);
  const spots = ticks.map(([place, text]) => (
    { at: along(place), text, long: widthOf([text].flat().join(""), size, family) }));
  for (const { at, text } of horizontal ? besideEachOther(spots, width) : spots) {
    const spot = horizontal
      ? { x: at, y: frame.bottom + size + 1, "text-anchor": "middle" }
      : { x: frame.left - 1, y: at + 0.35 * size, "text-anchor": "end" };
    const label = svg("text", { ...spot, "font-size": size, fill: color }, parent);
    const [base, raised] = Array.isArray(text) ? text : [text];
    write(label, base);
    if (raised) write(svg("tspan", { dy: "-0.6em", "font-size": 0.7 * size }, label), raised);
  }
}
