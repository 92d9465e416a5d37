// The curve of validation, drawn before it is trained: see lesson_draw_curve.py.

import { comparedCurves, complete, drawnThrough } from "./arithmetic/drawn.js";
import { axes, line, svg } from "./parts/plot.js";
import { underHand } from "./parts/under_hand.js";
import { make, setText, watchSize } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";

const HIGH = 340, STEP = 0.02, TELLS_AFTER = 150; // ms
const GUESSING = 1 / 3;
/** @type {Record<string, number>} */
const RISES = { ArrowUp: STEP, ArrowDown: -STEP, PageUp: 5 * STEP, PageDown: -5 * STEP };
/** @type {Record<string, number>} */
const ALONG = { ArrowLeft: -1, ArrowRight: 1 };

/** @typedef {{chosen: string[], training: number[], validation: number[]}} Curves */
/**
 * @typedef {{choices: {name: string, label: string, values: [string, string][]}[],
 *            recorded: Curves[], own: Curves | null, first: string[], epochs: number,
 *            locked: boolean, revealed: boolean, training: boolean, says: string,
 *            words: Record<string, string>}} Header
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-drawcurve", parentElement);
  const bar = make("div", "pg-choices", root);
  const box = make("div", "pg-curve", root, { role: "slider", tabindex: "0" });
  const picture = /** @type {SVGElement} */ (svg("svg", { "aria-hidden": "true" }, box));
  const buttons = make("div", "pg-buttons", root);
  const says = make("p", "pg-says", root, { role: "status" });
  const gaps = make("div", "pg-gaps", root);
  const state = placed({
    root, bar, box, picture, says, gaps, header: /** @type {Header | null} */ (null),
    chosen: /** @type {string[]} */ ([]), cursor: 0, timer: 0,
    /** What was drawn, and whether the recorded run is looked at, by what is chosen. */
    drawn: /** @type {Record<string, (number | null)[]>} */ ({}),
    looked: /** @type {Record<string, boolean>} */ ({}),
    last: /** @type {[number, number] | null} */ (null),
    scale: /** @type {import("./parts/plot.js").Scale | null} */ (null),
    buttons: /** @type {Record<string, HTMLButtonElement>} */ ({}),
  });
  for (const name of ["train", "stop", "look", "anew"]) {
    state.buttons[name] = make("button", "", buttons, { type: "button" });
    state.buttons[name].addEventListener("click", () => press(state, name));
  }
  const unwatch = watchSize(state, () => paint(state));
  state.repaint = () => paint(state);
  state.remove = () => {
    unwatch();
    clearTimeout(state.timer);
  };
  underHand(box, {
    may: () => Boolean(state.header && !state.header.locked),
    moved: (x, y, begins) => stroke(state, x, y, begins),
    keyed: (key) => step(state, key),
  });
  return state;
}

/** @param {State} state */
function keyOf(state) {
  return state.chosen.join(" ");
}

/** @param {State} state */
function curveOf(state) {
  const epochs = state.header?.epochs ?? 0;
  return state.drawn[keyOf(state)] ?? Array.from({ length: epochs }, () => null);
}

/**
 * The run that is to be seen beside the drawn curve, where there is one: the reader's own first.
 * @param {State} state
 */
function shownRun(state) {
  const { header } = state;
  if (!header) return null;
  const { own, recorded } = header, chosen = keyOf(state);
  const fits = (/** @type {Curves} */ one) => one.chosen.join(" ") === chosen;
  if (own && fits(own)) return own;
  return state.looked[chosen] ? recorded.find(fits) ?? null : null;
}

/**
 * @param {State} state
 * @param {number} x
 * @param {number} y
 * @param {boolean} begins
 */
function stroke(state, x, y, begins) {
  const { scale, header } = state;
  if (!scale || !header) return;
  const epoch = Math.min(Math.max(Math.round(scale.atX(x)) - 1, 0), header.epochs - 1);
  const to = /** @type {[number, number]} */ ([epoch, scale.atY(y) / 100]);
  put(state, drawnThrough(curveOf(state), begins || !state.last ? to : state.last, to));
  state.last = to;
  state.cursor = epoch;
}

/**
 * @param {State} state
 * @param {(number | null)[]} curve
 */
function put(state, curve) {
  state.drawn[keyOf(state)] = curve;
  paint(state);
  told(state);
}

/**
 * @param {State} state
 * @param {string} key
 */
