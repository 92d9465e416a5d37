// A figure as it is painted for the back row: see ui/presenter/style.css.

import { apart } from "./apart.js";

const LEAST_WORDS = 20, LEAST_LINE = 4;
// From the sizes of a page that is read at a desk: the words of an axis, of 12 px, become 20.
const WORDS = 20 / 12, LINES = 1.7;

/**
 * The same figure with larger words and thicker lines. `factor`: 1 in a window of 1280×720, more in
 * a larger one; 0 leaves the figure as it is. `height`: of the whole figure, in pixels.
 * @template {Figure} Any
 * @param {Any} figure
 * @param {number} factor
 * @param {number} height
 * @returns {Any}
 */
export function enlarged(figure, factor, height) {
  if (!factor) return figure;
  const { data, layout } = figure;
  /** @param {number} pixels */
  const words = (pixels) => factor * WORDS * pixels;
  /** @template {{size: number}} Font @param {Font} given */
  const font = (given) => ({ ...given, size: Math.max(LEAST_WORDS * factor, words(given.size)) });
  /** @param {number} [width] */
  const stroke = (width = 2) => width && factor * Math.max(LEAST_LINE, LINES * width);
  /** @param {Axis} given */
  const axis = (given) => ({ ...given, tickfont: font(given.tickfont) });
  const { l, r, t, b } = layout.margin;
  const large = {
    ...layout,
    margin: { l: words(l), r: words(r), t: words(t), b: words(b) },
    xaxis: axis(layout.xaxis), yaxis: axis(layout.yaxis),
    ...(layout.yaxis2 && { yaxis2: axis(layout.yaxis2) }),
    shapes: layout.shapes?.map((one) => (
      { ...one, line: { ...one.line, width: stroke(one.line.width) } })),
  };
  const notes = layout.annotations?.map((one) => ({
    ...one, font: font(one.font), xshift: words(one.xshift ?? 0), yshift: words(one.yshift ?? 0),
    borderpad: words(one.borderpad ?? 0),
  }));
  return {
    ...figure,
    data: data.map((trace) => ({
      ...trace,
      ...(trace.line && { line: { ...trace.line, width: stroke(trace.line.width) } }),
      ...(trace.marker && { marker: { ...trace.marker, size: factor * LINES * (trace.marker.size ?? 6) } }),
    })),
    layout: { ...large, annotations: notes && apart(notes, large, height) },
  };
}
