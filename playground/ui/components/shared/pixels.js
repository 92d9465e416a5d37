import { penOf, variable } from "./elements.js";

/**
 * One canvas pixel a number: the style sheet enlarges it, with image-rendering: pixelated.
 * @param {HTMLCanvasElement} canvas
 * @param {number} rows
 * @param {number} columns
 * @param {(pixels: Uint8ClampedArray) => void} paint fills in red, green, blue, opacity
 */
export function putPixels(canvas, rows, columns, paint) {
  if (canvas.width !== columns || canvas.height !== rows) {
    Object.assign(canvas, { width: columns, height: rows });
  }
  const image = new ImageData(Math.max(1, columns), Math.max(1, rows));
  paint(image.data);
  penOf(canvas).putImageData(image, 0, 0);
}

/**
 * @param {string} hex as #0072b2
 */
export function rgb(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

/**
 * -127..127 as opacity over the page: 0 is exactly the page's background, in any theme.
 * @param {Element} root
 * @param {Uint8ClampedArray} pixels
 * @param {Uint8Array} bytes
 */
export function paintLevels(root, pixels, bytes) {
  const levels = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  const negative = rgb(variable(root, "--pg-negative"));
  const positive = rgb(variable(root, "--pg-positive"));
  for (let i = 0, at = 0; i < levels.length; i += 1, at += 4) {
    const color = levels[i] < 0 ? negative : positive;
    pixels[at] = color[0];
    pixels[at + 1] = color[1];
    pixels[at + 2] = color[2];
    pixels[at + 3] = Math.min(255, Math.round((Math.abs(levels[i]) * 255) / 127));
  }
}

/**
 * Bytes as gray (1 channel) or color (3 channels).
 * @param {Uint8ClampedArray} pixels
 * @param {Uint8Array} bytes
 * @param {number} channels
 */
export function paintBytes(pixels, bytes, channels) {
  for (let i = 0, at = 0; at < pixels.length; i += channels, at += 4) {
    pixels[at] = bytes[i];
    pixels[at + 1] = bytes[i + (channels > 1 ? 1 : 0)];
    pixels[at + 2] = bytes[i + (channels > 1 ? 2 : 0)];
    pixels[at + 3] = 255;
  }
}

/**
 * 1 as a square in the color of the text, 0 as the page's background, in any theme.
 * @param {Element} root
 * @param {Uint8ClampedArray} pixels
 * @param {Uint8Array} bytes
 */
export function paintDots(root, pixels, bytes) {
  const [red, green, blue] = (getComputedStyle(root).color.match(/[\d.]+/g) ?? []).map(Number);
  bytes.forEach((dot, i) => pixels.set([red, green, blue, dot ? 255 : 0], 4 * i));
}
