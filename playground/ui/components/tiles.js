// A sheet of pictures: see tiles.py.

import { clearedSheet, drawPicture, rounded, squareOf } from "./painting/sheet.js";
import { tileRows } from "./parts/fitting.js";
import { make, setHeight, setText, watchSize } from "./shared/elements.js";
import { paintBytes } from "./shared/pixels.js";
import { live } from "./shared/places.js";

const GAP = 4, HEADING = 20, LABEL = 16, NOTCH = 12, ROUND = 4;

function mount(parentElement) {
  const root = make("div", "pg pg-tiles", parentElement, { role: "group" });
  const heading = make("div", "pg-heading", root);
  const sheet = make("div", "pg-sheet", root);
  const canvas = make("canvas", "", sheet);
  const state = { root, heading, sheet, canvas, tiles: [], message: null, pixels: null };
  state.remove = watchSize(state, () => arrange(state));
  return state;
}

function arrange(state) {
  if (!state.message || !state.sized || !state.root.clientWidth) return;
  const { heading, about } = state.message;
  const below = about.some((one) => one.label) ? LABEL : 0;
  const room = { wide: state.root.clientWidth, high: state.root.clientHeight - (heading ? HEADING : 0) };
  const { columns, rows, side } = tileRows(about.length, state.message.columns, room, GAP, below);
  state.root.style.setProperty("--columns", columns);
  state.root.style.setProperty("--side", `${side}px`);
  paint(state, columns, side, rows, side + below);
}

function paint({ canvas, message, pixels }, columns, side, rows, high) {
  const { about } = message;
  const context = clearedSheet(
    canvas, columns * (side + GAP) - GAP, about.length ? rows * (high + GAP) - GAP : 0);
  const size = message.side * message.side * 3;
  about.forEach((one, index) => {
    const place = squareOf(index, columns, side, GAP, high - side);
    const frame = one.right === null ? 1 : 2;
    const inner = {
      x: place.x + frame, y: place.y + frame, width: side - 2 * frame, height: side - 2 * frame,
    };
    drawPicture(context, [message.side, message.side], (into) => {
      paintBytes(into, pixels.subarray(index * size, (index + 1) * size), 3);
    }, inner, [rounded(inner, ROUND - frame), ...(one.notched ? [notched(place)] : [])],
    one.faint ? 0.4 : 1);
  });
}

// As the frame is cut off in tiles.css.
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

function tile(state, index, clicks) {
  const tag = clicks ? "BUTTON" : "DIV";
  const there = state.tiles[index];
  if (there?.element.tagName === tag) return there;
  const element = make(tag.toLowerCase(), "pg-tile");
  const made = {
    element, face: make("span", "pg-face", element), mark: make("span", "pg-mark", element),
    under: make("span", "pg-under", element),
  };
  made.mark.setAttribute("aria-hidden", "true");
  element.addEventListener("click", () => {
    if (state.message.clicks) state.send("click", index);
  });
  if (there) there.element.replaceWith(element);
  else state.sheet.appendChild(element);
  state.tiles[index] = made;
  return made;
}

const ANSWERS = { true: ["✓", "right"], false: ["✗", "wrong"] };

function describe(drawn, about) {
  const { element, mark, under } = drawn;
  const [sign, word] = ANSWERS[about.right] ?? ["", ""];
  element.dataset.right = about.right;
  element.dataset.notched = about.notched;
  element.dataset.chosen = about.chosen;
  element.dataset.faint = about.faint;
  setText(mark, sign);
  setText(under, about.label);
  const words = [about.text, word, about.notched ? "label made wrong" : ""];
  const text = words.filter(Boolean).join(", ");
  element.title = text;
  element.setAttribute(element.tagName === "BUTTON" ? "aria-label" : "aria-description", text);
}

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

export default function (component) {
  return live(component, mount, update);
}
