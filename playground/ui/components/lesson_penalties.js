// L1 and L2 on one weight and on two, under the reader's hand: see lesson_penalties.py.

import { descent, oneStep, optimum } from "./arithmetic/penalties.js";
import { choiceOf } from "./lessons/choice.js";
import { fixed } from "./lessons/drawing.js";
import { drawCurve, makeCurve } from "./lessons/loss_curve.js";
import { drawOverSteps, makeOverSteps } from "./lessons/over_steps.js";
import { drawPlane, makePlane } from "./lessons/plane.js";
import { drawTable, makeTable } from "./lessons/update_table.js";
import { make, setText, watchSize } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";

const STEP_TAKES = 140; // ms, slow enough to follow
const TELLS_AFTER = 250; // ms without a change
const BESIDE_FROM = 760; // px of width for two columns
const LARGEST = 560; // px

/**
 * @typedef {import("./arithmetic/penalties.js").Kind} Kind
 * @typedef {{minimum: number[], start: number[], curvature: number[][]}} Ground
 * @typedef {{one: Ground, two: Ground, mode: Mode, kind: Kind, lambda: number, rate: number,
 *            steps: number, locked: boolean, counted: boolean,
 *            words: Record<string, string> & {kinds: Record<Kind, string>, alts: Record<Mode, string>,
 *                   legends: Record<Mode, Record<string, string>>,
 *                   zeros: string[], plane: import("./lessons/plane.js").Words}}} Header
 * @typedef {"one" | "two"} Mode
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-penalties", parentElement);
  const picture = make("div", "pg-picture", root);
  const legend = make("div", "pg-legend");
  const side = make("div", "pg-side", root);
  const state = placed({
    root, picture, legend, header: /** @type {Header | null} */ (null),
    plane: makePlane(picture, (which, to) => drag(state, which, to), () => tellSoon(state)),
    curve: makeCurve(picture, (which, to) => drag(state, which, to), () => tellSoon(state)),
    mode: choiceOf(side, (value) => choose(state, { mode: /** @type {Mode} */ (value) })),
    kind: choiceOf(side, (value) => choose(state, { kind: /** @type {Kind} */ (value) })),
    lambda: slider(side, (value) => choose(state, { lambda: value / 100 })),
    steps: slider(side, (value) => choose(state, { step: value })),
    play: make("button", "pg-play", null, { type: "button" }),
    table: makeTable(make("div", "pg-scrolls", side, { tabindex: "0", role: "region" })),
    chart: makeOverSteps(side),
    finding: make("p", "pg-finding", side, { role: "status" }),
    now: /** @type {Now} */ ({
      mode: "two", kind: "l1", lambda: 0, step: 0,
      one: { minimum: [0], start: [0] }, two: { minimum: [0, 0], start: [0, 0] } }),
    running: 0, telling: 0,
  });
  state.steps.row.prepend(state.play);
  picture.append(legend);
  state.play.addEventListener("click", () => playOrStop(state));
  const unwatch = watchSize(state, () => draw(state));
  state.remove = () => { unwatch(); halt(state); clearTimeout(state.telling); };
  return state;
}

/**
 * @typedef {{mode: Mode, kind: Kind, lambda: number, step: number,
 *            one: {minimum: number[], start: number[]},
 *            two: {minimum: number[], start: number[]}}} Now
 */

/**
 * @param {HTMLElement} parent
 * @param {(value: number) => void} moved
 */
function slider(parent, moved) {
  const row = make("label", "pg-slider", parent);
  const name = make("span", "pg-slider-name", row);
  const range = make("input", "", row, { type: "range", min: "0", step: "1" });
  const value = make("output", "", row);
  range.addEventListener("input", () => moved(range.valueAsNumber));
  return { row, name, range, value };
}

/**
 * @param {State} state
 * @param {"minimum" | "start"} which
 * @param {number[]} to
 */
function drag(state, which, to) {
  if (!state.header || state.header.locked) return;
  state.now[state.now.mode][which] = to;
  draw(state);
  tellSoon(state);
}

/**
 * @param {State} state
 * @param {Partial<Now>} changed
 */
function choose(state, changed) {
  if (!state.header || state.header.locked) return;
  halt(state);
  Object.assign(state.now, changed);
  draw(state);
  tellSoon(state);
}

/** @param {State} state */
function halt(state) {
  clearInterval(state.running);
  state.running = 0;
}

/** @param {State} state */
function playOrStop(state) {
  const { header, now } = state;
  if (!header || header.locked) return;
  const going = state.running;
  halt(state);
  if (!going) {
    if (now.step >= header.steps) now.step = 0;
    // Who wants no motion gets each step by a press.
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) now.step += 1;
    else state.running = setInterval(() => advance(state, header.steps), STEP_TAKES);
  }
  draw(state);
}

/**
 * @param {State} state
 * @param {number} steps
 */
function advance(state, steps) {
  state.now.step = Math.min(steps, state.now.step + 1);
  if (state.now.step === steps) halt(state);
  draw(state);
  if (!state.running) tellSoon(state);
}

/**
 * @param {Header} header
 * @param {Now} now
 */
function sceneOf(header, now) {
  const { kind, lambda, step, mode } = now;
  return {
    ...now[mode], curvature: header[mode].curvature, kind, lambda, step, rate: header.rate,
    steps: header.steps, locked: header.locked,
  };
}

