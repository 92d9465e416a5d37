// A sheet of pictures: see tiles.py.

import { clearedSheet, drawPicture, rounded } from "./painting/sheet.js";
import { largestSquares, rowsOf, squareOf } from "./painting/squares.js";
import { keptBox } from "./parts/boxes.js";
import { make, setHeight, setText, watchSize } from "./shared/elements.js";
import { paintBytes } from "./shared/pixels.js";
import { live, placed } from "./shared/places.js";

const GAP = 4, HEADING = 20, LABEL = 16, NOTCH = 12, ROUND = 4;

/** @typedef {import("./painting/squares.js").Box} Box */
/**
 * @typedef {{right: boolean | null, notched: boolean, text: string, label: string,
 *            chosen: boolean, faint: boolean}} About
 */
/**
 * @typedef {{side: number, columns: number, height: number, alt: string, tag: string,
 *            heading: string, clicks: boolean, about: About[]}} Header
 */
/** @typedef {ReturnType<typeof mount>} State */
/** @typedef {ReturnType<typeof madeTile>} Tile */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-tiles", parentElement, { role: "group" });
  const heading = make("div", "pg-heading", root);
  const sheet = make("div", "pg-sheet", root);
  const state = placed({
    root, heading, sheet, canvas: make("canvas", "", sheet),
    tiles: /** @type {Tile[]} */ ([]),
    message: /** @type {Header | null} */ (null), pixels: new Uint8Array(),
  });
  state.remove = watchSize(state, () => arrange(state));
  return state;
}

/** @param {State} state */
function arrange(state) {
  const { root, message, width, height } = state;
  if (!message || !width) return;
  const { columns, heading, about } = message;
  const below = about.some((one) => one.label) ? LABEL : 0;
  const best = largestSquares(
    width, height - (heading ? HEADING : 0), about.length, columns, GAP, below,
    about.map((_, i) => i + 1));
  const side = Math.max(12, Math.floor(best.side));
  root.style.setProperty("--columns", String(best.across));
  root.style.setProperty("--side", `${side}px`);
  paint(state, message, best.across, side, below);
}

/**
 * @param {State} state
 * @param {Header} message
 * @param {number} columns
 * @param {number} side
 * @param {number} below
 */
function paint({ canvas, pixels }, message, columns, side, below) {
  const { about } = message;
  const rows = rowsOf(about.length, columns);
  const context = clearedSheet(
    canvas, columns * (side + GAP) - GAP,
    about.length ? rows * (side + below + GAP) - GAP : 0);
  const size = message.side * message.side * 3;
  about.forEach((one, index) => {
    const square = squareOf(index, columns, side, GAP, below);
    const frame = one.right === null ? 1 : 2;
    const inner = {
      x: square.x + frame, y: square.y + frame, width: side - 2 * frame, height: side - 2 * frame,
    };
    drawPicture(context, [message.side, message.side], (into) => {
      paintBytes(into, pixels.subarray(index * size, (index + 1) * size), 3);
    }, inner, [rounded(inner, ROUND - frame), ...(one.notched ? [notched(square)] : [])],
    one.faint ? 0.4 : 1);
  });
}

/**
 * As the frame is cut off in tiles.css.
 * @param {Box} square
 */
function notched({ x, y, width, height }) {
  const outline = new Path2D();
  outline.moveTo(x, y);
  outline.lineTo(x + width - NOTCH, y);
  outline.lineTo(x + width, y + NOTCH);
  outline.lineTo(x + width, y + height);
  outline.lineTo(x, y + height);
  outline.closePath();
  return outline;
}

/**
 * @param {State} state
 * @param {number} index
 * @param {boolean} clicks
 */
function tile(state, index, clicks) {
  const tag = clicks ? "button" : "div";
  return keptBox(state.tiles, index, state.sheet, tag, () => {
    const made = madeTile(tag);
    made.element.addEventListener("click", () => {
      if (state.message?.clicks) state.send("click", index);
    });
    return made;
  });
}

/** @param {"button" | "div"} tag */
function madeTile(tag) {
  const element = make(tag, "pg-tile");
  return {
    element, face: make("span", "pg-face", element),
    mark: make("span", "pg-mark", element, { "aria-hidden": "true" }),
    under: make("span", "pg-under", element),
  };
}

/** @param {boolean | null} right */
function signOf(right) {
  if (right === null) return "";
  return right ? "✓" : "✗";
}

/**
 * @param {Tile} drawn
 * @param {About} about
 */
function describe({ element, mark, under }, about) {
  element.dataset.right = String(about.right);
  element.dataset.notched = String(about.notched);
  element.dataset.chosen = String(about.chosen);
  element.dataset.faint = String(about.faint);
  setText(mark, signOf(about.right));
  setText(under, about.label);
  const { text } = about;
  element.title = text;
  element.setAttribute(element.localName === "button" ? "aria-label" : "aria-description", text);
}

/**
 * @param {State} state
 * @param {Message<Header>} message
 */
function update(state, message) {
  const { header, bodies: [pixels] } = message;
  Object.assign(state, { message: header, pixels });
  setHeight(state.root, header.height);
  state.root.setAttribute("aria-label", header.alt);
  setText(state.heading, header.heading);
  state.tiles.splice(header.about.length).forEach((gone) => gone.element.remove());
  header.about.forEach((about, index) => describe(tile(state, index, header.clicks), about));
  arrange(state);
  state.root.dataset.tag = header.tag;
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