function step(state, key) {
  const { header, cursor } = state;
  if (!header) return false;
  const curve = curveOf(state), here = curve[cursor] ?? GUESSING;
  const rise = RISES[key], along = ALONG[key];
  if (rise === undefined && along === undefined) return false;
  const next = Math.min(Math.max(cursor + (along ?? 0), 0), header.epochs - 1);
  state.cursor = next;
  // A line goes on as it is where nothing has been drawn yet.
  const value = along === undefined ? here + rise : curve[next] ?? here;
  put(state, drawnThrough(curve, [next, value], [next, value]));
  return true;
}

/**
 * @param {State} state
 * @param {string} name
 */
function press(state, name) {
  if (name === "train") state.send("train", state.chosen);
  if (name === "stop") state.send("stop", null);
  if (name === "look") state.looked[keyOf(state)] = true;
  if (name === "anew") {
    delete state.drawn[keyOf(state)];
    state.cursor = 0;
  }
  paint(state);
  told(state);
}

/** @param {State} state */
function told(state) {
  clearTimeout(state.timer);
  state.timer = setTimeout(() => {
    const run = shownRun(state), curve = curveOf(state);
    if (!run || !complete(curve) || !ended(state, run)) return;
    const { off } = comparedCurves(/** @type {number[]} */ (curve), run.validation);
    state.send("tell", { seen: 1, off, gap: gapOf(run) });
  }, TELLS_AFTER);
}

/**
 * @param {State} state
 * @param {Curves} run
 */
function ended(state, run) {
  return run.validation.length > 0 && !(state.header?.training && run === state.header.own);
}

/** @param {Curves} run */
function gapOf({ training, validation }) {
  return training[training.length - 1] - validation[validation.length - 1];
}

/** @param {State} state */
function paint(state) {
  const { header, root } = state;
  if (!header || !state.sized || !state.width) return;
  paintChoices(state, header);
  paintCurves(state, header);
  paintWords(state, header);
  paintGaps(state, header);
  const curve = curveOf(state);
  root.dataset.chosen = keyOf(state);
  root.dataset.drawn = String(curve.filter((value) => value !== null).length);
  root.dataset.shown = String(shownRun(state)?.validation.length ?? 0);
}

/**
 * @param {State} state
 * @param {Header} header
 */
function paintChoices(state, header) {
  const { bar, chosen } = state;
  if (!bar.childElementCount) {
    header.choices.forEach((choice, which) => {
      const group = make("div", "pg-choice", bar, { role: "group", "aria-label": choice.label });
      setText(make("span", "", group), choice.label);
      for (const [value, words] of choice.values) {
        const button = make("button", "", group, { type: "button", "data-value": value });
        setText(button, words);
        button.addEventListener("click", () => {
          state.chosen = state.chosen.map((one, at) => (at === which ? value : one));
          state.cursor = 0;
          paint(state);
          told(state);
        });
      }
    });
  }
  [...bar.children].forEach((group, which) => {
    for (const button of group.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.dataset.value === chosen[which]));
      button.disabled = header.locked;
    }
  });
}

/**
 * @param {State} state
 * @param {Header} header
 */
function paintCurves(state, header) {
  const { picture, box, cursor } = state, { words, epochs, recorded } = header;
  const chosen = keyOf(state), run = shownRun(state), curve = curveOf(state);
  const given = run ?? recorded.find((one) => one.chosen.join(" ") === chosen);
  const scale = axes(picture, {
    width: state.width, height: HIGH, margin: [26, 84, 44, 40], x: [1, epochs], y: [0, 100],
    xTicks: [1, 5, 10, 15, 20].filter((one) => one <= epochs).map((one) => [one, String(one)]),
    yTicks: [0, 25, 50, 75, 100].map((one) => [one, String(one)]), xTitle: words.epoch, yTitle: words.accuracy,
  });
  state.scale = scale;
  const points = (/** @type {(number | null)[]} */ values) => values.map((value, at) =>
    /** @type {[number, number]} */ ([at + 1, value === null ? NaN : 100 * value]));
  svg("line", { x1: scale.left, x2: scale.right, y1: scale.y(33.3), y2: scale.y(33.3), class: "pl-guess" }, picture);
  /** @type {[number, string, string][]} */
  const names = [[33.3, words.guessing, "pl-tick"]];
  if (given?.training.length) {
    line(picture, scale, points(given.training), "pl-training");
    names.push([100 * given.training[given.training.length - 1], words.training, "pl-name-training"]);
  }
  if (run) {
    if (run.training.length === run.validation.length && run.training.length) {
      const area = [...points(run.training), ...points(run.validation).reverse()];
      const path = area.map(([x, y], at) => `${at ? "L" : "M"}${scale.x(x)} ${scale.y(y)}`).join("");
      picture.prepend(svg("path", { d: `${path}Z`, class: "pl-gap" }));
    }
    line(picture, scale, points(run.validation), "pl-validation");
    if (run.validation.length) {
      names.push([100 * run.validation[run.validation.length - 1], words.validation, "pl-name-validation"]);
    }
  }
  line(picture, scale, points(curve), "pl-drawn");
  const end = curve[epochs - 1];
  if (end !== null && end !== undefined) names.push([100 * end, words.yours, "pl-name-drawn"]);
  const here = curve[cursor];
  svg("circle", { cx: scale.x(cursor + 1), cy: scale.y(100 * (here ?? GUESSING)), r: 7, class: "pl-cursor" }, picture);
  if (!curve.some((value) => value !== null)) {
    svg("text", { x: (scale.left + scale.right) / 2, y: scale.y(12), class: "pl-invite", "text-anchor": "middle" },
      picture, words.draw);
  }
  let lowest = -Infinity;
  for (const [value, text, kind] of names.sort((one, other) => other[0] - one[0])) {
    lowest = Math.max(scale.y(value) + 4, lowest + 17);
    svg("text", { x: scale.right + 6, y: lowest, class: `pl-name ${kind}` }, picture, text);
  }
  const said = here === null || here === undefined ? words.nothing : words.at;
  box.setAttribute("aria-label", words.area);
  box.setAttribute("aria-valuemin", "0");
  box.setAttribute("aria-valuemax", "100");
  box.setAttribute("aria-valuenow", String(Math.round(100 * (here ?? GUESSING))));
  box.setAttribute("aria-valuetext", said.replace("{epoch}", String(cursor + 1))
    .replace("{value}", String(Math.round(100 * (here ?? 0)))));
}

