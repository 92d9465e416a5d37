// Units dropped anew at each pass, the mean over many, and who does without: see lesson_dropout.py.

import {
  interpolated, keptUnits, logitsOf, meanAnswer, probabilitiesOf, seeded,
} from "./arithmetic/dropout.js";
import { drawNet } from "./lessons/dense_net.js";
import { drawKnockOut, makeKnockOut } from "./lessons/knock_out_chart.js";
import { drawPasses, makePasses } from "./lessons/passes_chart.js";
import { make, setText, watchSize } from "./shared/elements.js";
import { paintBytes, putPixels } from "./shared/pixels.js";
import { live, placed } from "./shared/places.js";

const PASSES = 30; // from the start, and with each rate
const AT_MOST = 1000;
const PASS_TAKES = 300; // ms, slow enough to see what has gone
const TELLS_AFTER = 250; // ms
const BESIDE_FROM = 700; // px of width
const NET = 330; // px high
const CHART = 150;

/**
 * @typedef {{classes: string[], label: number, side: number, rate: number, seed: number,
 *            locked: boolean, curves: import("./lessons/knock_out_chart.js").Curves | null,
 *            words: Record<string, string>}} Header
 * @typedef {{kept: boolean[], answer: number[]}} Pass
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-dropout", parentElement);
  const top = make("div", "pg-top", root);
  const fed = make("figure", "pg-fed", top);
  const net = make("div", "pg-of-units", top);
  const side = make("div", "pg-answers", top);
  const state = placed({
    root, top, picture: make("canvas", "", fed, { role: "img" }), fedWord: make("figcaption", "", fed),
    net, canvas: make("canvas", "", net, { role: "img" }), side,
    rows: /** @type {ReturnType<typeof answerRow>[]} */ ([]),
    legend: make("div", "pg-legend", root),
    rate: sliderRow(root, "pg-rate", (value) => setRate(state, value / 20)),
    buttons: make("div", "pg-buttons", root),
    one: make("button", "", null, { type: "button" }), run: make("button", "", null, { type: "button" }),
    finding: make("p", "pg-finding", root, { role: "status" }),
    passes: makePasses(root),
    removing: make("h2", "", root), knock: makeKnockOut(root),
    removed: sliderRow(root, "pg-removed", (value) => remove(state, value / 100)),
    found: make("p", "pg-finding", root, { role: "status" }),
    header: /** @type {Header | null} */ (null), dense: /** @type {import("./arithmetic/dropout.js").Dense} */ ({ hidden: [0], kernel: [0], bias: [0] }),
    random: seeded(0), share: 0.5, gone: 0.5, all: /** @type {Pass[]} */ ([]),
    running: 0, telling: 0,
  });
  state.buttons.append(state.one, state.run);
  state.one.addEventListener("click", () => { stop(state); more(state, 1); });
  state.run.addEventListener("click", () => runOrStop(state));
  state.repaint = () => draw(state);
  const unwatch = watchSize(state, () => draw(state));
  state.remove = () => { unwatch(); stop(state); clearTimeout(state.telling); };
  return state;
}

/**
 * @param {HTMLElement} parent
 * @param {string} name
 * @param {(value: number) => void} moved
 */
function sliderRow(parent, name, moved) {
  const row = make("label", `pg-slider ${name}`, parent);
  const word = make("span", "", row);
  const range = make("input", "", row, { type: "range", min: "0", step: "1" });
  const value = make("output", "", row);
  range.addEventListener("input", () => moved(range.valueAsNumber));
  return { row, word, range, value };
}

/** @param {HTMLElement} parent */
function answerRow(parent) {
  const row = make("div", "pg-answer", parent);
  const word = make("span", "pg-class", row);
  const bar = make("div", "pg-bar", row);
  return { row, word, bar, now: make("i", "pg-now", bar), mean: make("i", "pg-mean-mark", bar),
           whole: make("i", "pg-whole-mark", bar), value: make("span", "pg-value", row) };
}

/** @param {State} state */
function onePass(state) {
  const kept = keptUnits(state.dense.hidden.length, state.share, state.random);
  state.all.push({ kept, answer: probabilitiesOf(logitsOf(state.dense, kept, state.share)) });
}

/** @param {State} state */
function begin(state) {
  state.random = seeded(state.header?.seed ?? 0);
  state.all = [];
  for (let i = 0; i < PASSES; i += 1) onePass(state);
}

/**
 * @param {State} state
 * @param {number} share
 */
function setRate(state, share) {
  stop(state);
  state.share = share;
  begin(state);
  draw(state);
  tellLater(state);
}

/**
 * @param {State} state
 * @param {number} count
 */
function more(state, count) {
  for (let i = 0; i < count && state.all.length < AT_MOST; i += 1) onePass(state);
  draw(state);
  if (!state.running) tellLater(state);
}

/** @param {State} state */
function stop(state) {
  clearInterval(state.running);
  state.running = 0;
}

/** @param {State} state */
function runOrStop(state) {
  const going = state.running;
  stop(state);
  // Who wants no motion gets their sum at once.
  if (!going && matchMedia("(prefers-reduced-motion: reduce)").matches) more(state, 50);
  else if (!going) state.running = setInterval(() => more(state, 1), PASS_TAKES);
  draw(state);
}

/**
 * @param {State} state
 * @param {number} share
 */
function remove(state, share) {
  state.gone = share;
  draw(state);
  tellLater(state);
}

