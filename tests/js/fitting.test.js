import assert from "node:assert/strict";
import { test } from "node:test";

import { cutToFill, largestSquares } from "../../playground/ui/components/painting/squares.js";
import { besideEachOther } from "../../playground/ui/components/painting/ticks.js";

const ALL = Array.from({ length: 12 }, (_, i) => i + 1);

test("twelve tiles stand as wanted where that makes them largest", () => {
  assert.equal(largestSquares(226, 174, 12, 4, 4, 0, ALL).across, 4);
});

test("in a band they stand in longer rows", () => {
  assert.equal(largestSquares(312, 101, 12, 4, 4, 0, ALL).across, 6);
  assert.equal(largestSquares(900, 60, 12, 4, 4, 0, ALL).across, 12);
});

test("a matrix that fits is whole", () => {
  assert.deepEqual(cutToFill(60, 156, 640, 240), { side: 4, columns: 156, rows: 60 });
});

test("in any box whole squares lie within it and leave no more than a fifth of it free", () => {
  for (const dense of [1, 1.5, 2]) {
    for (let wide = 260; wide < 900; wide += 7) {
      for (const high of [125, 182, 240, 305]) {
        const { side, columns, rows } = cutToFill(60, 156, wide, high, dense);
        assert.ok(Number.isInteger(Math.round(side * dense * 1e6) / 1e6), `${side}`);
        assert.ok(columns * side <= wide && rows * side <= high);
        // Wider than all of its columns at that height, a matrix ends where it ends.
        if (wide <= 156 * side) {
          assert.ok(columns * rows * side * side > 0.8 * wide * high, `${wide} x ${high}: ${side}`);
        }
      }
    }
  }
});

test("texts below an axis stay in the picture and touch no other", () => {
  const spots = [{ at: 5, long: 60 }, { at: 60, long: 40 }, { at: 100, long: 60 }];
  assert.deepEqual(besideEachOther(spots, 120).map(({ at }) => at), [30, 90]);
  assert.deepEqual(besideEachOther(spots, 400).map(({ at }) => at), [30, 100]);
  const apart = [{ at: 30, long: 40 }, { at: 100, long: 40 }, { at: 170, long: 40 }];
  assert.equal(besideEachOther(apart, 200).length, 3);
});
