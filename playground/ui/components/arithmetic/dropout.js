// A dense part with units that are dropped, as Keras' Dropout layer does it: what stays is scaled
// by 1 / (1 - rate), so that a unit's mean over many passes is what it gives in the whole network.

/**
 * The last hidden layer as one picture has excited it, and the layer that answers from it:
 * `kernel` is a row a unit, a column a class.
 * @typedef {{hidden: ArrayLike<number>, kernel: ArrayLike<number>, bias: ArrayLike<number>}} Dense
 */

/**
 * Uniform numbers in [0, 1), the same ones for the same seed (mulberry32, public domain).
 * @param {number} seed
 */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * @param {number} count
 * @param {number} rate the probability with which each unit is dropped, by itself
 * @param {() => number} random
 * @returns {boolean[]}
 */
export function keptUnits(count, rate, random) {
  return Array.from({ length: count }, () => random() >= rate);
}

/**
 * What goes into the softmax: b + Σ kept h / (1 - rate) · k, a number a class.
 * @param {Dense} dense
 * @param {ArrayLike<boolean | number> | null} kept null for the whole network
 * @param {number} rate
 */
export function logitsOf({ hidden, kernel, bias }, kept, rate) {
  const classes = bias.length;
  const sums = Array.from(bias);
  const scale = kept ? 1 / (1 - rate) : 1;
  for (let unit = 0; unit < hidden.length; unit += 1) {
    if (kept && !kept[unit]) continue;
    for (let i = 0; i < classes; i += 1) {
      sums[i] += hidden[unit] * scale * kernel[unit * classes + i];
    }
  }
  return sums;
}

/** @param {number[]} logits */
export function probabilitiesOf(logits) {
  const highest = Math.max(...logits);
  const powers = logits.map((one) => Math.exp(one - highest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((one) => one / sum);
}

/**
 * Of the answers of many passes, each a number a class, the mean of each.
 * @param {number[][]} answers
 */
export function meanAnswer(answers) {
  return answers[0].map((_, i) => answers.reduce((sum, one) => sum + one[i], 0) / answers.length);
}

/**
 * Between the points of a curve that rises along `xs`, on a straight line.
 * @param {ArrayLike<number>} xs
 * @param {ArrayLike<number>} ys
 * @param {number} x
 */
export function interpolated(xs, ys, x) {
  let i = 1;
  while (i < xs.length - 1 && xs[i] < x) i += 1;
  const share = Math.min(1, Math.max(0, (x - xs[i - 1]) / (xs[i] - xs[i - 1])));
  return ys[i - 1] + share * (ys[i] - ys[i - 1]);
}
