// Convolution as networks compute it: the filter is not mirrored (mathematics calls that
// cross-correlation). y[i,j] = b + Σ x[s·i+u, s·j+v, c] · k[u,v,c].

/**
 * Numbers in rows, columns and channels, the channels of one place side by side.
 * @typedef {{rows: number, columns: number, channels: number, values: ArrayLike<number>}} Grid
 */
/** @typedef {{stride: number, padding: "valid" | "same"}} Way */

/**
 * How many places a filter takes along one side, and how many zeros are put before the first
 * pixel: of an odd number one more goes behind, as in TensorFlow.
 * @param {number} size
 * @param {number} reach of the filter
 * @param {Way} way
 */
export function placesOf(size, reach, { stride, padding }) {
  if (padding === "valid") {
    return { count: Math.max(0, Math.floor((size - reach) / stride) + 1), before: 0, behind: 0 };
  }
  const count = Math.ceil(size / stride);
  const missing = Math.max(0, (count - 1) * stride + reach - size);
  const before = Math.floor(missing / 2);
  return { count, before, behind: missing - before };
}

/**
 * What lies under the filter at one place of the map: a number for each of its weights, 0 where
 * it reaches over the edge.
 * @param {Grid} picture
 * @param {number} reach
 * @param {Way} way
 * @param {number} row of the map
 * @param {number} column
 */
export function under(picture, reach, way, row, column) {
  const top = row * way.stride - placesOf(picture.rows, reach, way).before;
  const left = column * way.stride - placesOf(picture.columns, reach, way).before;
  const found = [];
  for (let y = top; y < top + reach; y += 1) {
    for (let x = left; x < left + reach; x += 1) {
      const inside = y >= 0 && x >= 0 && y < picture.rows && x < picture.columns;
      const at = (y * picture.columns + x) * picture.channels;
      for (let c = 0; c < picture.channels; c += 1) found.push(inside ? picture.values[at + c] : 0);
    }
  }
  return { top, left, values: found };
}

/**
 * The arithmetic of one place: each pixel times its weight, their sum for each channel, and the
 * sum of all with the bias.
 * @param {Grid} picture
 * @param {Grid} kernel rows and columns are its reach
 * @param {number} bias
 * @param {Way} way
 * @param {number} row
 * @param {number} column
 */
export function worked(picture, kernel, bias, way, row, column) {
  const { top, left, values: pixels } = under(picture, kernel.rows, way, row, column);
  const products = pixels.map((pixel, at) => pixel * kernel.values[at]);
  const sums = Array.from({ length: kernel.channels }, () => 0);
  products.forEach((product, at) => { sums[at % kernel.channels] += product; });
  return { top, left, pixels, products, sums, sum: sums.reduce((all, one) => all + one, bias) };
}

/**
 * The whole map.
 * @param {Grid} picture
 * @param {Grid} kernel
 * @param {number} bias
 * @param {Way} way
 */
export function convolved(picture, kernel, bias, way) {
  const rows = placesOf(picture.rows, kernel.rows, way).count;
  const columns = placesOf(picture.columns, kernel.rows, way).count;
  const values = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const { values: pixels } = under(picture, kernel.rows, way, row, column);
      values.push(pixels.reduce((sum, pixel, at) => sum + pixel * kernel.values[at], bias));
    }
  }
  return { rows, columns, channels: 1, values };
}

/**
 * Where the map is furthest from 0, away from its edge: a telling place to begin at.
 * @param {{rows: number, columns: number, values: ArrayLike<number>}} map
 */
export function strongest({ rows, columns, values }) {
  let best = [Math.floor(rows / 2), Math.floor(columns / 2)], most = -1;
  const from = Math.floor(rows / 3), until = Math.ceil((2 * rows) / 3);
  for (let row = from; row < until; row += 1) {
    for (let column = 1; column < columns - 1; column += 1) {
      const size = Math.abs(values[row * columns + column]);
      if (size > most) [best, most] = [[row, column], size];
    }
  }
  return best;
}
