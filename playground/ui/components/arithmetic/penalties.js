// Gradient descent on a data loss with a penalty, for any number of weights. The data loss is a
// bowl, ½ (w - m)ᵀ A (w - m): near its minimum any smooth loss is one. Penalties as in Keras and
// in model/penalties.py: λ Σ|w|, λ Σ w² (no ½), and the proximal step for L1 (Beck and Teboulle
// 2009, section 1.1). Tested against Keras in tests/ui/components/test_penalties.py.

/**
 * `curvature` is A, symmetric and positive definite, a row a weight; `rate` the learning rate.
 * @typedef {"none" | "l1" | "l2" | "l1-proximal"} Kind
 * @typedef {{minimum: number[], curvature: number[][], kind: Kind, lambda: number,
 *            rate: number}} Problem
 */
/**
 * One update, taken apart: w ← w - rate (data + penalty), then the threshold where there is one.
 * @typedef {{weights: number[], data: number[], penalty: number[], moved: number[],
 *            next: number[]}} Step
 */

/**
 * @param {Pick<Problem, "minimum" | "curvature">} problem
 * @param {number[]} weights
 */
export function dataLoss(problem, weights) {
  const slope = dataGradient(problem, weights);
  return weights.reduce((sum, w, i) => sum + 0.5 * slope[i] * (w - problem.minimum[i]), 0);
}

/**
 * @param {Pick<Problem, "minimum" | "curvature">} problem
 * @param {number[]} weights
 */
export function dataGradient({ minimum, curvature }, weights) {
  return curvature.map(
    (row) => row.reduce((sum, a, j) => sum + a * (weights[j] - minimum[j]), 0));
}

/**
 * @param {Pick<Problem, "kind" | "lambda">} problem
 * @param {number[]} weights
 */
export function penaltyOf({ kind, lambda }, weights) {
  if (kind === "none") return 0;
  return lambda * weights.reduce((sum, w) => sum + (kind === "l2" ? w * w : Math.abs(w)), 0);
}

/**
 * By its gradient the proximal step adds nothing.
 * @param {Pick<Problem, "kind" | "lambda">} problem
 * @param {number[]} weights
 */
export function penaltyGradient({ kind, lambda }, weights) {
  if (kind === "l1") return weights.map((w) => lambda * Math.sign(w));
  if (kind === "l2") return weights.map((w) => 2 * lambda * w);
  return weights.map(() => 0);
}

/**
 * sign(w) max(|w| - t, 0). A zero has no sign, so that none is written before it.
 * @param {number} weight
 * @param {number} threshold
 */
export function softThreshold(weight, threshold) {
  const left = Math.abs(weight) - threshold;
  return left > 0 ? Math.sign(weight) * left : 0;
}

/**
 * @param {Problem} problem
 * @param {number[]} weights
 * @returns {Step}
 */
export function oneStep(problem, weights) {
  const data = dataGradient(problem, weights);
  const penalty = penaltyGradient(problem, weights);
  const moved = weights.map((w, i) => w - problem.rate * (data[i] + penalty[i]));
  const threshold = problem.kind === "l1-proximal" ? problem.rate * problem.lambda : 0;
  return {
    weights, data, penalty, moved,
    next: threshold ? moved.map((w) => softThreshold(w, threshold)) : moved,
  };
}

/**
 * @param {Problem} problem
 * @param {number[]} start
 * @param {number} count
 * @returns {Step[]} of each step, the first from `start`
 */
export function descent(problem, start, count) {
  /** @type {Step[]} */
  const steps = [];
  for (let i = 0, at = start; i < count; i += 1) {
    const made = oneStep(problem, at);
    steps.push(made);
    at = made.next;
  }
  return steps;
}

/**
 * Where data loss and penalty together are least, by coordinate descent: each weight in turn to
 * its best place, which for a bowl is a formula. What the gradient cannot reach, as a zero by L1,
 * it does.
 * @param {Problem} problem
 */
export function optimum(problem) {
  const { curvature, minimum, kind, lambda } = problem;
  const at = [...minimum];
  // 200 rounds: of two weights with this bowl, 30 reach the last digit.
  for (let round = 0; round < 200; round += 1) {
    for (let i = 0; i < at.length; i += 1) {
      const own = curvature[i][i];
      const pull = own * at[i] - dataGradient(problem, at)[i];
      at[i] = kind === "l2" ? pull / (own + 2 * lambda)
                            : softThreshold(pull, kind === "none" ? 0 : lambda) / own;
    }
  }
  return at;
}

/**
 * The ellipse on which the data loss of two weights has that value: half its axes, and the angle
 * of the long one, counterclockwise from the first weight's axis.
 * @param {number[][]} curvature
 * @param {number} value
 */
export function contour([[a, b], [, d]], value) {
  const middle = (a + d) / 2;
  const apart = Math.hypot((a - d) / 2, b);
  return {
    long: Math.sqrt(2 * value / (middle - apart)), short: Math.sqrt(2 * value / (middle + apart)),
    angle: 0.5 * Math.atan2(-2 * b, d - a),
  };
}
