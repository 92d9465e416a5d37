// The network as a strip: see layer_strip.py.

import { keptBox } from "./parts/boxes.js";
import { make, setText } from "./shared/elements.js";
import { paintBytes, putPixels } from "./shared/pixels.js";
import { live, placed } from "./shared/places.js";

/**
 * @typedef {{name: string, label: string, shape: string, note: string, text: string, penalized: boolean,
 *            selectable: boolean, size: [number, number]}} Layer
 */
/** @typedef {ReturnType<typeof mount>} State */
/** @typedef {ReturnType<typeof madeBox>} LayerBox */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-strip", parentElement, { role: "group" });
  return placed({
    root, row: make("div", "pg-layers", root),
    boxes: /** @type {LayerBox[]} */ ([]),
  });
}

/**
 * @param {State} state
 * @param {number} index
 * @param {Layer} layer
 */
function box(state, index, layer) {
  const tag = layer.selectable ? "button" : "div";
  return keptBox(state.boxes, index, state.row, tag, () => madeBox(state, tag, layer));
}

/**
 * @param {Placed} state
 * @param {"button" | "div"} tag
 * @param {Layer} layer
 */
function madeBox(state, tag, layer) {
  const element = make(tag, "pg-layer");
  const made = {
    element, layer, name: make("span", "pg-name", element),
    middle: make("span", "pg-middle", element), shape: make("span", "pg-shape", element),
    mark: make("span", "pg-lambda", element),
    canvas: /** @type {HTMLCanvasElement | null} */ (null),
  };
  element.addEventListener("click", () => {
    if (made.layer.selectable) state.send("click", made.layer.name);
  });
  return made;
}

/**
 * @param {LayerBox} drawn
 * @param {[number, number]} size
 * @param {Uint8Array} pixels
 */
function picture(drawn, [rows, columns], pixels) {
  if (!rows) {
    drawn.canvas?.remove();
    drawn.canvas = null;
    setText(drawn.middle, drawn.layer.note);
    return;
  }
  if (!drawn.canvas) {
    drawn.middle.textContent = "";
    drawn.canvas = make("canvas", "", drawn.middle);
  }
  drawn.canvas.style.aspectRatio = `${columns} / ${rows}`;
  putPixels(drawn.canvas, rows, columns, (into) => paintBytes(into, pixels, 3));
}

/**
 * @param {State} state
 * @param {Message<{alt: string, selected: string, boxes: Layer[]}>} message
 */
function update(state, message) {
  const { header, bodies } = message;
  state.root.setAttribute("aria-label", header.alt);
  state.boxes.splice(header.boxes.length).forEach((gone) => gone.element.remove());
  header.boxes.forEach((layer, index) => {
    const drawn = box(state, index, layer);
    drawn.layer = layer;
    setText(drawn.name, layer.label);
    setText(drawn.shape, layer.shape);
    drawn.mark.textContent = layer.penalized ? "λ" : "";
    drawn.mark.hidden = !layer.penalized;
    drawn.element.title = layer.text;
    if (layer.selectable) {
      drawn.element.setAttribute("aria-pressed", String(layer.name === header.selected));
    }
    picture(drawn, layer.size, bodies[index]);
  });
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
