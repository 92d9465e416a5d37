// The other regularizers of Goodfellow, Bengio, Courville, "Deep Learning" (2016), chapter 7, in
// a few lines each.

/**
 * Label smoothing (Szegedy et al. 2016, section 7), as in Keras: y (1 - ε) + ε / K.
 * @param {number} label
 * @param {number} classes
 * @param {number} epsilon
 */
export function smoothedLabel(label, classes, epsilon) {
  return Array.from({ length: classes },
    (_, i) => (i === label ? 1 - epsilon : 0) + epsilon / classes);
}

/**
 * How far the right class' output has to lie above each other one's for the loss to be least:
 * ln of the ratio of the labels. Without smoothing there is no end.
 * @param {number} classes
 * @param {number} epsilon
 */
export function wantedMargin(classes, epsilon) {
  const [right, wrong] = smoothedLabel(0, classes, epsilon);
  return Math.log(right / wrong);
}

/**
 * mixup (Zhang et al. 2018): share a + (1 - share) b, of pictures as of labels.
 * @param {ArrayLike<number>} a
 * @param {ArrayLike<number>} b
 * @param {number} share
 */
export function mixed(a, b, share) {
  return Array.from(a, (one, i) => share * one + (1 - share) * b[i]);
}

/**
 * Max-norm (Srebro and Shraibman 2005; Srivastava et al. 2014), as Keras' MaxNorm: a unit's
 * incoming weights that are longer than the limit are scaled back to it.
 * @param {number[]} weights
 * @param {number} limit
 */
export function withinBall(weights, limit) {
  const norm = Math.hypot(...weights);
  return norm > limit ? weights.map((w) => w * limit / norm) : [...weights];
}

/**
 * A number of a normal distribution with mean 0 and variance 1 (Box and Muller 1958).
 * @param {() => number} random
 */
export function normal(random) {
  // 1 - random is never 0.
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/**
 * Numbers with noise of that standard deviation added.
 * @param {ArrayLike<number>} numbers
 * @param {number} deviation
 * @param {() => number} random
 */
export function noisy(numbers, deviation, random) {
  return Array.from(numbers, (one) => one + deviation * normal(random));
}

/**
 * A picture a step along the sign of its gradient (Goodfellow, Shlens, Szegedy 2015): each byte
 * up or down by ε, within 0 to 1, back in bytes.
 * @param {ArrayLike<number>} bytes
 * @param {ArrayLike<number>} signs -1, 0 or 1
 * @param {number} epsilon as a share of 255
 */
export function alongSign(bytes, signs, epsilon) {
  return Array.from(bytes, (byte, i) => (
    Math.min(255, Math.max(0, byte + 255 * epsilon * signs[i]))));
}

/**
 * Early stopping, as Keras' EarlyStopping: after so many epochs in a row without a lower
 * validation loss. Both epochs count from 0; `stopped` is null where training went to its end.
 * @param {ArrayLike<number>} losses
 * @param {number} patience
 */
export function earlyStop(losses, patience) {
  let best = 0;
  for (let epoch = 0; epoch < losses.length; epoch += 1) {
    if (losses[epoch] < losses[best]) best = epoch;
    else if (epoch > 0 && epoch - best >= patience) return { best, stopped: epoch };
  }
  return { best, stopped: null };
}

/**
 * Of several networks' answers to the same pictures, the class of the mean of the first `count`.
 * @param {number[][][]} answers of each network, of each picture, a number a class
 * @param {number} count
 */
export function votes(answers, count) {
  return answers[0].map((first, picture) => {
    const sums = first.map((_, i) => (
      answers.slice(0, count).reduce((sum, one) => sum + one[picture][i], 0)));
    return sums.indexOf(Math.max(...sums));
  });
}
