import assert from "node:assert/strict";
import { test } from "node:test";

import { cutToFill, tileRows } from "../../playground/ui/components/parts/fitting.js";

test("twelve tiles stand as wanted where that makes them largest", () => {
  assert.deepEqual(tileRows(12, 4, { wide: 226, high: 174 }, 4), { columns: 4, rows: 3, side: 53 });
});

test("in a band they stand in longer rows", () => {
  assert.equal(tileRows(12, 4, { wide: 312, high: 101 }, 4).columns, 6);
  assert.equal(tileRows(12, 4, { wide: 900, high: 60 }, 4).columns, 12);
});

test("a few keep the room that more of them would have", () => {
  assert.equal(tileRows(2, 8, { wide: 700, high: 64 }, 4).side, 64);
  assert.equal(tileRows(2, 8, { wide: 700, high: 64 }, 4).columns, 8);
});

test("a matrix that fits is whole", () => {
  assert.deepEqual(
    cutToFill(60, 156, { wide: 640, high: 240 }), { side: 4, columns: 156, rows: 60 });
});

test("in any box whole squares lie within it and leave no more than a fifth of it free", () => {
  for (const dense of [1, 1.5, 2]) {
    for (let wide = 260; wide < 900; wide += 7) {
      for (const high of [125, 182, 240, 305]) {
        const { side, columns, rows } = cutToFill(60, 156, { wide, high }, dense);
        assert.ok(Number.isInteger(Math.round(side * dense * 1e6) / 1e6), `${side}`);
        assert.ok(columns * side <= wide && rows * side <= high);
        // Wider than all of its columns at that height, a matrix ends where it ends.
        if (wide <= 156 * side) assert.ok(columns * rows * side * side > 0.8 * wide * high,
                                          `${wide} x ${high} at ${dense}: ${side}`);
      }
    }
  }
});
