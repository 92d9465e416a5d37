// Cards whose picture is numbers: labels, early stopping, noisy weights, the ball, many networks.

import { logitsOf, meanAnswer, probabilitiesOf, seeded } from "../arithmetic/dropout.js";
import {
  earlyStop, noisy, smoothedLabel, votes, wantedMargin, withinBall,
} from "../arithmetic/textbook.js";
import { setText } from "../shared/elements.js";
import { drawBars } from "./card.js";
import { arrow, draggable, drawn, fixed, polyline, set } from "./drawing.js";

/** @typedef {import("./card.js").Card} Card */
/** @typedef {import("../lesson_textbook.js").Given} Given */

const WIDE = 300;
const HIGH = 130;

/**
 * The card's own drawing, emptied; it is as wide as the card.
 * @param {Card} card
 */
function emptied({ picture }) {
  const svg = picture.querySelector("svg") ?? drawn("svg", { "aria-hidden": "true", class: "pg-own" }, picture);
  set(svg, { viewBox: `0 0 ${WIDE} ${HIGH}` });
  svg.replaceChildren();
  return svg;
}

/** @param {Card} card @param {Given} given */
export function drawLabelSmoothing({ picture, range, finding }, given) {
  const epsilon = range.valueAsNumber;
  picture.classList.add("pg-bars");
  drawBars(picture, given.classes, smoothedLabel(given.labels[0], 3, epsilon));
  const margin = epsilon ? fixed(wantedMargin(3, epsilon), 1, given.words.point) : "∞";
  setText(finding, given.cards["label-smoothing"].finding.replace("%m", margin));
}

/** @param {Card} card @param {Given} given */
export function drawEarlyStopping(card, given) {
  const { losses } = given;
  const found = earlyStop(losses, card.range.valueAsNumber);
  const svg = emptied(card);
  const top = Math.max(...losses) * 1.05;
  const x = (/** @type {number} */ i) => 8 + (i / (losses.length - 1)) * (WIDE - 16);
  const y = (/** @type {number} */ loss) => HIGH - 18 - (loss / top) * (HIGH - 26);
  const end = found.stopped ?? losses.length - 1;
  const points = losses.map((loss, i) => [x(i), y(loss)]);
  drawn("line", { x1: 8, x2: WIDE - 8, y1: HIGH - 18, y2: HIGH - 18, class: "pg-axis" }, svg);
  drawn("polyline", { points: polyline(points), class: "pg-after" }, svg);
  drawn("polyline", { points: polyline(points.slice(0, end + 1)), class: "pg-line-strong" }, svg);
  drawn("line", { x1: x(end), x2: x(end), y1: 6, y2: HIGH - 18, class: "pg-stop" }, svg);
  drawn("circle", { cx: x(found.best), cy: y(losses[found.best]), r: 5, class: "pg-point" }, svg);
  const sentence = found.stopped === null ? given.words.never_stops : given.cards["early-stopping"].finding;
  setText(card.finding, sentence.replace("%s", String(end + 1)).replace("%b", String(found.best + 1)));
}

/** @param {Card} card @param {Given} given */
export function drawWeightNoise(card, given) {
  const { dense } = given;
  const random = seeded(7);
  const answers = Array.from({ length: 40 }, () => probabilitiesOf(logitsOf(
    { ...dense, kernel: noisy(dense.kernel, card.range.valueAsNumber, random) }, null, 0)));
  const svg = emptied(card);
  const x = (/** @type {number} */ p) => 12 + p * (WIDE - 24);
  given.classes.forEach((name, i) => {
    const y = 32 + 36 * i;
    drawn("text", { x: 12, y: y - 12 }, svg).textContent = name;
    drawn("line", { x1: x(0), x2: x(1), y1: y, y2: y, class: "pg-axis" }, svg);
    answers.forEach((one, k) => (
      drawn("circle", { cx: x(one[i]), cy: y + ((k % 5) - 2) * 1.5, r: 2.6, class: "pg-draw" }, svg)));
    const mean = x(meanAnswer(answers)[i]);
    drawn("line", { x1: mean, x2: mean, y1: y - 8, y2: y + 8, class: "pg-line-strong" }, svg);
  });
  setText(card.finding, given.cards["weight-noise"].finding);
}

