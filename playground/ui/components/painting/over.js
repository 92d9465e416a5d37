// What lies over a figure while somebody points at it.

import { make, setText } from "../shared/elements.js";
import { filled } from "./formats.js";
import { svg } from "./patch.js";
import { directionOf, rectangleOf } from "./zoom.js";

/** @typedef {import("./readout.js").Row} Row */
/** @typedef {import("./zoom.js").Place} Place */

/**
 * @param {{from: Place, to: Place}} drag
 * @param {Axes} axes
 * @param {Pick<Drawn, "children">} parent
 */
export function selection({ from, to }, axes, parent) {
  if (!directionOf(from, to)) return;
  const { left, right, top, bottom } = rectangleOf(from, to, axes);
  svg("rect", { x: left, y: top, width: right - left, height: bottom - top,
                fill: "var(--pg-grid)", stroke: "var(--pg-soft)" }, parent);
}

/**
 * A line at what is read, and a spot on each curve.
 * @param {Row[]} rows
 * @param {Axes} axes
 * @param {number} height
 * @param {Pick<Drawn, "children">} parent
 */
export function pointers(rows, axes, height, parent) {
  const verticals = Object.values(axes).filter((axis) => !axis.horizontal);
  const [top, bottom] = [Math.min(...verticals.map(({ end }) => end)),
                         Math.max(...verticals.map(({ start }) => start))];
  const at = rows[0].left;
  svg("path", { d: `M${at},${top}V${Math.min(bottom, height)}`, stroke: "var(--pg-line)",
                "shape-rendering": "crispEdges" }, parent);
  for (const { trace, left, top: cy, color } of rows) {
    if (trace.type === "scatter" && Number.isFinite(cy)) {
      svg("circle", { cx: left, cy, r: 3.5, fill: color, stroke: "var(--st-background-color)" }, parent);
    }
  }
}

/**
 * @param {Figure} figure
 * @param {Row[]} rows
 */
export function titleOf({ layout }, [{ x }]) {
  const template = layout.xaxis.unifiedhovertitle?.text;
  return template ? filled(template, { x }, layout.separators) : "";
}

/**
 * @param {HTMLElement} readout
 * @param {string} title
 * @param {Row[]} rows
 * @param {number} width of the chart
 */
export function writeReadout(readout, title, rows, width) {
  const wanted = [...(title ? [{ text: title, color: "" }] : []), ...rows];
  readout.dataset.many = String(wanted.length > 9);
  while (readout.children.length > wanted.length) readout.lastElementChild?.remove();
  wanted.forEach(({ text, color }, i) => {
    const line = readout.children[i] ?? make("div", "", readout);
    if (!line.firstChild) line.append(make("i"), document.createTextNode(""));
    const swatch = /** @type {HTMLElement} */ (line.firstChild);
    swatch.hidden = !color;
    swatch.style.background = color;
    setText(line.lastChild, text);
  });
  // Beside the line, on the side that has room.
  const wide = readout.offsetWidth, at = rows[0].left;
  const left = at + 12 + wide <= width ? at + 12 : at - 12 - wide;
  readout.style.left = `${Math.max(0, Math.min(left, width - wide))}px`;
}
