// What is written along an axis, and where; the numbers are chosen as Plotly chooses them.

/**
 * @param {Axis} axis
 * @param {string} point the decimal point
 * @returns {Tick[]}
 */
export function ticksOf(axis, point) {
  const [from, to] = axis.range;
  if (axis.tickvals) {
    return axis.tickvals
      .map((place, i) => (
        /** @type {Tick} */ ([place, axis.ticktext?.[i] ?? written(place, axis, point)])))
      .filter(([place]) => place >= from - 1e-9 && place <= to + 1e-9);
  }
  const logarithmic = axis.type === "log";
  const apart = logarithmic ? 1 : niceStep((to - from) / (axis.nticks || 6));
  /** @type {Tick[]} */
  const made = [];
  for (let i = Math.ceil(from / apart - 1e-9); i * apart <= to + 1e-9 * apart; i += 1) {
    const place = Number((i * apart).toPrecision(12));
    made.push([place, logarithmic ? power(place) : written(place, axis, point)]);
  }
  return made;
}

/**
 * The next of 2, 5 and 10 times a power of ten: above a given one, the next.
 * @param {number} rough
 */
export function niceStep(rough) {
  const unit = 10 ** Math.floor(Math.log10(rough));
  return unit * (rough < 2 * unit ? 2 : rough < 5 * unit ? 5 : 10);
}

/**
 * @param {number} value
 * @param {Pick<Axis, "tickformat">} axis
 * @param {string} point
 */
function written(value, { tickformat }, point) {
  let text = String(value);
  if (tickformat === "d") text = String(Math.round(value));
  // Two digits without trailing zeros.
  if (tickformat === ".2~g") {
    text = value ? value.toPrecision(2).replace(/(\.\d*?)0+(?=e|$)/, "$1").replace(/\.(?=e|$)/, "") : "0";
  }
  return text.replace("-", "−").replace(".", point);
}

/**
 * @param {number} exponent
 * @returns {Tick[1]}
 */
function power(exponent) {
  if (exponent === 0) return "1";
  return exponent === 1 ? "10" : ["10", String(exponent).replace("-", "−")];
}

/**
 * Of texts in a row, with their middles: the first and the last, moved into the picture where they
 * reach out of it, and of those between the ones that touch no other.
 * @template {{at: number, long: number}} Spot
 * @param {Spot[]} spots
 * @param {number} width
 */
export function besideEachOther(spots, width) {
  const moved = spots.map((one) => (
    { ...one, at: Math.max(one.long / 2, Math.min(one.at, width - one.long / 2)) }));
  const last = moved.at(-1);
  let end = -Infinity;
  return moved.filter((one, i) => {
    const [from, to] = [one.at - one.long / 2, one.at + one.long / 2];
    const intoLast = last && one !== last && to > last.at - last.long / 2;
    if (i && (from < end || intoLast)) return false;
    end = to;
    return true;
  });
}
