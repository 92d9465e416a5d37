import assert from "node:assert/strict";
import { test } from "node:test";

import { unpacked } from "../../playground/ui/components/shared/message.js";

/** As `packed` in mounting.py makes it, at an address of its buffer that is no multiple of 4. */
function packed(header, ...bodies) {
  const text = new TextEncoder().encode(
    JSON.stringify({ ...header, sizes: bodies.map((body) => body.length) }));
  const all = new Uint8Array(3 + 4 + text.length + bodies.reduce((sum, one) => sum + one.length, 0));
  new DataView(all.buffer).setUint32(3, text.length, true);
  [text, ...bodies].reduce((at, part) => {
    all.set(part, at);
    return at + part.length;
  }, 7);
  return all.subarray(3);
}

test("header and bodies come apart as they were put together", () => {
  const { header, bodies } = unpacked(packed({ name: "λ" }, [1, 2], [], [255]));
  assert.equal(header.name, "λ");
  assert.deepEqual(bodies.map((body) => [...body]), [[1, 2], [], [255]]);
});

test("without bodies there are none", () => {
  assert.deepEqual(unpacked(packed({ hears: [] })), { header: { hears: [], sizes: [] }, bodies: [] });
});
