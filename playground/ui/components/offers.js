// A row of words and small buttons: see offers.py.

import { make, setText } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";

/**
 * @typedef {{name: string, label: string, help: string, words: boolean, primary: boolean,
 *            options: [string, string][]}} Offer
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-offers", parentElement);
  const told = make("span", "pg-told", root, { role: "status" });
  return placed({
    root, told, drawn: /** @type {Map<string, HTMLElement>} */ (new Map()),
  });
}

/**
 * A button that stays keeps its element, and with it the focus.
 * @param {State} state
 * @param {Offer} offer
 */
function drawn(state, offer) {
  const kind = offer.options.length ? `list ${JSON.stringify(offer.options)}` : "button";
  const key = `${offer.name} ${kind}`;
  const found = state.drawn.get(key) ?? made(state, offer);
  found.dataset.key = key;
  found.dataset.name = offer.name;
  found.title = offer.help;
  found.dataset.words = String(offer.words);
  found.dataset.primary = String(offer.primary);
  if (offer.options.length) setText(found.querySelector("option"), offer.label);
  else setText(found, offer.label);
  return found;
}

/**
 * @param {State} state
 * @param {Offer} offer
 */
function made(state, offer) {
  if (!offer.options.length) {
    const button = make("button", "pg-offer", null, { type: "button" });
    button.addEventListener("click", () => state.send("press", offer.name));
    return button;
  }
  const list = make("select", "pg-offer", null, { "aria-label": offer.label });
  make("option", "", list, { value: "", selected: "", disabled: "", hidden: "" });
  for (const [value, words] of offer.options) setText(make("option", "", list, { value }), words);
  list.addEventListener("change", () => {
    const { value } = list;
    list.value = "";
    state.send("choose", [offer.name, value]);
  });
  return list;
}

/**
 * @param {State} state
 * @param {Message<{told: string, offers: Offer[]}>} message
 */
function update(state, { header }) {
  setText(state.told, header.told);
  state.told.hidden = !header.told;
  const now = header.offers.map((offer) => drawn(state, offer));
  for (const gone of state.drawn.values()) if (!now.includes(gone)) gone.remove();
  state.drawn = new Map(now.map((element) => [element.dataset.key ?? "", element]));
  now.forEach((element, place) => {
    const there = state.root.children[place + 1];
    if (there !== element) state.root.insertBefore(element, there ?? null);
  });
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
