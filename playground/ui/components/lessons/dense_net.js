// The last hidden layer on a canvas: a circle a unit, a line for what it gives to each answer.

import { penOf, variable } from "../shared/elements.js";
import { clearedSheet } from "../painting/sheet.js";

const ROWS = 32;

/**
 * @typedef {import("../arithmetic/dropout.js").Dense} Dense
 */

/**
 * Where each unit and each answer stands.
 * @param {number} units
 * @param {number} classes
 * @param {number} width
 * @param {number} height
 */
export function placesOf(units, classes, width, height) {
  const columns = Math.ceil(units / ROWS);
  const down = Math.min(ROWS, units);
  const apart = (height - 8) / down;
  const beside = Math.min(2 * apart, (width * 0.45) / columns);
  return {
    radius: Math.max(1.5, Math.min(apart, beside) * 0.36),
    units: Array.from({ length: units }, (_, i) => (
      [8 + beside * (Math.floor(i / down) + 0.25), 4 + apart * ((i % down) + 0.5)])),
    classes: Array.from({ length: classes }, (_, i) => (
      [width - 4, (height * (i + 0.5)) / classes])),
  };
}

/**
 * Lines are as opaque as a unit gives much, green for an answer and purple against it. A unit that
 * is dropped is a ring, one that is silent a dot.
 * @param {HTMLCanvasElement} canvas
 * @param {Dense} dense
 * @param {boolean[] | null} kept
 * @param {number} width
 * @param {number} height
 */
export function drawNet(canvas, { hidden, kernel, bias }, kept, width, height) {
  const pen = clearedSheet(canvas, width, height);
  const at = placesOf(hidden.length, bias.length, width, height);
  const colors = [variable(canvas, "--pg-negative"), variable(canvas, "--pg-positive")];
  const most = Math.max(1e-9, ...Array.from(kernel, (k, i) => (
    Math.abs(k * hidden[Math.floor(i / bias.length)]))));
  at.units.forEach(([x, y], unit) => {
    if ((kept && !kept[unit]) || !hidden[unit]) return;
    at.classes.forEach(([to, down], i) => {
      const gives = hidden[unit] * kernel[unit * bias.length + i];
      pen.globalAlpha = Math.min(1, Math.abs(gives) / most) ** 0.7 * 0.85;
      if (pen.globalAlpha < 0.04) return;
      pen.strokeStyle = colors[gives > 0 ? 1 : 0];
      pen.lineWidth = 0.6 + 1.8 * Math.abs(gives) / most;
      pen.beginPath();
      pen.moveTo(x, y);
      pen.bezierCurveTo(x + (to - x) * 0.5, y, x + (to - x) * 0.5, down, to, down);
      pen.stroke();
    });
  });
  pen.globalAlpha = 1;
  drawUnits(canvas, at, hidden, kept);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {ReturnType<typeof placesOf>} at
 * @param {ArrayLike<number>} hidden
 * @param {boolean[] | null} kept
 */
function drawUnits(canvas, at, hidden, kept) {
  const pen = penOf(canvas);
  const [ground, ink] = [variable(canvas, "--st-background-color"), variable(canvas, "--pg-validation")];
  const most = Math.max(1e-9, ...Array.from(hidden));
  pen.lineWidth = 1;
  at.units.forEach(([x, y], unit) => {
    const dropped = kept && !kept[unit];
    pen.beginPath();
    pen.arc(x, y, at.radius, 0, 2 * Math.PI);
    pen.fillStyle = ground;
    pen.fill();
    pen.strokeStyle = ink;
    pen.globalAlpha = dropped ? 0.35 : 1;
    pen.stroke();
    if (!dropped && hidden[unit] > 0) {
      pen.globalAlpha = 0.3 + 0.7 * (hidden[unit] / most);
      pen.fillStyle = ink;
      pen.fill();
    }
    pen.globalAlpha = 1;
  });
}
