// Cards whose picture is a photo: augmentation, noise, mixup, spatial dropout, the adversarial step.

import { keptUnits, seeded } from "../arithmetic/dropout.js";
import { alongSign, mixed, noisy } from "../arithmetic/textbook.js";
import { make, setText } from "../shared/elements.js";
import { paintBytes, putPixels } from "../shared/pixels.js";
import { drawBars } from "./card.js";

/** @typedef {import("./card.js").Card} Card */
/** @typedef {import("../lesson_textbook.js").Given} Given */

/**
 * As many canvases as asked for, in a row that wraps.
 * @param {HTMLElement} parent
 * @param {number} count
 */
function canvases(parent, count) {
  while (parent.children.length < count) make("canvas", "", parent, { "aria-hidden": "true" });
  return /** @type {HTMLCanvasElement[]} */ ([...parent.children]);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} side
 * @param {ArrayLike<number>} bytes
 * @param {number} [channels]
 */
function show(canvas, side, bytes, channels = 3) {
  putPixels(canvas, side, side, (pixels) => paintBytes(pixels, Uint8Array.from(
    bytes, (one) => Math.min(255, Math.max(0, Math.round(one)))), channels));
}

/** @param {Card} card @param {Given} given */
export function drawAugmentation({ picture, range, finding }, given) {
  const epoch = range.valueAsNumber - 1;
  const size = given.side ** 2 * 3;
  const count = given.varied.length / size / 3;
  picture.classList.add("pg-six");
  canvases(picture, count).forEach((canvas, i) => {
    const from = (epoch * count + i) * size;
    show(canvas, given.side, given.varied.subarray(from, from + size));
  });
  setText(finding, given.cards.augmentation.finding.replace("%n", String(count)));
}

/** @param {Card} card @param {Given} given */
export function drawInputNoise({ picture, range, finding }, given) {
  const deviation = range.valueAsNumber;
  picture.classList.add("pg-two");
  const [plain, disturbed] = canvases(picture, 2);
  show(plain, given.side, given.first);
  show(disturbed, given.side, noisy(given.first, 255 * deviation, seeded(3)));
  setText(finding, given.cards["input-noise"].finding);
}

/** @param {Card} card @param {Given} given */
export function drawMixup({ picture, range, finding }, given) {
  const share = range.valueAsNumber;
  if (!picture.children.length) {
    make("div", "pg-three", picture);
    make("div", "pg-bars", picture);
  }
  const [row, bars] = /** @type {HTMLElement[]} */ ([...picture.children]);
  const [one, both, other] = canvases(row, 3);
  show(one, given.side, given.first);
  show(both, given.side, mixed(given.first, given.second, share));
  show(other, given.side, given.second);
  const label = (/** @type {number} */ at) => given.classes.map((_, i) => Number(i === at));
  drawBars(bars, given.classes, mixed(label(given.labels[0]), label(given.labels[1]), share));
  setText(finding, given.cards.mixup.finding);
}

/** @param {Card} card @param {Given} given */
export function drawSpatialDropout({ picture, range, finding }, given) {
  const size = given.mapSide ** 2;
  const count = given.maps.length / size;
  const kept = keptUnits(count, range.valueAsNumber, seeded(11));
  picture.classList.add("pg-eight");
  canvases(picture, count).forEach((canvas, i) => {
    const map = given.maps.subarray(i * size, (i + 1) * size);
    show(canvas, given.mapSide, kept[i] ? map : new Uint8Array(size), 1);
    canvas.classList.toggle("pg-dropped", !kept[i]);
  });
  setText(finding, given.cards["spatial-dropout"].finding
    .replace("%k", String(kept.filter((one) => !one).length)).replace("%n", String(count)));
}

/** @param {Card} card @param {Given} given */
export function drawAdversarial({ picture, range, finding, root }, given) {
  const { epsilons, answers, label } = given.adversarial;
  const at = Math.round(range.valueAsNumber);
  if (!picture.children.length) {
    make("div", "pg-three", picture);
    make("div", "pg-bars", picture);
  }
  const [row, bars] = /** @type {HTMLElement[]} */ ([...picture.children]);
  const [plain, signs, moved] = canvases(row, 3);
  show(plain, given.side, given.attacked);
  show(signs, given.side, Array.from(given.signs, (one) => 127.5 + 127.5 * one));
  show(moved, given.side, alongSign(given.attacked, given.signs, epsilons[at]));
  drawBars(bars, given.classes, answers[at]);
  const said = answers[at].indexOf(Math.max(...answers[at]));
  const { finding: sentence } = given.cards.adversarial;
  setText(finding, sentence.replace("%e", String(Math.round(255 * epsilons[at])))
    .replace("%s", given.classes[said]).replace("%l", given.classes[label]));
  root.dataset.flipped = String(said !== label);
}
