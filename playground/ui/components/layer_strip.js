// The network as a strip: see layer_strip.py.

import { make, setText } from "./shared/elements.js";
import { paintBytes, putPixels } from "./shared/pixels.js";
import { live } from "./shared/places.js";

function mount(parentElement) {
  const root = make("div", "pg pg-strip", parentElement, { role: "group" });
  return { root, row: make("div", "pg-layers", root), boxes: [] };
}

function box(state, index, layer) {
  const tag = layer.selectable ? "BUTTON" : "DIV";
  const there = state.boxes[index];
  if (there?.element.tagName === tag) return there;
  const element = make(tag.toLowerCase(), "pg-layer");
  const made = {
    element, name: make("span", "pg-name", element), middle: make("span", "pg-middle", element),
    shape: make("span", "pg-shape", element), mark: make("span", "pg-lambda", element),
  };
  element.addEventListener("click", () => {
    if (made.layer.selectable) state.send("click", made.layer.name);
  });
  if (there) there.element.replaceWith(element);
  else state.row.appendChild(element);
  state.boxes[index] = made;
  return made;
}

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
    const words = [layer.label, layer.shape, layer.note, layer.penalized ? "bears the penalty" : ""];
    drawn.element.title = words.filter(Boolean).join(", ");
    if (layer.selectable) {
      drawn.element.setAttribute("aria-pressed", layer.name === header.selected);
    }
    picture(drawn, layer.size, bodies[index]);
  });
}

export default function (component) {
  return live(component, mount, update);
}