/** @param {State} state */
function draw(state) {
  const { header, now, width } = state;
  if (!header || !state.sized || !width) return;
  const wide = width >= BESIDE_FROM;
  const scene = sceneOf(header, now);
  const { words } = header;
  const room = Math.floor(wide ? Math.min(LARGEST, width * 0.55) : Math.min(LARGEST, width));
  state.root.dataset.wide = String(wide);
  state.root.dataset.mode = now.mode;
  state.picture.style.width = `${room}px`;
  if (now.mode === "two") drawPlane(state.plane, scene, room, words.plane);
  else drawCurve(state.curve, scene, [room, Math.round(room * 0.86)], { ...words.plane, loss: words.loss });
  const made = descent(scene, scene.start, scene.steps);
  const names = now.mode === "two" ? [words.plane.first, words.plane.second] : [words.plane.first];
  const rest = wide ? width - room - 28 : width;
  drawTable(state.table, oneStep(scene, made[now.step]?.weights ?? made[made.length - 1].next),
    scene, names, /** @type {any} */ (words));
  drawOverSteps(state.chart, linesOf(header, now, names), now.step, [rest, 156],
    { point: words.point, steps: words.steps_axis, alt: words.over_steps });
  drawControls(state, header);
  drawLegend(state.legend, words.legends[now.mode]);
  say(state, header, scene, made[made.length - 1].next, names);
}

/**
 * Of one weight the way under each penalty; of two, both under the chosen one.
 * @param {Header} header
 * @param {Now} now
 * @param {string[]} names
 */
function linesOf(header, now, names) {
  const values = (/** @type {Kind} */ kind, /** @type {number} */ i) => {
    const scene = sceneOf(header, { ...now, kind });
    return [scene.start[i], ...descent(scene, scene.start, scene.steps).map((one) => one.next[i])];
  };
  if (now.mode === "two") {
    return names.map((label, i) => (
      { label, values: values(now.kind, i), strong: true, second: i === 1 }));
  }
  return /** @type {Kind[]} */ (Object.keys(header.words.kinds)).map((kind) => (
    { label: header.words.kinds[kind], values: values(kind, 0), strong: kind === now.kind }));
}

/**
 * @param {State} state
 * @param {Header} header
 */
function drawControls({ mode, kind, lambda, steps, play, running, now }, header) {
  const { words, locked } = header;
  mode.show({ two: words.two, one: words.one }, now.mode, words.mode, locked);
  kind.show(words.kinds, now.kind, words.penalty_name, locked);
  setText(lambda.name, "λ");
  lambda.range.setAttribute("aria-label", words.lambda);
  lambda.range.max = "100";
  lambda.range.value = String(Math.round(now.lambda * 100));
  lambda.range.disabled = locked || now.kind === "none";
  setText(lambda.value, fixed(now.lambda, 2, words.point));
  steps.range.max = String(header.steps);
  steps.range.value = String(now.step);
  steps.range.disabled = play.disabled = locked;
  steps.range.setAttribute("aria-label", words.step_name);
  setText(steps.value, words.step.replace("%n", String(now.step)));
  setText(play, running ? words.stop : words.play);
}

/**
 * What each line is, once for each of the two pictures.
 * @param {HTMLElement} legend
 * @param {Header["words"]["legends"][Mode]} entries by the class of the line
 */
function drawLegend(legend, entries) {
  const wanted = Object.values(entries).join("|");
  if (legend.dataset.says === wanted) return;
  legend.dataset.says = wanted;
  legend.replaceChildren();
  for (const [name, word] of Object.entries(entries)) {
    const entry = make("span", `pg-entry pg-key-${name}`, legend);
    make("i", "", entry);
    setText(make("span", "", entry), word);
  }
}

/**
 * @param {State} state
 * @param {Header} header
 * @param {ReturnType<typeof sceneOf>} scene
 * @param {number[]} end
 * @param {string[]} names
 */
function say({ finding, root, plane, curve }, { words, steps, counted }, scene, end, names) {
  const zeros = end.filter((w) => w === 0).length;
  const ends = names.map((name, i) => (
    `${name} = ${end[i] === 0 ? "0" : fixed(end[i], 4, words.point)}`)).join(", ");
  setText(finding, words.finding.replace("%n", String(steps)).replace("%w", ends)
    .replace("%z", counted ? words.zeros[zeros] : "").trim());
  root.dataset.zeros = String(zeros);
  plane.svg.setAttribute("aria-label", words.alts.two);
  curve.svg.setAttribute("aria-label", words.alts.one);
  root.dataset.optimum = optimum(scene).map((w) => w.toFixed(4)).join(" ");
}

/** @param {State} state */
function tellSoon(state) {
  clearTimeout(state.telling);
  state.telling = setTimeout(() => {
    const { header, now } = state;
    if (!header || state.running) return;
    const scene = sceneOf(header, now);
    const end = descent(scene, scene.start, scene.steps)[scene.steps - 1].next;
    state.send("tell", {
      weights: end.length, zeros: end.filter((w) => w === 0).length, lambda: now.lambda,
      kind: Object.keys(header.words.kinds).indexOf(now.kind), step: now.step,
    });
  }, TELLS_AFTER);
}

/**
 * @param {State} state
 * @param {Message<Header>} message
 */
function update(state, { header }) {
  const first = !state.header;
  state.header = header;
  if (first) {
    const { mode, kind, lambda, steps, one, two } = header;
    state.now = { mode, kind, lambda, step: steps, one: { ...one }, two: { ...two } };
  }
  draw(state);
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
