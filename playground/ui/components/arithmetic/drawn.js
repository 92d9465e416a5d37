// A curve that is drawn by hand, one value an epoch, and how it lies to one that was measured.

/**
 * The curve with all epochs from one point of the hand to the next filled in, in proportion.
 * @param {(number | null)[]} curve accuracies from 0 to 1, null where nothing is drawn yet
 * @param {[number, number]} from epoch, from 0, and value
 * @param {[number, number]} to
 * @returns {(number | null)[]}
 */
export function drawnThrough(curve, from, to) {
  const [[first, low], [last, high]] = from[0] <= to[0] ? [from, to] : [to, from];
  return curve.map((value, epoch) => {
    if (epoch < first || epoch > last) return value;
    const share = last === first ? 0 : (epoch - first) / (last - first);
    const made = last === first ? to[1] : low + share * (high - low);
    return Math.min(Math.max(made, 0), 1);
  });
}

/** @param {(number | null)[]} curve */
export function complete(curve) {
  return curve.length > 0 && curve.every((value) => value !== null);
}

/**
 * Mean distance over the epochs that both have, and of each the epoch of its highest value, from 1,
 * and by how much it falls from there to its end.
 * @param {number[]} drawn
 * @param {number[]} measured
 */
export function comparedCurves(drawn, measured) {
  const count = Math.min(drawn.length, measured.length);
  let sum = 0;
  for (let at = 0; at < count; at += 1) sum += Math.abs(drawn[at] - measured[at]);
  const peak = (/** @type {number[]} */ curve) => {
    const highest = Math.max(...curve);
    return { epoch: curve.indexOf(highest) + 1, fall: highest - curve[curve.length - 1] };
  };
  return { off: count ? sum / count : 0, drawn: peak(drawn), measured: peak(measured) };
}
