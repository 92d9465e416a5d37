// A figure for the back row: larger words, thicker lines, the same numbers.

import assert from "node:assert/strict";
import { test } from "node:test";

import { enlarged } from "../../playground/ui/components/painting/large.js";

const axis = (own) => ({ range: [0, 1], gridcolor: "#ccc", tickfont: { size: 12, color: "#333" }, ...own });
const figure = () => ({
  data: [
    { type: "scatter", x: [0, 1], y: [2, 3], line: { color: "#00f", width: 2 }, marker: { color: "#00f", size: 7 } },
    { type: "scatter", x: [0, 1], y: [2, 3], fill: "toself", line: { color: "#00f", width: 0 } },
    { type: "scatter", x: [0, 1], y: [2, 3], line: { color: "#00f", width: 3.5 } },
  ],
  layout: {
    margin: { l: 30, r: 60, t: 24, b: 24 }, xaxis: axis(), yaxis: axis({ nticks: 3 }),
    annotations: [{ text: "best", x: 0, y: 0, xshift: 6, font: { size: 9, color: "#000" } }],
    shapes: [{ xref: "x", x0: 0, x1: 1, y0: 0, y1: 1, line: { color: "#000", width: 1 } }],
  },
});

test("without a factor a figure is itself", () => {
  const given = figure();
  assert.equal(enlarged(given, 0), given);
});

for (const factor of [1, 1.5, 3]) {
  test(`at ${factor} words have 20 pixels and lines 4, times that, and more`, () => {
    const { data, layout } = enlarged(figure(), factor);
    const fonts = [layout.xaxis.tickfont, layout.yaxis.tickfont, layout.annotations[0].font];
    for (const { size } of fonts) assert.ok(size >= 20 * factor);
    const widths = [data[0], data[2], layout.shapes[0]].map((one) => one.line.width);
    for (const width of widths) assert.ok(width >= 4 * factor);
    assert.ok(widths[1] > widths[0], "validation stays thicker than training");
    assert.equal(data[1].line.width, 0, "an area has no line");
  });
}

test("what is measured stays, and so does the figure that was given", () => {
  const given = figure();
  const { data, layout } = enlarged(given, 1);
  assert.deepEqual(data.map(({ x, y }) => [x, y]), given.data.map(({ x, y }) => [x, y]));
  assert.deepEqual(layout.xaxis.range, [0, 1]);
  assert.equal(layout.yaxis.nticks, 3);
  assert.deepEqual(given, figure());
});
