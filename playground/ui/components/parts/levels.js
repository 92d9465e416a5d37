// Weights as levels from -127 to 127: see raster.py.

/**
 * What a level stands for: a range of values, and at the ends all that lies beyond.
 * @param {number} level
 * @param {number} limit what 127 stands for
 * @param {{beyond: string, point: string}} words `beyond` has a place {value} for it
 */
export function levelText(level, limit, words) {
  if (level === 0) return "0";
  const value = (Math.abs(level) / 127) * limit;
  const digits = Math.max(0, 2 - Math.floor(Math.log10(limit)));
  const sign = level < 0 ? "−" : "";
  const text = `${sign}${value.toFixed(digits).replace(".", words.point)}`;
  return Math.abs(level) === 127 ? words.beyond.replace("{value}", text) : text;
}
