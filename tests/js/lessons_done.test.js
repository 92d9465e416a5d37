import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

/** @type {Map<string, string>} */
const kept = new Map();
let refuses = false;
const storage = {
  getItem: (name) => {
    if (refuses) throw new Error("refused");
    return kept.get(name) ?? null;
  },
  setItem: (name, text) => {
    if (refuses) throw new Error("refused");
    kept.set(name, text);
  },
};
globalThis.window = Object.assign(new EventTarget(), { localStorage: storage });
const { alsoDone, doneLessons, forgetLessons, watchLessons } = await import(
  "../../playground/ui/components/parts/lessons_done.js");

beforeEach(() => {
  refuses = false;
  forgetLessons();
});

test("what is done is kept, once, beside what was", () => {
  alsoDone(["seeing"]);
  alsoDone(["pooling", "seeing"]);
  assert.deepEqual([...doneLessons([])].sort(), ["pooling", "seeing"]);
  assert.deepEqual(JSON.parse([...kept.values()][0]).sort(), ["pooling", "seeing"]);
});

test("where storage is refused it lasts as long as the page", () => {
  refuses = true;
  alsoDone(["seeing"]);
  assert.deepEqual([...doneLessons(["chain"])].sort(), ["chain", "seeing"]);
});

test("another's damage in the storage is as if there were nothing", () => {
  for (const text of ["{", "{}", "[1, null]", "7"]) {
    kept.set([...kept.keys()][0], text);
    assert.deepEqual([...doneLessons([])], []);
  }
});

test("whoever watches hears of it until he leaves", () => {
  let heard = 0;
  const leave = watchLessons(() => { heard += 1; });
  alsoDone(["seeing"]);
  alsoDone(["seeing"]);
  assert.equal(heard, 1);
  leave();
  forgetLessons();
  assert.equal(heard, 1);
});
