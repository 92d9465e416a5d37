// One training step of one weight: see lesson_one_step.py.

import { bottom, curveAt, descended, penaltyGradient, penaltyOf, updated } from "./arithmetic/update.js";
import { axes, line, round, svg, ticksOf, written } from "./parts/plot.js";
import { underHand } from "./parts/under_hand.js";
import { make, setText, watchSize } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";

const STAGES = /** @type {const} */ (["forward", "loss", "penalty", "gradient", "update"]);
const MANY = 100, TELLS_AFTER = 150; // ms
const HIGH = 330;
/** @type {Record<string, number>} by key, in hundredths of the curve's width */
const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 10, PageDown: -10 };

/** @typedef {import("./arithmetic/update.js").Ball} Ball */
/** @typedef {import("./arithmetic/update.js").Curve & {name: string, value: number, slots: number[],
 *   dial: import("./arithmetic/update.js").Dial}} Weight */
/**
 * @typedef {{tag: string, pictures: number, right: number, data_loss: number, penalty: number,
 *            locked: boolean, revealed: boolean, note: string, weights: Weight[],
 *            words: Record<string, string>}} Header
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-onestep", parentElement);
  const bar = make("label", "pg-choose", root);
  const label = make("span", "", bar);
  const select = make("select", "", bar);
  const box = make("div", "pg-curve", root, { role: "slider", tabindex: "0" });
  const picture = svg("svg", { "aria-hidden": "true" }, box);
  const buttons = make("div", "pg-buttons", root);
  const stages = make("ol", "pg-stages", root);
  const said = make("p", "pg-unseen", root, { role: "status" });
  const note = make("p", "pg-note", root);
  const state = placed({
    root, waits: make("span", "pg-waits"), label, select, box, picture: /** @type {SVGElement} */ (picture), stages, said, note,
    header: /** @type {Header | null} */ (null), chosen: 0, stage: 0,
    ball: /** @type {Ball} */ ({ weight: 0, slots: [], step: 1 }), timer: 0,
    scale: /** @type {import("./parts/plot.js").Scale | null} */ (null),
    /** @type {Record<string, HTMLButtonElement>} */
    buttons: {},
    cards: STAGES.map(() => {
      const card = make("li", "", stages);
      return { card, title: make("b", "", card), text: make("p", "", card) };
    }),
  });
  for (const name of ["next", "step", "many", "back"]) {
    state.buttons[name] = make("button", "", buttons, { type: "button" });
    state.buttons[name].addEventListener("click", () => press(state, name));
  }
  buttons.append(state.waits);
  const unwatch = watchSize(state, () => paint(state));
  state.repaint = () => paint(state);
  state.remove = () => {
    unwatch();
    clearTimeout(state.timer);
  };
  select.addEventListener("change", () => choose(state, select.selectedIndex));
  underHand(box, {
    may: () => Boolean(state.header && !state.header.locked),
    moved: (x) => { if (state.scale) put(state, state.scale.atX(x)); },
    keyed: (key) => step(state, key),
  });
  return state;
}

/** @param {State} state */
function weightOf(state) {
  return /** @type {Header} */ (state.header).weights[state.chosen];
}

/**
 * @param {State} state
 * @param {number} at
 */
function choose(state, at) {
  state.chosen = at;
  reset(state);
  paint(state);
}

/** @param {State} state */
function reset(state) {
  const { value, slots, dial } = weightOf(state);
  state.ball = { weight: value, slots, step: dial.step };
  state.stage = 0;
}

/**
 * @param {State} state
 * @param {string} name
 */
function press(state, name) {
  const weight = weightOf(state);
  if (name === "back") {
    reset(state);
  } else if (name === "next") {
    if (state.stage === STAGES.length - 1) state.ball = descended(weight, weight.dial, state.ball, 1);
    state.stage = (state.stage + 1) % STAGES.length;
  } else {
    state.ball = descended(weight, weight.dial, state.ball, name === "many" ? MANY : 1);
    state.stage = 0;
  }
  paint(state);
  told(state);
}

/**
 * @param {State} state
 * @param {number} weight
 */
