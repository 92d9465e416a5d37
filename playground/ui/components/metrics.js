// The three numbers: see metrics.py.

import { make, setText } from "./shared/elements.js";
import { live } from "./shared/places.js";

function mount(parentElement) {
  const root = make("div", "pg pg-metrics", parentElement);
  return { root, row: make("div", "pg-numbers", root), boxes: [] };
}

// A button stays a button while its number changes: focus must not be lost at every tick.
function box(state, index, number) {
  const tag = number.clickable ? "BUTTON" : "DIV";
  const there = state.boxes[index];
  if (there?.element.tagName === tag) return there;
  const element = make(tag.toLowerCase(), "pg-metric");
  const made = {
    element, name: make("span", "pg-name", element), figure: make("span", "pg-figure", element),
    note: make("span", "pg-note", element),
  };
  made.value = document.createTextNode("");
  made.figure.append(made.value, make("small"));
  element.addEventListener("click", () => {
    if (made.number.clickable) state.send("click", made.number.role);
  });
  if (there) there.element.replaceWith(element);
  else state.row.appendChild(element);
  state.boxes[index] = made;
  return made;
}

function update(state, message) {
  const { numbers, tag } = message.header;
  state.boxes.splice(numbers.length).forEach((gone) => gone.element.remove());
  numbers.forEach((number, index) => {
    const drawn = box(state, index, number);
    drawn.number = number;
    const { element } = drawn;
    element.dataset.role = number.role;
    element.dataset.recorded = number.recorded;
    element.title = number.help;
    if (number.clickable) element.setAttribute("aria-expanded", number.chosen);
    setText(drawn.name, number.label);
    const known = number.accuracy !== null;
    const text = known ? String(Math.round(100 * number.accuracy)) : "–";
    if (drawn.value.data !== text) drawn.value.data = text;
    setText(drawn.figure.lastChild, known ? "%" : "");
    setText(drawn.note, number.note);
  });
  state.root.dataset.tag = tag;
}

export default function (component) {
  return live(component, mount, update);
}
