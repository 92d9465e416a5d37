import assert from "node:assert/strict";
import { test } from "node:test";

import {
  lastPosition, offZone, positionOf, snapped, stepFrom, typedValue, valueAt, valueText,
} from "../../playground/ui/components/parts/knob_scale.js";

/** @type {import("../../playground/ui/components/parts/knob_scale.js").Scale} */
const LAMBDA = {
  low: 1e-5, high: 0.1, logarithmic: true, step: 0, off: true, format: "general", unit: "",
  words: { off: "off", point: "." },
};
const DROPOUT = { ...LAMBDA, low: 0, high: 0.9, logarithmic: false, step: 0.05 };
const SHARE = { ...DROPOUT, low: 0.1, high: 1, off: false, format: "percent" };

/** Every position from the lowest value on. */
const all = (scale) => Array.from(
  { length: lastPosition(scale) - offZone(scale) + 1 }, (_, i) => offZone(scale) + i);

test("a logarithmic knob has the same factor between any two equal distances", () => {
  const [low, middle, high] = [16, 116, 216].map((position) => valueAt(LAMBDA, position));
  assert.deepEqual([low, middle, high], [1e-5, 0.001, 0.1]);
});

test("a value comes back to the position it was read at, but for what rounds to the same", () => {
  for (const scale of [LAMBDA, DROPOUT, SHARE]) {
    for (const position of all(scale)) {
      const value = valueAt(scale, position);
      assert.equal(valueAt(scale, positionOf(scale, value)), value);
    }
  }
});

test("values rise with the position and stay within the scale", () => {
  for (const scale of [LAMBDA, DROPOUT, SHARE]) {
    const values = all(scale).map((position) => valueAt(scale, position));
    assert.ok(values.every((value, i) => i === 0 || value >= values[i - 1]));
    assert.equal(values[0], scale.low);
    assert.equal(values.at(-1), scale.high);
  }
});

test("between off and the lowest value there is nothing", () => {
  assert.equal(offZone(LAMBDA), 16);
  assert.deepEqual([0, 7, 8, 15, 16, 17].map((position) => snapped(LAMBDA, position)),
                   [0, 0, 16, 16, 16, 17]);
  assert.equal(valueAt(LAMBDA, 0), 0);
  assert.equal(positionOf(LAMBDA, 0), 0);
  // Where 0 has a place of its own there is no zone.
  assert.equal(offZone(DROPOUT), 0);
});

test("steps are exact: no 0.15000000000000002", () => {
  assert.deepEqual([1, 2, 3].map((position) => valueAt(DROPOUT, position)), [0.05, 0.1, 0.15]);
});

test("a key goes on until the value changes, over the zone, and no further than the ends", () => {
  assert.equal(stepFrom(LAMBDA, 0, 1), 16);
  assert.equal(stepFrom(LAMBDA, 1e-5, -1), 0);
  assert.equal(stepFrom(LAMBDA, 0.1, 10), lastPosition(LAMBDA));
  for (const position of all(LAMBDA).slice(0, -1)) {
    const value = valueAt(LAMBDA, position);
    assert.ok(valueAt(LAMBDA, stepFrom(LAMBDA, value, 1)) > value);
  }
});

test("a value is written shortly", () => {
  const written = [[LAMBDA, 0], [LAMBDA, 1e-5], [LAMBDA, 0.012], [SHARE, 0.3], [DROPOUT, 0.35],
                   [{ ...DROPOUT, off: false, unit: "px" }, 0]];
  assert.deepEqual(written.map(([scale, value]) => valueText(scale, value)),
                   ["off", "1e-5", "0.012", "30 %", "0.35", "0 px"]);
});

test("what is typed becomes a value within the scale, or none", () => {
  const typed = [[LAMBDA, "0,01"], [LAMBDA, "5"], [LAMBDA, " OFF "], [LAMBDA, "0"], [LAMBDA, ""],
                 [LAMBDA, "much"], [SHARE, "33 %"], [SHARE, "57"], [SHARE, "0"]];
  assert.deepEqual(typed.map(([scale, words]) => typedValue(scale, words)),
                   [0.01, 0.1, 0, 0, null, null, 0.33, 0.57, 0.1]);
});

test("another language has its own sign and word", () => {
  const german = { ...DROPOUT, words: { off: "aus", point: "," } };
  assert.deepEqual([0, 0.35].map((value) => valueText(german, value)), ["aus", "0,35"]);
  assert.deepEqual(["AUS", "0,35"].map((words) => typedValue(german, words)), [0, 0.35]);
});
