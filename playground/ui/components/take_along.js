// The result card and the drain as files, drawn here: see take_along.py.

import { make, setText } from "./shared/elements.js";
import { unpacked } from "./shared/message.js";
import { mountedOnce, placed } from "./shared/places.js";
import { CARD, cardOf } from "./taking/card.js";
import { LOOP, loopOf } from "./taking/loop.js";

/** @typedef {import("./taking/card.js").Card} Card */
/** @typedef {import("./taking/loop.js").Loop} Loop */
/** @typedef {{save: string, alt: string, name: string}} Offered */
/**
 * @typedef {{card: Card & Offered, loop: (Loop & Offered) | null, none: string, tag: string}} Taken
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-take", parentElement);
  const state = placed({
    root, card: shelf(root, CARD.width / CARD.height), loop: shelf(root, LOOP.width / LOOP.height),
    none: make("p", "", root), tag: "", message: /** @type {Message<Taken> | null} */ (null),
  });
  state.repaint = () => draw(state);
  state.remove = () => [state.card, state.loop].forEach(({ image }) => URL.revokeObjectURL(image.src));
  return state;
}

/**
 * A picture and the link that saves it.
 * @param {HTMLElement} root
 * @param {number} shape its width by its height
 */
function shelf(root, shape) {
  const box = make("figure", "", root);
  const image = make("img", "", box);
  image.style.aspectRatio = String(shape);
  return { box, image, save: make("a", "pg-save", box) };
}

/**
 * @param {ReturnType<typeof shelf>} place
 * @param {Offered} offered
 * @param {Blob} file
 */
function offer({ image, save }, offered, file) {
  URL.revokeObjectURL(image.src);
  save.href = image.src = URL.createObjectURL(file);
  save.download = offered.name;
  image.alt = offered.alt;
  setText(save, offered.save);
}

/** @param {State} state */
async function draw(state) {
  if (!state.message) return;
  const { header, bodies: [modules, levels, frames] } = state.message;
  const { card, loop } = header;
  // Drawn in another font, it would stay so.
  await document.fonts.ready;
  const canvas = cardOf(state.root, card, levels, modules);
  canvas.toBlob((file) => file && offer(state.card, card, file), "image/png");
  state.loop.box.hidden = !loop;
  setText(state.none, loop ? "" : header.none);
  if (loop) offer(state.loop, loop, new Blob([loopOf(state.root, loop, frames)], { type: "image/gif" }));
  state.root.dataset.tag = header.tag;
}

/** @param {Component} component */
export default function (component) {
  const state = mountedOnce(component, mount);
  /** @type {Message<Taken>} */
  const message = unpacked(component.data);
  if (state.tag !== message.header.tag) {
    Object.assign(state, { message, tag: message.header.tag });
    draw(state);
  }
  return state.unmount;
}
