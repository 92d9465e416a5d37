// Shapes and parameters of a network of conv-pool blocks, a hidden dense layer and the answers.

import { placesOf } from "./convolution.js";

/**
 * One layer: what stands before its parameters is how they are counted.
 * @typedef {{kind: "input" | "conv" | "pool" | "flatten" | "dense" | "output",
 *            shape: number[], kernel: number[], parameters: number}} Row
 */

/**
 * conv + ReLU + 2×2 pooling for each of `filters`, flatten, dense `units`, dense `classes`.
 * A pooling drops an odd last row or column. Blocks that leave nothing to pool are left out.
 * @param {{size: number, channels: number, reach: number, padding: "valid" | "same",
 *          filters: number[], units: number, classes: number}} plan
 * @returns {Row[]}
 */
export function shapesOf({ size, channels, reach, padding, filters, units, classes }) {
  /** @type {Row[]} */
  const rows = [{ kind: "input", shape: [size, size, channels], kernel: [], parameters: 0 }];
  let side = size, depth = channels;
  for (const count of filters) {
    const convolved = placesOf(side, reach, { stride: 1, padding }).count;
    if (convolved < 2) break;
    rows.push(withKernel("conv", [convolved, convolved, count], [reach, reach, depth, count]));
    side = Math.floor(convolved / 2);
    depth = count;
    rows.push({ kind: "pool", shape: [side, side, depth], kernel: [], parameters: 0 });
  }
  const flat = side * side * depth;
  rows.push({ kind: "flatten", shape: [flat], kernel: [], parameters: 0 });
  rows.push(withKernel("dense", [units], [flat, units]));
  rows.push(withKernel("output", [classes], [units, classes]));
  return rows;
}

/**
 * @param {Row["kind"]} kind
 * @param {number[]} shape
 * @param {number[]} kernel
 * @returns {Row}
 */
function withKernel(kind, shape, kernel) {
  const weights = kernel.reduce((all, one) => all * one, 1);
  return { kind, shape, kernel, parameters: weights + kernel[kernel.length - 1] };
}

/**
 * The places of the largest layers, largest first: those that the article gives the penalty.
 * @param {{parameters: number, kernel: number[]}[]} rows
 * @param {number} count
 */
export function largest(rows, count) {
  const weights = rows.map((row) => row.kernel.reduce((all, one) => all * one, 1));
  return rows.map((_, at) => at).filter((at) => rows[at].kernel.length)
    .sort((one, other) => weights[other] - weights[one]).slice(0, count);
}
