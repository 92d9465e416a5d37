// Feature maps with their kernels: see feature_maps.py.

import { clearedSheet, drawPicture, rounded, squareOf } from "./painting/sheet.js";
import { make, setHeight, setText, variable, watchSize } from "./shared/elements.js";
import { paintBytes, paintLevels } from "./shared/pixels.js";
import { live } from "./shared/places.js";

const GAP = 6;
const NOTE = 56; // pixels that a note needs

function mount(parentElement) {
  const root = make("div", "pg pg-maps", parentElement, { role: "img" });
  const state = {
    root, canvas: make("canvas", "", root), note: make("div", "pg-maps-note", root), maps: [],
    message: null,
  };
  state.repaint = () => arrange(state);
  state.remove = watchSize(state, () => arrange(state));
  return state;
}

function arrange(state) {
  const { root, note, message } = state;
  if (!message || !state.sized || !root.clientWidth) return;
  const { columns, count } = message.header;
  const height = root.clientHeight;
  // On a narrow screen fewer a row, if that makes them larger.
  const choices = [columns, Math.ceil(columns / 2), Math.ceil(columns / 4)].map((across) => {
    const rows = Math.max(1, Math.ceil(count / across));
    const wide = (root.clientWidth - GAP * (across - 1)) / across;
    return { across, side: Math.min(wide, (height - GAP * (rows - 1)) / rows) };
  });
  const best = choices.reduce((one, other) => (other.side > one.side ? other : one));
  root.style.setProperty("--columns", best.across);
  const side = Math.floor(best.side), taken = best.across * (side + GAP);
  root.style.setProperty("--side", `${side}px`);
  setText(note, message.header.note);
  note.style.left = `${taken}px`;
  note.hidden = count > best.across || root.clientWidth - taken < NOTE;
  paint(state, best.across, side);
}

function paint({ root, canvas, message }, across, side) {
  const { header, maps, kernels } = message;
  const { size, kernel, signed, count } = header;
  const area = size[0] * size[1], bytes = kernel[0] * kernel[1] * (signed ? 1 : 3);
  const rows = Math.ceil(count / across);
  const context = clearedSheet(canvas, across * (side + GAP) - GAP, rows * (side + GAP));
  context.imageSmoothingEnabled = false;
  for (let index = 0; index < count; index += 1) {
    const place = squareOf(index, across, side, GAP);
    drawPicture(context, size, (into) => {
      paintBytes(into, maps.subarray(index * area, (index + 1) * area), 1);
    }, place, [rounded(place, 4)]);
    if (!bytes) continue;
    const own = kernels.subarray(index * bytes, (index + 1) * bytes);
    drawKernel(context, place, kernel, variable(root, "--st-background-color"), (into) => {
      if (signed) paintLevels(root, into, own);
      else paintBytes(into, own, 3);
    });
  }
}

// In the lower right corner of its map, on the page's ground.
function drawKernel(context, place, size, ground, fill) {
  const side = Math.max(15, Math.round(0.3 * place.width));
  const box = {
    x: place.x + place.width - side - 3, y: place.y + place.height - side - 3,
    width: side, height: side,
  };
  context.fillStyle = ground;
  context.fill(rounded({ x: box.x - 2, y: box.y - 2, width: side + 4, height: side + 4 }, 4));
  drawPicture(context, size, fill, box, [rounded(box, 2)]);
}

function update(state, message) {
  const { header, bodies: [maps, kernels] } = message;
  state.message = { header, maps, kernels };
  setHeight(state.root, header.height);
  state.root.setAttribute("aria-label", header.alt);
  state.maps.splice(header.count).forEach((gone) => gone.remove());
  for (let index = 0; index < header.count; index += 1) {
    state.maps[index] ??= make("div", "pg-map", state.root);
    state.maps[index].title = header.names[index] ?? "";
  }
  arrange(state);
  state.root.dataset.tag = header.tag;
}

export default function (component) {
  return live(component, mount, update);
}