function put(state, weight) {
  const { low, high } = weightOf(state);
  state.ball = { ...state.ball, weight: Math.min(Math.max(weight, low), high) };
  paint(state);
  told(state);
}

/**
 * @param {State} state
 * @param {string} key
 */
function step(state, key) {
  const { low, high } = weightOf(state), by = STEPS[key];
  const to = /** @type {Record<string, number>} */ ({ Home: low, End: high })[key];
  if (by === undefined && to === undefined) return false;
  put(state, to ?? state.ball.weight + (by * (high - low)) / 100);
  return true;
}

/** @param {State} state */
function told(state) {
  clearTimeout(state.timer);
  state.timer = setTimeout(() => {
    const weight = weightOf(state), { dial } = weight, now = state.ball.weight;
    const { loss, gradient } = curveAt(weight, now), least = bottom(weight, dial);
    state.send("tell", {
      moved: now - weight.value, slope: gradient + penaltyGradient(now, dial),
      above: (loss + penaltyOf(now, dial) - least.loss) / (least.highest - least.loss || 1),
    });
  }, TELLS_AFTER);
}

/**
 * @param {string} text
 * @param {Record<string, string>} values
 */
function filled(text, values) {
  return Object.entries(values).reduce((made, [name, value]) => made.replace(`{${name}}`, value), text);
}

/** @param {State} state */
function paint(state) {
  const { header, root } = state;
  if (!header || !state.sized || !state.width) return;
  const weight = weightOf(state), { words, locked, revealed } = header;
  paintCurve(state, weight);
  paintStages(state, weight);
  for (const [name, button] of Object.entries(state.buttons)) {
    setText(button, words[name]);
    const waits = !revealed && name !== "back" && !(name === "next" && state.stage < STAGES.length - 1);
    button.disabled = locked || waits;
  }
  setText(state.waits, revealed ? "" : words.waits);
  setText(state.label, words.weight);
  state.select.disabled = locked;
  setText(state.note, header.note);
  root.dataset.at = state.ball.weight.toPrecision(6);
  root.dataset.stage = String(state.stage);
}

/**
 * @param {State} state
 * @param {Weight} weight
 */
function paintCurve(state, weight) {
  const { header, picture, ball } = state;
  if (!header) return;
  const { words } = header, { dial, low, high, losses } = weight;
  const write = (/** @type {number} */ value, digits = 3) => written(value, words.point, digits);
  const rest = header.penalty - penaltyOf(weight.value, dial);
  const at = (/** @type {number} */ index) => low + ((high - low) * index) / (losses.length - 1);
  const points = losses.map((loss, index) => /** @type {[number, number]} */ ([at(index), loss]));
  const totals = points.map(([x, y]) => /** @type {[number, number]} */ ([x, y + rest + penaltyOf(x, dial)]));
  const penalized = dial.value_l1 > 0 || dial.value_l2 > 0;
  const height = Math.max(...totals.map(([, y]) => y)) - Math.min(...totals.map(([, y]) => y));
  // Where the penalty of the other weights is large, the data loss beside it would leave no shape.
  const apart = penalized && rest > 2 * height;
  const all = [...(apart ? [] : points), ...(penalized ? totals : [])].map(([, y]) => y);
  const lowest = Math.min(...all), highest = Math.max(...all), air = 0.08 * (highest - lowest || 1);
  const span = /** @type {[number, number]} */ ([lowest - air, highest + air]);
  const scale = axes(picture, {
    width: state.width, height: HIGH, x: [low, high], y: span,
    xTicks: ticksOf(round(low, high), words.point),
    yTicks: ticksOf(round(span[0], span[1]), words.point), xTitle: words.x, yTitle: words.y,
  });
  state.scale = scale;
  if (!apart) line(picture, scale, points, "pl-data");
  if (penalized) line(picture, scale, totals, "pl-total");
  const here = curveAt(weight, ball.weight);
  const loss = here.loss + (penalized ? rest + penaltyOf(ball.weight, dial) : 0);
  const slope = here.gradient + penaltyGradient(ball.weight, dial);
  const startLoss = curveAt(weight, weight.value).loss + (penalized ? header.penalty : 0);
  const startX = scale.x(weight.value), startY = scale.y(startLoss);
  svg("circle", { cx: startX, cy: startY, r: 9, class: "pl-start" }, picture);
  svg("text", { x: startX, y: startY - 16, class: "pl-tick", "text-anchor": "middle" }, picture,
    Math.abs(scale.x(ball.weight) - startX) > 30 ? words.start : "");
  const reach = 0.12 * (high - low);
  line(picture, scale, [[ball.weight - reach, loss - slope * reach], [ball.weight + reach, loss + slope * reach]],
    "pl-tangent");
  svg("circle", { cx: scale.x(ball.weight), cy: scale.y(loss), r: 11, class: "pl-ball" }, picture);
  labels(picture, scale, { points: apart ? [] : points, totals: penalized ? totals : [], words });
  const values = { weight: write(ball.weight), loss: write(loss), slope: write(slope) };
  state.box.setAttribute("aria-label", words.ball);
  state.box.setAttribute("aria-valuemin", String(low));
  state.box.setAttribute("aria-valuemax", String(high));
  state.box.setAttribute("aria-valuenow", String(ball.weight));
  state.box.setAttribute("aria-valuetext", filled(words.at, values));
}

