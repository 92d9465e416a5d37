// Arrays as they travel.

/**
 * Written out, or from the bytes of a typed array (see `_binary` in chart.py).
 * @param {Numbers} [given]
 * @returns {(number | null)[]}
 */
export function numbers(given = []) {
  if (Array.isArray(given)) return given;
  const bytes = Uint8Array.from(atob(given.bdata), (letter) => letter.charCodeAt(0));
  return [...(given.dtype === "f4" ? new Float32Array(bytes.buffer) : new Int32Array(bytes.buffer))];
}
