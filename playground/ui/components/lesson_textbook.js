// The textbook's other regularizers, a card each: see lesson_textbook.py.

import { makeCard, wordCard } from "./lessons/card.js";
import {
  drawBagging, drawEarlyStopping, drawLabelSmoothing, drawMaxNorm, drawWeightNoise,
} from "./lessons/number_cards.js";
import {
  drawAdversarial, drawAugmentation, drawInputNoise, drawMixup, drawSpatialDropout,
} from "./lessons/picture_cards.js";
import { make } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";

const TELLS_AFTER = 250; // ms

/**
 * @typedef {{classes: string[], labels: number[], side: number, mapSide: number, losses: number[],
 *            locked: boolean, revealed: boolean,
 *            cards: Record<string, import("./lessons/card.js").CardWords>,
 *            adversarial: {epsilons: number[], answers: number[][], label: number},
 *            ensemble: {answers: number[][][], labels: number[], shown: number},
 *            words: Record<"train" | "point" | "never_stops" | "vector", string>}} Header
 */
/**
 * @typedef {Header & {varied: Uint8Array, first: Uint8Array, second: Uint8Array,
 *                     attacked: Uint8Array, signs: Int8Array, maps: Uint8Array,
 *                     dense: import("./arithmetic/dropout.js").Dense}} Given
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @type {Record<string, (card: import("./lessons/card.js").Card, given: Given) => void>} */
const DRAWN = {
  augmentation: drawAugmentation, "early-stopping": drawEarlyStopping,
  "label-smoothing": drawLabelSmoothing, "input-noise": drawInputNoise,
  "weight-noise": drawWeightNoise, mixup: drawMixup, "spatial-dropout": drawSpatialDropout,
  bagging: drawBagging, adversarial: drawAdversarial,
};

/** @param {Parent} parentElement */
function mount(parentElement) {
  const state = placed({
    root: make("div", "pg pg-textbook", parentElement),
    cards: /** @type {Map<string, import("./lessons/card.js").Card>} */ (new Map()),
    given: /** @type {Given | null} */ (null), ball: { vector: [2.4, 1.6] }, telling: 0,
  });
  state.remove = () => clearTimeout(state.telling);
  return state;
}

/**
 * @param {State} state
 * @param {string} name
 */
function draw(state, name) {
  const { given } = state;
  if (!given) return;
  const known = state.cards.get(name);
  const card = known ?? makeCard(state.root, name, () => { draw(state, name); tellLater(state); });
  state.cards.set(name, card);
  wordCard(card, given.cards[name], given.words, given.locked);
  if (name === "max-norm") drawMaxNorm(card, given, state.ball, () => draw(state, name));
  else DRAWN[name](card, given);
  if (name === "adversarial") {
    const { epsilons } = given.adversarial;
    card.value.textContent = `${Math.round(255 * epsilons[Math.round(card.range.valueAsNumber)])} / 255`;
    // How little it takes is the question.
    card.root.hidden = !given.revealed;
  }
}

/** @param {State} state */
function tellLater(state) {
  clearTimeout(state.telling);
  state.telling = setTimeout(() => {
    const card = state.cards.get("adversarial");
    if (!card || !state.given || card.root.hidden) return;
    state.send("tell", {
      epsilon: state.given.adversarial.epsilons[Math.round(card.range.valueAsNumber)],
      flipped: card.root.dataset.flipped === "true" ? 1 : 0,
    });
  }, TELLS_AFTER);
}

/**
 * @param {State} state
 * @param {Message<Header>} message
 */
function update(state, { header, bodies }) {
  const [varied, first, second, attacked, signs, maps, hidden, kernel, bias] = bodies;
  const floats = (/** @type {Uint8Array} */ bytes) => new Float32Array(bytes.slice().buffer);
  state.given = {
    ...header, varied, first, second, attacked, maps,
    signs: new Int8Array(signs.buffer, signs.byteOffset, signs.length),
    dense: { hidden: floats(hidden), kernel: floats(kernel), bias: floats(bias) },
  };
  Object.keys(header.cards).forEach((name) => draw(state, name));
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
