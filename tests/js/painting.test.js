import assert from "node:assert/strict";
import { test } from "node:test";

import { scatterMarks } from "../../playground/ui/components/painting/marks.js";
import { numbers } from "../../playground/ui/components/painting/numbers.js";
import { axesOf, frameOf, scaled } from "../../playground/ui/components/painting/scales.js";
import {
  largestSquares, sideThatFits, squareOf,
} from "../../playground/ui/components/painting/squares.js";
import { niceStep, ticksOf } from "../../playground/ui/components/painting/ticks.js";
import { moved, pulled, resized } from "../../playground/ui/components/parts/frame.js";
import { levelText } from "../../playground/ui/components/parts/levels.js";

const TICKFONT = { size: 12, color: "black" };

/** An axis of this range. */
const axis = (from, to, own = {}) => ({ range: [from, to], gridcolor: "", tickfont: TICKFONT, ...own });
const texts = (given, point = ".") => ticksOf(given, point).map(([, text]) => text);

test("ticks stand at 2, 5 and 10 times a power of ten, within the range, both ends included", () => {
  assert.deepEqual([0.9, 1, 1.9, 2, 4.9, 5, 9.9].map(niceStep), [1, 2, 2, 5, 5, 10, 10]);
  assert.deepEqual(ticksOf(axis(0, 20), ".").map(([place]) => place), [0, 5, 10, 15, 20]);
  assert.deepEqual(ticksOf(axis(0.25, 0.95), ".").map(([place]) => place), [0.4, 0.6, 0.8]);
});

test("a number is written without the noise of its sum, with a true minus and the page's point", () => {
  assert.deepEqual(texts(axis(-0.3, 0.3, { nticks: 5 })), ["−0.2", "0", "0.2"]);
  assert.deepEqual(texts(axis(0, 0.6), ","), ["0", "0,2", "0,4", "0,6"]);
  assert.deepEqual(texts(axis(0, 20, { tickvals: [0, 0.1, 5e-7, 20], tickformat: ".2~g" })),
                   ["0", "0.1", "5e−7", "20"]);
  assert.deepEqual(texts(axis(0, 1, { tickvals: [0, 1], ticktext: ["none", "all"] })), ["none", "all"]);
});

test("a logarithmic axis counts in powers and has no place for 0", () => {
  const loss = axis(-3, 1, { type: "log" });
  assert.deepEqual(texts(loss), [["10", "−3"], ["10", "−2"], ["10", "−1"], "1", "10"]);
  const { at, along } = scaled(loss, false, { left: 0, right: 1, top: 0, bottom: 400 });
  assert.equal(at(0.1), 200);
  assert.equal(along(-1), 200);
  assert.ok(Number.isNaN(at(0)));
});

test("axes share the height of the figure as their domains say", () => {
  const layout = {
    margin: { l: 30, r: 80, t: 20, b: 20 }, xaxis: axis(0, 10), yaxis: axis(0, 1, { domain: [0.5, 1] }),
    yaxis2: axis(0, 1, { domain: [0, 0.25] }),
  };
  const { x, y, y2 } = axesOf(layout, frameOf(layout, 310, 240));
  assert.deepEqual([x.at(0), x.at(10)], [30, 230]);
  assert.deepEqual([y.at(0), y.at(1)], [120, 20]);
  assert.deepEqual([y2?.at(0), y2?.at(1)], [220, 170]);
});

test("arrays come as bytes or written out", () => {
  const bytes = Buffer.from(new Float32Array([0.5, -2]).buffer).toString("base64");
  assert.deepEqual(numbers({ dtype: "f4", bdata: bytes }), [0.5, -2]);
  const exact = Buffer.from(new Float64Array([1 / 7, -2]).buffer).toString("base64");
  assert.deepEqual(numbers({ dtype: "f8", bdata: exact }), [1 / 7, -2]);
  assert.deepEqual(numbers([1, null]), [1, null]);
  assert.deepEqual(numbers(), []);
});

test("squares lie in rows and fill what there is", () => {
  assert.deepEqual(squareOf(5, 4, 10, 2, 6), { x: 12, y: 18, width: 10, height: 10 });
  assert.equal(sideThatFits(100, 1000, 8, 4, 4), 22);
  assert.equal(sideThatFits(1000, 100, 8, 4, 4, 16), 32);
});

test("on a narrow screen fewer squares stand in a row where that makes them larger", () => {
  assert.equal(largestSquares(800, 100, 8, 8, 6).across, 8);
  assert.equal(largestSquares(300, 200, 8, 8, 6).across, 4);
});

const WORDS = { beyond: "at or beyond {value}", point: "." };

test("a level is a number of its own digits, and at the ends all that lies beyond", () => {
  assert.deepEqual([0, 64, -64, 127, -127].map((level) => levelText(level, 0.5, WORDS)),
                   ["0", "0.252", "−0.252", "at or beyond 0.500", "at or beyond −0.500"]);
});

const PHOTO = { width: 400, height: 300, smallest: 0.1 };

test("a frame stays within its photo and is never too small", () => {
  const part = { x: 100, y: 100, w: 100, h: 100 };
  assert.deepEqual(moved(PHOTO, part, 1000, -1000), { x: 300, y: 0, w: 100, h: 100 });
  assert.deepEqual(resized(PHOTO, part, 1), { x: 135, y: 135, w: 30, h: 30 });
  assert.deepEqual(resized(PHOTO, part, 1000), { x: 0, y: 0, w: 300, h: 300 });
});

test("the corner across from the one that is pulled stays where it is", () => {
  const part = { x: 100, y: 100, w: 100, h: 100 };
  assert.deepEqual(pulled(PHOTO, part, { west: false, north: false }, 50, 20),
                   { x: 100, y: 100, w: 150, h: 150 });
  assert.deepEqual(pulled(PHOTO, part, { west: true, north: true }, -500, 0),
                   { x: 0, y: 0, w: 200, h: 200 });
});

test("a line is solid unless its figure says otherwise", () => {
  const margin = { l: 0, r: 0, t: 0, b: 0 };
  const layout = { margin, xaxis: axis(0, 1), yaxis: axis(0, 1) };
  const axes = axesOf(layout, frameOf(layout, 100, 100));
  const dashesOf = (dash) => {
    const parent = { children: [] };
    scatterMarks({ type: "scatter", x: [0, 1], y: [0, 1], line: { color: "red", width: 2, dash } },
                 axes.x, axes.y, parent);
    return parent.children[0].attributes["stroke-dasharray"];
  };
  assert.deepEqual([undefined, "solid", "dash", "dot"].map(dashesOf),
                   [undefined, undefined, "9 9", "3 3"]);
});
