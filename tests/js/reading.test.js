import assert from "node:assert/strict";
import { test } from "node:test";

import { filled, formatted } from "../../playground/ui/components/painting/formats.js";
import {
  nearest, readable, rowsAt, stopsOf,
} from "../../playground/ui/components/painting/readout.js";
import { axesOf, frameOf } from "../../playground/ui/components/painting/scales.js";
import {
  directionOf, draggedRanges, stretched, zoomedLayout,
} from "../../playground/ui/components/painting/zoom.js";

const STYLE = { gridcolor: "", tickfont: { size: 12, color: "" } };
const LAYOUT = {
  margin: { l: 0, r: 0, t: 0, b: 0 }, xaxis: { range: [0, 10], ...STYLE },
  yaxis: { range: [0, 100], domain: [0.5, 1], tickvals: [0, 50, 100], ...STYLE },
  yaxis2: { range: [0, 1], domain: [0, 0.4], ...STYLE },
};
const AXES = axesOf(LAYOUT, frameOf(LAYOUT, 200, 200));

/** A line of this name. */
const line = (name, x, y, own = {}) => (
  { type: "scatter", name, x, y, hovertemplate: `${name} %{y:.1f}`, line: { color: name }, ...own });

test("numbers are written as a template says, and as the page's language does", () => {
  assert.equal(filled("%{customdata:,} around %{x:.3f}", { customdata: 1234567, x: -0.5 }),
               "1,234,567 around −0.500");
  assert.equal(filled("%{x:.1f}: %{y:.3g}", { x: 1.25, y: 0.00123456 }, ",."), "1,3: 0,00123");
  assert.equal(formatted(1234567, ",", ",."), "1.234.567");
  assert.equal(formatted(-0.001, ".1f"), "0.0");
  assert.equal(formatted(3e-9, ".2g"), "3.0e−9");
  assert.equal(filled("%{y:.0f} %", { y: null }), "– %");
  assert.equal(filled("recorded,<br>none %{y:.0f} %", { y: 73 }), "recorded, none 73 %");
});

test("the nearest value is found, at the ends too", () => {
  const values = [0, 1, 3, 7];
  assert.deepEqual([-5, 0.4, 0.6, 2.1, 6, 100].map((value) => nearest(values, value)),
                   [0, 0, 1, 2, 3, 3]);
  assert.equal(nearest([], 1), -1);
});

test("all lines are read at one place, from above, each at its nearest point", () => {
  const data = [
    line("low", [0, 1, 2], [10, 20, 30]), line("high", [0, 2, 4], [90, 80, 70]),
    line("silent", [0, 1], [1, 1], { hoverinfo: "skip" }), line("penalty", [0, 2], [0.1, 0.2], { yaxis: "y2" }),
  ];
  const traces = readable({ data, layout: LAYOUT });
  assert.deepEqual(rowsAt(traces, AXES, 2).map(({ text }) => text),
                   ["high 80.0", "low 30.0", "penalty 0.2"]);
  // Where a line has ended long ago it says nothing.
  assert.deepEqual(rowsAt(traces, AXES, 4).map(({ text }) => text), ["high 70.0"]);
  assert.deepEqual(stopsOf(traces, [0, 10]), [0, 1, 2, 4]);
  assert.deepEqual(stopsOf(traces, [0.5, 2.5]), [1, 2]);
});

test("a gap in a line is no place to read", () => {
  const traces = readable({ data: [line("a", [0, 1, 2], [5, null, 7])], layout: LAYOUT });
  assert.deepEqual(stopsOf(traces, [0, 10]), [0, 2]);
});

test("of bars the ones that stand at the place are read", () => {
  const bars = {
    type: "bar", x: [1, 3, 5], y: [10, 20, 30], width: [2, 2, 2], customdata: [7, 8, 9],
    marker: { color: ["a", "b", "c"] }, hovertemplate: "%{customdata} around %{x}",
  };
  const rows = rowsAt(readable({ data: [bars], layout: LAYOUT }), AXES, 2.5);
  assert.deepEqual(rows.map(({ text, color, point }) => [text, color, point]), [["8 around 3", "b", 1]]);
});

test("a drag goes along an axis unless it clearly goes along both", () => {
  const to = (x, y) => directionOf({ x: 0, y: 0 }, { x, y });
  assert.deepEqual([to(3, 4), to(60, 5), to(-60, 15), to(5, 60), to(60, 60)], ["", "x", "x", "y", "xy"]);
});

test("a drag leaves what it covers, of the axis that it began at", () => {
  assert.deepEqual(draggedRanges({ x: 20, y: 50 }, { x: 100, y: 50 }, AXES), { x: [1, 5] });
  assert.deepEqual(draggedRanges({ x: 100, y: 75 }, { x: 20, y: 25 }, AXES), { x: [1, 5], y: [25, 75] });
  // In the strip below, and no further than the figure.
  assert.deepEqual(draggedRanges({ x: 100, y: 190 }, { x: 900, y: 140 }, AXES).x, [5, 10]);
  assert.deepEqual(Object.keys(draggedRanges({ x: 100, y: 190 }, { x: 900, y: 140 }, AXES)), ["x", "y2"]);
});

test("a stretched axis stays within the whole", () => {
  assert.deepEqual(stretched([0, 10], [0, 10], 4, 0.5), [2, 7]);
  assert.deepEqual(stretched([2, 7], [0, 10], 4, 4), [0, 10]);
});

test("ticks of the figure stay in a zoom while two of them are left", () => {
  const half = zoomedLayout(LAYOUT, { y: [0, 60] });
  assert.deepEqual([half.yaxis.range, half.yaxis.tickvals], [[0, 60], [0, 50, 100]]);
  assert.equal(zoomedLayout(LAYOUT, { y: [60, 90] }).yaxis.tickvals, undefined);
  // Words are no numbers.
  const worded = { ...LAYOUT, yaxis: { ...LAYOUT.yaxis, ticktext: ["none", "half", "all"] } };
  assert.deepEqual(zoomedLayout(worded, { y: [60, 90] }).yaxis.tickvals, [0, 50, 100]);
  assert.deepEqual(LAYOUT.yaxis.range, [0, 100]);
});
