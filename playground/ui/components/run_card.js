// A run of the tray: see run_card.py.

import { make, setText } from "./shared/elements.js";
import { paintLevels, putPixels } from "./shared/pixels.js";
import { live, placed } from "./shared/places.js";

const BOX = 78; // CSS pixels
const ICONS = {
  pin: '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M5 2h6l-1 5 2.5 2.5h-9L6 7z"/><path d="M8 9.5V14"/></svg>',
  remove: '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 4l8 8M12 4l-8 8"/></svg>',
};

/**
 * @typedef {{size: [number, number], name: string, validation: number | null,
 *            zeros: string, note: string, pinned: boolean,
 *            chosen: boolean, recorded: boolean, removable: boolean,
 *            words: {remove: string, pin: string, short: string, validation: string}}} Header
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-card", parentElement);
  const frame = make("div", "pg-box", root);
  const canvas = make("canvas", "", frame);
  const facts = make("div", "pg-facts", root);
  const head = make("div", "pg-head", facts);
  const state = placed({
    root, canvas, open: make("button", "pg-open", head), pin: make("button", "pg-small", head),
    gone: make("button", "pg-small", head),
    validation: make("div", "pg-validation", facts), zeros: make("div", "pg-zeros", facts),
    note: make("div", "pg-note", facts), figure: document.createTextNode(""),
    message: /** @type {{header: Header, levels: Uint8Array} | null} */ (null),
  });
  state.validation.append(state.figure, make("small"));
  state.pin.innerHTML = ICONS.pin;
  state.gone.innerHTML = ICONS.remove;
  state.repaint = () => paint(state);
  /** @param {string} action */
  const act = (action) => (/** @type {Event} */ clicked) => {
    clicked.stopPropagation();
    state.send("action", action);
  };
  root.addEventListener("click", act("open"));
  state.pin.addEventListener("click", act("pin"));
  state.gone.addEventListener("click", act("remove"));
  return state;
}

/** @param {number | null} share */
const percent = (share) => (share === null ? "–" : `${Math.round(100 * share)} %`);

/**
 * Squares of whole pixels here too: what does not fit is cut, not averaged.
 * @param {State} state
 */
function paint({ root, canvas, message }) {
  if (!message) return;
  const { size: [rows, columns] } = message.header;
  const dense = window.devicePixelRatio || 1;
  const side = Math.max(1, Math.ceil((BOX * dense) / Math.max(rows, columns))) / dense;
  canvas.style.width = `${columns * side}px`;
  canvas.style.height = `${rows * side}px`;
  putPixels(canvas, rows, columns, (pixels) => paintLevels(root, pixels, message.levels));
}

/**
 * @param {State} state
 * @param {Message<Header>} message
 */
function update(state, message) {
  const { header, bodies: [body] } = message;
  state.message = { header, levels: body };
  state.root.dataset.chosen = String(header.chosen);
  state.root.dataset.recorded = String(header.recorded);
  setText(state.open, header.name);
  state.open.title = header.name;
  setText(state.figure, percent(header.validation));
  const { words } = header;
  setText(state.validation.lastChild, words.short);
  state.validation.title = words.validation;
  setText(state.zeros, header.zeros);
  setText(state.note, header.note);
  state.pin.hidden = header.recorded;
  state.gone.hidden = !header.removable;
  state.pin.setAttribute("aria-pressed", String(header.pinned));
  state.pin.setAttribute("aria-label", words.pin);
  state.pin.title = words.pin;
  state.gone.setAttribute("aria-label", words.remove);
  state.gone.title = words.remove;
  paint(state);
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
