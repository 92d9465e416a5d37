// Weights as levels from -127 to 127: see raster.py.

/**
 * What a level stands for: a range of values, and at the ends all that lies beyond.
 * @param {number} level
 * @param {number} limit what 127 stands for
 */
export function levelText(level, limit) {
  if (level === 0) return "0";
  const value = (Math.abs(level) / 127) * limit;
  const digits = Math.max(0, 2 - Math.floor(Math.log10(limit)));
  const sign = level < 0 ? "−" : "";
  return `${Math.abs(level) === 127 ? "at or beyond " : ""}${sign}${value.toFixed(digits)}`;
}
