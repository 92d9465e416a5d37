// An animated GIF from frames of pixels: a loop that any program shows, made without a service.

const COLORS = 256;
// Of each color the upper five bits tell it from others.
const BUCKETS = 1 << 15;

/** @typedef {{pixels: Uint8ClampedArray, hundredths: number}} Shot red, green, blue, opacity; how long */

/**
 * The file's bytes. It plays without end. `hundredths` of a second each frame stands.
 * @param {number} width
 * @param {number} height
 * @param {Shot[]} shots
 */
export function gifOf(width, height, shots) {
  const palette = paletteOf(shots.map(({ pixels }) => pixels));
  /** @type {number[]} */
  const out = [];
  text(out, "GIF89a");
  pair(out, width);
  pair(out, height);
  out.push(0xf7, 0, 0);
  for (let i = 0; i < COLORS; i += 1) out.push(...(palette.colors[i] ?? [0, 0, 0]));
  out.push(0x21, 0xff, 11);
  text(out, "NETSCAPE2.0");
  out.push(3, 1, 0, 0, 0);
  for (const { pixels, hundredths } of shots) {
    out.push(0x21, 0xf9, 4, 0);
    pair(out, hundredths);
    out.push(0, 0, 0x2c);
    for (const number of [0, 0, width, height]) pair(out, number);
    out.push(0);
    packed(out, palette.indexesOf(pixels));
  }
  out.push(0x3b);
  return Uint8Array.from(out);
}

/** @param {number[]} out @param {string} word */
function text(out, word) {
  for (const letter of word) out.push(letter.charCodeAt(0));
}

/** @param {number[]} out @param {number} number */
function pair(out, number) {
  out.push(number & 255, number >> 8);
}

/**
 * The colors that are seen most, and for each pixel the nearest of them.
 * @param {Uint8ClampedArray[]} frames
 */
function paletteOf(frames) {
  const counts = new Uint32Array(BUCKETS), sums = new Float64Array(3 * BUCKETS);
  for (const pixels of frames) {
    for (let at = 0; at < pixels.length; at += 4) {
      const bucket = bucketOf(pixels, at);
      counts[bucket] += 1;
      for (let part = 0; part < 3; part += 1) sums[3 * bucket + part] += pixels[at + part];
    }
  }
  const seen = [...counts.keys()].filter((bucket) => counts[bucket]);
  seen.sort((one, other) => counts[other] - counts[one]);
  const colors = seen.slice(0, COLORS).map((bucket) => (
    [0, 1, 2].map((part) => Math.round(sums[3 * bucket + part] / counts[bucket]))));
  const nearest = new Int16Array(BUCKETS).fill(-1);
  /** @param {Uint8ClampedArray} pixels */
  const indexesOf = (pixels) => {
    const indexes = new Uint8Array(pixels.length / 4);
    for (let i = 0, at = 0; i < indexes.length; i += 1, at += 4) {
      const bucket = bucketOf(pixels, at);
      if (nearest[bucket] < 0) nearest[bucket] = nearestOf(colors, pixels, at);
      indexes[i] = nearest[bucket];
    }
    return indexes;
  };
  return { colors, indexesOf };
}

/** @param {Uint8ClampedArray} pixels @param {number} at */
function bucketOf(pixels, at) {
  return ((pixels[at] >> 3) << 10) | ((pixels[at + 1] >> 3) << 5) | (pixels[at + 2] >> 3);
}

/** @param {number[][]} colors @param {Uint8ClampedArray} pixels @param {number} at */
function nearestOf(colors, pixels, at) {
  let best = 0, least = Infinity;
  colors.forEach((color, i) => {
    let apart = 0;
    for (let part = 0; part < 3; part += 1) apart += (color[part] - pixels[at + part]) ** 2;
    if (apart < least) [best, least] = [i, apart];
  });
  return best;
}

// Codes: 0 to 255 a color, then "begin anew" and "the end"; the others stand for what was seen.
const CLEAR = 256, END = 257, MOST = 4096;

/**
 * Lempel-Ziv-Welch, in blocks of up to 255 bytes.
 * @param {number[]} out
 * @param {Uint8Array} indexes
 */
function packed(out, indexes) {
  /** @type {number[]} */
  const bytes = [];
  let bits = 0, held = 0, size = 9, next = END + 1;
  /** @type {Map<number, number>} */
  const known = new Map();
  /** @param {number} code */
  const put = (code) => {
    held |= code << bits;
    for (bits += size; bits >= 8; bits -= 8, held >>>= 8) bytes.push(held & 255);
  };
  put(CLEAR);
  let word = indexes[0];
  for (let i = 1; i < indexes.length; i += 1) {
    const longer = (word << 8) | indexes[i];
    const code = known.get(longer);
    if (code !== undefined) {
      word = code;
      continue;
    }
    put(word);
    if (next < MOST) {
      known.set(longer, next);
      // The reader is one code behind.
      if (next === 1 << size && size < 12) size += 1;
      next += 1;
    } else {
      put(CLEAR);
      known.clear();
      [size, next] = [9, END + 1];
    }
    word = indexes[i];
  }
  put(word);
  put(END);
  if (bits) bytes.push(held & 255);
  out.push(8);
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.slice(at, at + 255);
    out.push(block.length);
    for (const byte of block) out.push(byte);
  }
  out.push(0);
}
