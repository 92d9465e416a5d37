// A loop of frames: read back as the format says, pixel by pixel.

import assert from "node:assert/strict";
import { test } from "node:test";

import { gifOf } from "../../playground/ui/components/taking/gif.js";

/** Width, height, whether it loops, and each frame's duration and pixels, as [red, green, blue]. */
function read(bytes) {
  const word = (at) => bytes[at] | (bytes[at + 1] << 8);
  assert.equal(String.fromCharCode(...bytes.slice(0, 6)), "GIF89a");
  const colors = Array.from({ length: 256 }, (_one, i) => [...bytes.slice(13 + 3 * i, 16 + 3 * i)]);
  let at = 13 + 768, loops = false, hundredths = 0;
  const frames = [];
  while (bytes[at] !== 0x3b) {
    if (bytes[at] === 0x21) {
      if (bytes[at + 1] === 0xff) loops = true;
      if (bytes[at + 1] === 0xf9) hundredths = word(at + 4);
      for (at += 2; bytes[at]; at += bytes[at] + 1);
      at += 1;
    } else {
      assert.equal(bytes[at], 0x2c);
      assert.equal(bytes[at + 10], 8);
      const data = [];
      for (at += 11; bytes[at]; at += bytes[at] + 1) data.push(...bytes.slice(at + 1, at + 1 + bytes[at]));
      at += 1;
      frames.push({ hundredths, pixels: unpacked(data).map((index) => colors[index]) });
    }
  }
  return { width: word(6), height: word(8), loops, frames };
}

function unpacked(data) {
  const out = [];
  let bit = 0, size = 9, table = [], before = null;
  for (;;) {
    let code = 0;
    for (let i = 0; i < size; i += 1, bit += 1) code |= ((data[bit >> 3] >> (bit & 7)) & 1) << i;
    if (code === 257) return out;
    if (code === 256) {
      [size, table, before] = [9, Array.from({ length: 258 }, (_one, i) => [i]), null];
      continue;
    }
    const word = table[code] ?? [...before, before[0]];
    if (before && table.length < 4096) table.push([...before, word[0]]);
    if (table.length === 1 << size && size < 12) size += 1;
    out.push(...word);
    before = word;
  }
}

/** Few colors in an order that no code foresees, so that the table fills up and begins anew. */
function noise(count, seed) {
  const pixels = new Uint8ClampedArray(4 * count).fill(255);
  for (let i = 0, state = seed; i < count; i += 1) {
    state = (state * 1103515245 + 12345) % 2147483648;
    const level = 8 * ((state >> 16) % 32);
    pixels.set([level, 255 - level, 128], 4 * i);
  }
  return pixels;
}

test("what is read back is what was given, over several tables of codes", () => {
  const shots = [{ pixels: noise(100 * 90, 1), hundredths: 20 }, { pixels: noise(100 * 90, 2), hundredths: 580 }];
  const { width, height, loops, frames } = read(gifOf(100, 90, shots));
  assert.deepEqual([width, height, loops], [100, 90, true]);
  assert.deepEqual(frames.map(({ hundredths }) => hundredths), [20, 580]);
  frames.forEach((frame, i) => {
    const given = Array.from({ length: 100 * 90 }, (_one, at) => [...shots[i].pixels.slice(4 * at, 4 * at + 3)]);
    assert.deepEqual(frame.pixels, given);
  });
});

test("of more colors than a file holds each pixel has the nearest", () => {
  const pixels = new Uint8ClampedArray(4 * 32 * 32 * 2).fill(255);
  for (let i = 0; i < 32 * 32 * 2; i += 1) pixels.set([8 * (i % 32), 8 * ((i >> 5) % 32), 4], 4 * i);
  const [frame] = read(gifOf(64, 32, [{ pixels, hundredths: 600 }])).frames;
  frame.pixels.forEach((color, at) => color.forEach((part, i) => {
    assert.ok(Math.abs(part - pixels[4 * at + i]) <= 250);
  }));
  assert.ok(new Set(frame.pixels.map(String)).size > 200);
});
