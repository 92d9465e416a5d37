// The update of one weight: the counterpart of playground/insight/update.py.

const BETA_1 = 0.9, BETA_2 = 0.999, EPSILON = 1e-7, MOMENTUM = 0.9;

/**
 * @typedef {{optimizer: string, learning_rate: number, weight_decay: number, step: number,
 *            l1: number, l2: number, threshold: number, value_l1: number, value_l2: number}} Dial
 * `step` counts from 1.
 */
/** @typedef {{weight: number, slots: number[], step: number}} Ball */
/** @typedef {{low: number, high: number, losses: number[], gradients: number[]}} Curve */

/**
 * Of l1 |w| + l2 w².
 * @param {number} weight
 * @param {Dial} dial
 */
export function penaltyGradient(weight, dial) {
  return dial.l1 * Math.sign(weight) + 2 * dial.l2 * weight;
}

/**
 * The part of the penalty that this weight has.
 * @param {number} weight
 * @param {Dial} dial
 */
export function penaltyOf(weight, dial) {
  return dial.value_l1 * Math.abs(weight) + dial.value_l2 * weight * weight;
}

/**
 * One step; `gradient` is that of the data loss alone.
 * @param {Ball} ball
 * @param {number} gradient
 * @param {Dial} dial
 * @returns {Ball}
 */
export function updated({ weight, slots, step }, gradient, dial) {
  const followed = gradient + penaltyGradient(weight, dial);
  const { learning_rate: rate, weight_decay: decay, threshold } = dial;
  let moved = weight, kept = slots;
  if (dial.optimizer === "sgd") {
    const velocity = MOMENTUM * (slots[0] ?? 0) - rate * followed;
    moved += velocity;
    kept = [velocity];
  } else {
    if (dial.optimizer === "adamw") moved *= 1 - rate * decay;
    const mean = BETA_1 * (slots[0] ?? 0) + (1 - BETA_1) * followed;
    const square = BETA_2 * (slots[1] ?? 0) + (1 - BETA_2) * followed ** 2;
    const size = (rate * Math.sqrt(1 - BETA_2 ** step)) / (1 - BETA_1 ** step);
    moved -= (size * mean) / (Math.sqrt(square) + EPSILON);
    kept = [mean, square];
  }
  const shrunk = Math.sign(moved) * Math.max(Math.abs(moved) - threshold, 0);
  return { weight: shrunk, slots: kept, step: step + 1 };
}

/**
 * Data loss and its gradient where the weight is `weight`: between two points of the curve in
 * proportion, beyond its ends as at the end.
 * @param {Curve} curve
 * @param {number} weight
 */
export function curveAt({ low, high, losses, gradients }, weight) {
  const last = losses.length - 1;
  const place = Math.min(Math.max(((weight - low) / (high - low)) * last, 0), last);
  const at = Math.min(Math.floor(place), last - 1), share = place - at;
  const between = (/** @type {number[]} */ row) => row[at] * (1 - share) + row[at + 1] * share;
  return { loss: between(losses), gradient: between(gradients) };
}

/**
 * So many steps down the curve, all other weights held still.
 * @param {Curve} curve
 * @param {Dial} dial
 * @param {Ball} ball
 * @param {number} count
 * @returns {Ball}
 */
export function descended(curve, dial, ball, count) {
  let now = ball;
  for (let done = 0; done < count; done += 1) {
    now = updated(now, curveAt(curve, now.weight).gradient, dial);
  }
  return now;
}

/**
 * Where loss and penalty together are least, among the points of the curve.
 * @param {Curve} curve
 * @param {Dial} dial
 */
export function bottom({ low, high, losses }, dial) {
  const place = (/** @type {number} */ at) => low + ((high - low) * at) / (losses.length - 1);
  const total = losses.map((loss, at) => loss + penaltyOf(place(at), dial));
  const least = total.indexOf(Math.min(...total));
  return { weight: place(least), loss: total[least], highest: Math.max(...total) };
}
