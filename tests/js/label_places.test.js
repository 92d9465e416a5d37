import assert from "node:assert/strict";
import { test } from "node:test";

import { labelPlaces } from "../../playground/ui/components/lessons/label_places.js";

const apart = (/** @type {[number, number]} */ one, /** @type {[number, number]} */ other) =>
  Math.abs(one[1] - other[1]) >= 16;

test("words of points that lie close stand in rows of their own", () => {
  const words = ["best for the data", "start of it all", "best for both of them"];
  const at = /** @type {[number, number][]} */ ([[300, 200], [310, 206], [296, 214]]);
  const places = labelPlaces(words.map((text, i) => ({ text, at: at[i] })), 500, at);
  for (const [i, j] of [[0, 1], [0, 2], [1, 2]]) assert.ok(apart(places[i], places[j]), `${i} ${j}`);
  // None lies on a point either.
  for (const [, y] of places) assert.ok(at.every(([, py]) => Math.abs(py - (y - 16 / 3)) >= 18));
});

test("a word stays within the picture and above its point where there is room", () => {
  const [[x, y]] = labelPlaces([{ text: "minimum", at: [495, 300] }], 500, [[495, 300]]);
  assert.ok(x + (7 * 7.2) / 2 <= 500);
  assert.equal(y, 284);
  const [[, below]] = labelPlaces([{ text: "minimum", at: [250, 10] }], 500, [[250, 10]]);
  assert.equal(below, 36);
});

test("an empty word takes no room", () => {
  const both = labelPlaces([{ text: "", at: [100, 100] }, { text: "here", at: [100, 100] }], 500, []);
  assert.equal(both[1][1], 84);
});
