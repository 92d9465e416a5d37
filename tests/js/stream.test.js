// The other way to the server: one question after another, and nothing said twice or never.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { streamWay } from "../../playground/ui/components/connection/stream.js";

/** @type {any[]} */
let asked;
let unanswered;
let number;
let way;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
  mock.method(performance, "now", () => Date.now());
  globalThis.document = { hidden: false };
  asked = [];
  unanswered = number = 0;
  way = streamWay({
    say: (question) => asked.push(structuredClone(question)),
    unanswered: () => { unanswered += 1; },
  });
});

const answer = (pause = 0.5) => way.answered(
  { number: (number += 1), answered: asked.at(-1).id, pause });

test("the next question waits for the answer, and for its pause", () => {
  way.start();
  mock.timers.tick(400);
  assert.equal(asked.length, 1);
  assert.equal(asked[0].begin, true);
  answer();
  mock.timers.tick(99);
  assert.equal(asked.length, 1);
  mock.timers.tick(1);
  assert.equal(asked.length, 2);
  assert.deepEqual([asked[1].begin, asked[1].received], [false, 1]);
});

test("what is not answered is asked again, and noticed", () => {
  way.start();
  mock.timers.tick(5000);
  assert.deepEqual([asked.length, unanswered], [2, 1]);
  assert.ok(asked[1].id > asked[0].id);
  assert.equal(asked[1].begin, true);
});

test("an event goes at once, and is repeated until it is answered", () => {
  way.start();
  answer();
  way.tell("layers", "click", "dense");
  assert.equal(asked.length, 2);
  assert.equal(asked[1].events[0].value, "dense");
  mock.timers.tick(5000);
  assert.deepEqual(asked[2].events, asked[1].events);
  answer();
  mock.timers.tick(5000);
  assert.deepEqual(asked[3].events, []);
});

test("of a knob that is dragged while a question is out the last value follows it", () => {
  way.start();
  for (const value of [1, 2, 3]) way.tell("knob-lambda", "edit", value);
  assert.equal(asked.length, 1);
  answer();
  assert.deepEqual(asked[1].events.map(({ value }) => value), [3]);
});

test("the same answer, mounted again by a run of the page, brings nothing", () => {
  way.start();
  assert.equal(answer(), true);
  assert.equal(way.answered({ number, answered: asked[0].id, pause: 0.5 }), false);
});

test("a page that nobody sees asks rarely", () => {
  way.start();
  globalThis.document.hidden = true;
  answer();
  mock.timers.tick(9999);
  assert.equal(asked.length, 1);
  mock.timers.tick(1);
  assert.equal(asked.length, 2);
});

test("where another way takes over, it is told what the server has not been told", () => {
  way.start();
  way.tell("layers", "click", "dense");
  assert.deepEqual(way.stop().map(({ value }) => value), ["dense"]);
  mock.timers.tick(60_000);
  assert.equal(asked.length, 1);
});
