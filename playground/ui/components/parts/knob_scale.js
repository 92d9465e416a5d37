// Values of a knob and the positions of its slider, which counts in whole numbers.

const POSITIONS = 200;
const OFF_ZONE = 16; // positions between the stop and the lowest value

/**
 * What knob.py says of a knob's values.
 * @typedef {{low: number, high: number, logarithmic: boolean, step: number | null, off: boolean,
 *            format: string, unit: string,
 *            words: {off: string, point: string, exact?: string}}} Scale
 */

/**
 * How many positions lie below that of the lowest value.
 * @param {Scale} scale
 */
export function offZone({ off, logarithmic, low }) {
  return off && (logarithmic || low > 0) ? OFF_ZONE : 0;
}

/** @param {Scale} scale */
function positions({ step, logarithmic, low, high }) {
  return step && !logarithmic ? Math.round((high - low) / step) : POSITIONS;
}

/** @param {Scale} scale */
export function lastPosition(scale) {
  return offZone(scale) + positions(scale);
}

/**
 * There is nothing between "off" and the lowest value.
 * @param {Scale} scale
 * @param {number} position
 */
export function snapped(scale, position) {
  const off = offZone(scale);
  if (!off || position >= off) return position;
  return position < off / 2 ? 0 : off;
}

/**
 * @param {Scale} scale
 * @param {number} position
 */
export function valueAt(scale, position) {
  const { low, high, logarithmic, step } = scale;
  const off = offZone(scale);
  if (off && position < off) return 0;
  const share = (position - off) / positions(scale);
  if (logarithmic) return within(scale, Number((low * (high / low) ** share).toPrecision(2)));
  const value = low + share * (high - low);
  return within(scale, step ? Number((Math.round(value / step) * step).toPrecision(12))
                            : Number(value.toPrecision(2)));
}

/**
 * @param {Scale} scale
 * @param {number} value
 */
export function positionOf(scale, value) {
  const { low, high, logarithmic } = scale;
  const off = offZone(scale);
  if (off && value < low) return 0;
  const share = logarithmic ? Math.log(value / low) / Math.log(high / low)
                            : (value - low) / (high - low);
  return off + Math.round(Math.min(1, Math.max(0, share)) * positions(scale));
}

/**
 * The position that one press of a key reaches. Two neighboring positions may round to one value:
 * it goes on until the value changes.
 * @param {Scale} scale
 * @param {number} value
 * @param {number} way how many positions, with their direction
 */
export function stepFrom(scale, value, way) {
  const off = offZone(scale), last = lastPosition(scale);
  let position = positionOf(scale, value);
  do {
    position += way;
    if (position < off) position = way > 0 ? off : 0;
    position = Math.min(last, Math.max(0, position));
  } while (valueAt(scale, position) === value && position > 0 && position < last);
  return position;
}

/**
 * @param {Scale} scale
 * @param {number} value
 */
function within({ low, high }, value) {
  return Math.min(high, Math.max(low, value));
}

/**
 * @param {Scale} scale
 * @param {number} value
 */
export function valueText({ off, format, unit, words }, value) {
  if (off && value === 0) return words.off;
  return numberText(format, unit, value).replace(".", words.point);
}

/**
 * @param {Scale["format"]} format
 * @param {string} unit
 * @param {number} value
 */
function numberText(format, unit, value) {
  if (format === "percent") return `${Number((100 * value).toPrecision(3))} %`;
  if (value !== 0 && Math.abs(value) < 0.01) {
    const [digits, power] = value.toExponential(2).split("e");
    return `${Number(digits)}e${Number(power)}`;
  }
  return [Number(value.toPrecision(3)), unit].filter((part) => part !== "").join(" ");
}

/**
 * What somebody has typed, as a value within the scale; null where it is no number.
 * @param {Scale} scale
 * @param {string} words
 */
export function typedValue(scale, words) {
  const text = words.trim().toLowerCase().replace(",", ".");
  const percent = scale.format === "percent";
  // An empty field is no number, though Number("") is 0.
  const typed = Number(text.replace(/\s*%$/, "") || NaN) / (percent ? 100 : 1);
  if (scale.off && (text === scale.words.off.toLowerCase() || typed === 0)) return 0;
  if (!Number.isFinite(typed)) return null;
  return within(scale, percent ? Number(typed.toPrecision(12)) : typed);
}