/**
 * The lines' names at their left ends, where they lie apart or not.
 * @param {SVGElement} picture
 * @param {import("./parts/plot.js").Scale} scale
 * @param {{points: [number, number][], totals: [number, number][], words: Record<string, string>}} of
 */
function labels(picture, scale, { points, totals, words }) {
  const place = scale.left + 6, lower = points.length ? scale.y(points[0][1]) : Infinity;
  if (points.length) svg("text", { x: place, y: lower + 18, class: "pl-name pl-name-data" }, picture, words.data);
  if (totals.length) {
    // Never above the picture.
    const above = Math.min(scale.y(totals[0][1]), lower) - 8;
    svg("text", { x: place, y: Math.max(above, scale.top + 10), class: "pl-name" }, picture, words.total);
  }
}

/**
 * @param {State} state
 * @param {Weight} weight
 */
function paintStages(state, weight) {
  const { header, ball, cards, stage } = state;
  if (!header) return;
  const { words, revealed } = header, { dial } = weight;
  const write = (/** @type {number} */ value, digits = 4) => written(value, words.point, digits);
  const { loss, gradient } = curveAt(weight, ball.weight);
  const exact = ball.weight === weight.value && ball.step === dial.step;
  const own = penaltyGradient(ball.weight, dial);
  const next = updated(ball, gradient, dial);
  const penalty = header.penalty - penaltyOf(weight.value, dial) + penaltyOf(ball.weight, dial);
  const penalized = dial.value_l1 > 0 || dial.value_l2 > 0;
  const texts = {
    forward: filled(words.forward_says, { right: String(header.right), n: String(header.pictures) }),
    loss: filled(words.loss_says, { loss: write(exact ? header.data_loss : loss) }),
    penalty: penalized ? filled(words.penalty_says, {
      penalty: write(penalty), own: write(penaltyOf(ball.weight, dial), 2) }) : words.penalty_none,
    gradient: filled(words.gradient_says, { data: write(gradient), own: write(own, 3), sum: write(gradient + own) }),
    update: revealed ? filled(words.update_says, {
      before: write(ball.weight, 5), after: write(next.weight, 5), by: write(next.weight - ball.weight, 3) })
      : words.update_hidden,
  };
  STAGES.forEach((name, at) => {
    setText(cards[at].title, words[name]);
    setText(cards[at].text, texts[name]);
    cards[at].card.dataset.here = String(at === stage);
    if (at === stage) cards[at].card.setAttribute("aria-current", "step");
    else cards[at].card.removeAttribute("aria-current");
  });
  setText(state.said, `${words[STAGES[stage]]}. ${texts[STAGES[stage]]}`);
}

/**
 * @param {State} state
 * @param {Message<Header & Stamp>} message
 */
function update(state, { header }) {
  const anew = state.header?.tag !== header.tag;
  state.header = header;
  if (anew) {
    state.select.replaceChildren();
    for (const { name } of header.weights) setText(make("option", "", state.select), name);
    state.chosen = 0;
    reset(state);
  }
  paint(state);
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