/**
 * @param {State} state
 * @param {Header} header
 */
function paintWords(state, header) {
  const { words, locked, revealed, training } = header, { buttons } = state;
  const run = shownRun(state), curve = curveOf(state), whole = complete(curve);
  for (const [name, button] of Object.entries(buttons)) setText(button, words[name]);
  buttons.train.hidden = training;
  buttons.stop.hidden = !training;
  buttons.train.disabled = locked || !whole || !revealed;
  buttons.look.disabled = locked || !whole || !revealed || run !== null;
  buttons.anew.disabled = locked || !curve.some((value) => value !== null);
  const number = (/** @type {number} */ share) => String(Math.round(100 * share)).replace("-", "−");
  /** @type {string[]} */
  const texts = [];
  if (header.says) texts.push(header.says);
  if (!revealed) texts.push(words.wait);
  else if (!whole) texts.push(words.left);
  else if (!run) texts.push(words.ready);
  else if (ended(state, run)) {
    const found = comparedCurves(/** @type {number[]} */ (curve), run.validation);
    texts.push(words.compared.replace("{off}", number(found.off)));
    texts.push(words.peaks.replace("{yours}", String(found.drawn.epoch)).replace("{its}", String(found.measured.epoch)));
    texts.push(words.falls.replace("{yours}", number(found.drawn.fall)).replace("{its}", number(found.measured.fall)));
    texts.push(words.gap.replace("{gap}", number(gapOf(run))));
  }
  setText(state.says, texts.join(" "));
}

/**
 * The gap for each value of each choice, the others as they are chosen: once one has been seen.
 * @param {State} state
 * @param {Header} header
 */
function paintGaps(state, header) {
  const { gaps, chosen } = state, run = shownRun(state);
  gaps.hidden = !run || !complete(curveOf(state)) || !ended(state, run);
  gaps.replaceChildren();
  if (gaps.hidden) return;
  setText(make("div", "pg-label", gaps), header.words.gaps);
  header.choices.forEach((choice, which) => {
    const group = make("div", "pg-gapgroup", gaps);
    setText(make("b", "", group), choice.label);
    for (const [value, words] of choice.values) {
      const wanted = chosen.map((one, at) => (at === which ? value : one)).join(" ");
      const found = header.recorded.find((one) => one.chosen.join(" ") === wanted);
      if (!found) continue;
      const gap = Math.round(100 * gapOf(found));
      const row = make("div", "pg-gaprow", group, { "data-here": String(value === chosen[which]) });
      setText(make("span", "", row), words);
      const bar = make("i", "", make("div", "", row));
      bar.style.width = `${Math.max(0, Math.min(gap, 60)) / 0.6}%`;
      setText(make("em", "", row), String(gap).replace("-", "−"));
    }
  });
}

/**
 * @param {State} state
 * @param {Message<Header & Stamp>} message
 */
function update(state, { header }) {
  const grew = state.header?.own?.validation.length !== header.own?.validation.length
    || state.header?.training !== header.training;
  state.header = header;
  if (!state.chosen.length) state.chosen = header.first;
  paint(state);
  if (grew) told(state);
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