/** @param {State} state */
function draw(state) {
  const { header, width, dense, all } = state;
  if (!header || !state.sized || !width || !all.length) return;
  state.root.dataset.wide = String(width >= BESIDE_FROM);
  const last = all[all.length - 1];
  const room = state.root.dataset.wide === "true" ? Math.floor((width - 120) * 0.5) : width;
  drawNet(state.canvas, dense, last.kept, room, NET);
  const whole = probabilitiesOf(logitsOf(dense, null, 0));
  const mean = meanAnswer(all.map((one) => one.answer));
  drawAnswers(state, header, last.answer, mean, whole);
  drawLegend(state.legend, header.words);
  drawRate(state, header, last.kept);
  const { label, words } = header;
  const said = { alt: words.passes_alt, passes: words.passes, mean: `${words.mean} ${percent(mean[label])}`,
                 whole: `${words.whole} ${percent(whole[label])}` };
  drawPasses(state.passes, all.map((one) => one.answer[label]), whole[label], [width, CHART], said);
  setText(state.finding, words.finding.replace("%n", String(all.length))
    .replace("%m", percent(mean[label])).replace("%w", percent(whole[label])));
  drawRemoved(state, header);
  Object.assign(state.root.dataset, { passes: all.length, mean: mean[label].toFixed(4) });
}

/** @param {number} share */
function percent(share) {
  return `${Math.round(100 * share)} %`;
}

/**
 * @param {State} state
 * @param {Header} header
 * @param {number[]} now
 * @param {number[]} mean
 * @param {number[]} whole
 */
function drawAnswers(state, { classes, words }, now, mean, whole) {
  classes.forEach((name, i) => {
    const own = (state.rows[i] ??= answerRow(state.side));
    setText(own.word, name);
    own.now.style.width = `${100 * now[i]}%`;
    own.mean.style.left = `${100 * mean[i]}%`;
    own.whole.style.left = `${100 * whole[i]}%`;
    setText(own.value, percent(now[i]));
    own.row.title = words.row.replace("%p", percent(now[i])).replace("%m", percent(mean[i]))
      .replace("%w", percent(whole[i]));
  });
}

/**
 * What the bars, marks and dots are.
 * @param {HTMLElement} legend
 * @param {Header["words"]} words
 */
function drawLegend(legend, words) {
  if (legend.childElementCount) return;
  for (const name of ["now", "mean", "whole", "dot"]) {
    const entry = make("span", `pg-entry pg-key-${name}`, legend);
    make("i", "", entry);
    setText(make("span", "", entry), words[`key_${name}`]);
  }
}

/**
 * @param {State} state
 * @param {Header} header
 * @param {boolean[]} kept
 */
function drawRate({ rate, one, run, running, share, canvas, fedWord, picture }, header, kept) {
  const { words, locked } = header;
  setText(rate.word, words.rate);
  rate.range.max = "18";
  rate.range.value = String(Math.round(share * 20));
  setText(rate.value, percent(share));
  for (const control of [rate.range, one, run]) control.disabled = locked;
  setText(one, words.one);
  setText(run, running ? words.hold : words.run);
  canvas.setAttribute("aria-label", words.net.replace("%k", String(kept.filter(Boolean).length)));
  setText(fedWord, words.fed);
  picture.setAttribute("aria-label", words.fed);
}

/**
 * @param {State} state
 * @param {Header} header
 */
function drawRemoved(state, { curves, words, locked }) {
  const { removed, removing, knock, found, gone, width, root } = state;
  root.dataset.curves = String(Boolean(curves));
  setText(removing, words.removing);
  removed.range.max = "95";
  removed.range.value = String(Math.round(100 * gone));
  removed.range.disabled = locked;
  setText(removed.word, words.removed);
  setText(removed.value, percent(gone));
  if (!curves) return setText(found, words.first_predict);
  const at = left(state, curves);
  drawKnockOut(knock, curves, at, [width, 1.3 * CHART], {
    alt: words.knock_alt, removed: words.removed_axis, plain: words.plain, dropout: words.dropout,
    guessing: words.guessing });
  setText(found, words.found.replace("%r", percent(gone)).replace("%d", percent(at.dropout))
    .replace("%p", percent(at.plain)));
}

/**
 * @param {State} state
 * @param {import("./lessons/knock_out_chart.js").Curves} curves
 */
function left({ gone }, { shares, plain, dropout }) {
  return { removed: gone, plain: interpolated(shares, plain, gone),
           dropout: interpolated(shares, dropout, gone) };
}

/** @param {State} state */
function tellLater(state) {
  clearTimeout(state.telling);
  state.telling = setTimeout(() => {
    const { header, all, dense } = state;
    if (!header || state.running) return;
    const mean = meanAnswer(all.map((one) => one.answer))[header.label];
    const whole = probabilitiesOf(logitsOf(dense, null, 0))[header.label];
    const { curves } = header;
    state.send("tell", {
      rate: state.share, passes: all.length, mean, whole,
      ...(curves ? { ...left(state, curves), plain_whole: curves.plain[0] } : {}),
    });
  }, TELLS_AFTER);
}

/**
 * @param {State} state
 * @param {Message<Header>} message
 */
function update(state, { header, bodies: [hidden, kernel, bias, pixels] }) {
  const first = !state.header;
  state.header = header;
  const floats = (/** @type {Uint8Array} */ bytes) => new Float32Array(bytes.slice().buffer);
  state.dense = { hidden: floats(hidden), kernel: floats(kernel), bias: floats(bias) };
  putPixels(state.picture, header.side, header.side, (to) => paintBytes(to, pixels, 3));
  if (first) state.share = header.rate;
  if (first || state.all[0]?.kept.length !== state.dense.hidden.length) begin(state);
  draw(state);
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