/**
 * @param {Card} card
 * @param {Given} given
 * @param {{vector: number[]}} own where the hand has put the weights
 * @param {() => void} moved
 */
export function drawMaxNorm(card, given, own, moved) {
  const limit = card.range.valueAsNumber;
  const scale = 26;
  const middle = [WIDE / 2, HIGH / 2];
  const at = (/** @type {number[]} */ w) => (
    /** @type {[number, number]} */ ([middle[0] + scale * w[0], middle[1] - scale * w[1]]));
  let svg = card.picture.querySelector("svg");
  if (!svg) {
    svg = drawn("svg", { role: "group", class: "pg-own", viewBox: `0 0 ${WIDE} ${HIGH}` }, card.picture);
    drawn("circle", { class: "pg-ball-limit", cx: middle[0], cy: middle[1] }, svg);
    drawn("path", { class: "pg-raw" }, svg);
    drawn("path", { class: "pg-clipped" }, svg);
    const handle = drawn("g", { class: "pg-handle", tabindex: 0, role: "slider" }, svg);
    drawn("circle", { r: 22, class: "pg-touch" }, handle);
    drawn("circle", { r: 8, class: "pg-knob-ring", "data-middle": "" }, handle);
    const drawing = svg;
    const to = (/** @type {number[]} */ w) => {
      if (given.locked) return;
      own.vector = [Math.max(-5, Math.min(5, w[0])), Math.max(-2.2, Math.min(2.2, w[1]))];
      moved();
    };
    draggable(handle, drawing, (px, py) => {
      const zoom = drawing.getBoundingClientRect().width / WIDE;
      to([(px / zoom - middle[0]) / scale, (middle[1] - py / zoom) / scale]);
    }, (dx, dy) => to([own.vector[0] + 0.1 * dx, own.vector[1] + 0.1 * dy]));
  }
  const [ball, raw, clipped, handle] = svg.children;
  const kept = withinBall(own.vector, limit);
  set(ball, { r: limit * scale });
  set(raw, { d: arrow(at([0, 0]), at(own.vector)) });
  set(clipped, { d: arrow(at([0, 0]), at(kept)) });
  const [x, y] = at(own.vector);
  const long = (/** @type {number[]} */ w) => fixed(Math.hypot(...w), 2, given.words.point);
  set(handle, { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, "aria-label": given.words.vector,
                "aria-valuenow": Math.hypot(...own.vector), "aria-valuetext": long(own.vector) });
  setText(card.finding, given.cards["max-norm"].finding
    .replace("%a", long(own.vector)).replace("%b", long(kept)));
}

/** @param {Card} card @param {Given} given */
export function drawBagging(card, given) {
  const { answers, labels, shown } = given.ensemble;
  const count = Math.round(card.range.valueAsNumber);
  const svg = emptied(card);
  const x = (/** @type {number} */ p) => 12 + p * (WIDE - 24);
  const mean = meanAnswer(answers.slice(0, count).map((one) => one[shown]));
  given.classes.forEach((name, i) => {
    const y = 32 + 36 * i;
    const right = i === labels[shown];
    drawn("text", { x: 12, y: y - 12, class: right ? "pg-strong" : "" }, svg)
      .textContent = right ? `${name} ✓` : name;
    drawn("line", { x1: x(0), x2: x(1), y1: y, y2: y, class: "pg-axis" }, svg);
    answers.slice(0, count).forEach((one) => (
      drawn("circle", { cx: x(one[shown][i]), cy: y, r: 5, class: "pg-draw" }, svg)));
    drawn("line", { x1: x(mean[i]), x2: x(mean[i]), y1: y - 9, y2: y + 9, class: "pg-line-strong" }, svg);
  });
  const rights = (/** @type {number[]} */ said) => said.filter((one, i) => one === labels[i]).length;
  const single = answers.slice(0, count).map((one) => rights(votes([one], 1)));
  setText(card.finding, given.cards.bagging.finding
    .replace("%o", fixed(single.reduce((a, b) => a + b, 0) / count, 1, given.words.point))
    .replace("%m", String(rights(votes(answers, count)))).replace("%n", String(labels.length)));
}
