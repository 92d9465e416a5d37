// Arrays as they travel.

const KINDS = { f4: Float32Array, f8: Float64Array, i4: Int32Array };

/**
 * Written out, or from the bytes of a typed array (see `_binary` in chart.py).
 * @param {Numbers} [given]
 * @returns {(number | null)[]}
 */
export function numbers(given = []) {
  if (Array.isArray(given)) return given;
  const bytes = Uint8Array.from(atob(given.bdata), (letter) => letter.charCodeAt(0));
  return [...new KINDS[given.dtype](bytes.buffer)];
}
