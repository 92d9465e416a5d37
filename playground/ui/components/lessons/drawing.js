// Vector pictures of a lesson: elements, numbers as they are written, and places that are dragged.

/**
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} [attributes]
 * @param {Element | null} [parent]
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function drawn(tag, attributes = {}, parent = null) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  set(element, attributes);
  parent?.appendChild(element);
  return element;
}

/**
 * @param {Element} element
 * @param {Record<string, string | number>} attributes
 */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, typeof value === "number" ? String(Number(value.toFixed(2))) : value);
  }
}

/**
 * @param {number} value
 * @param {number} digits behind the point
 * @param {string} point
 */
export function fixed(value, digits, point) {
  const text = value.toFixed(digits).replace(".", point);
  return (Number(value.toFixed(digits)) === 0 ? text.replace("-", "") : text).replace("-", "−");
}

/**
 * @param {number[][]} points x and y in pixels
 */
export function polyline(points) {
  return points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
}

/** @type {Record<string, [number, number]>} */
const ARROWS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1],
};

/**
 * Makes an element follow the pointer, and the arrow keys while it has the focus: `moved` gets the
 * place in pixels of `within`, `stepped` how many steps to go (five with Shift).
 * @param {SVGElement} handle
 * @param {Element} within
 * @param {(x: number, y: number) => void} moved
 * @param {(x: number, y: number) => void} stepped
 * @param {() => void} [ended]
 */
export function draggable(handle, within, moved, stepped, ended = () => {}) {
  let held = false;
  /** Where it was taken hold of, away from its middle. */
  let [aside, above] = [0, 0];
  handle.addEventListener("pointerdown", (pressed) => {
    const box = (handle.querySelector("[data-middle]") ?? handle).getBoundingClientRect();
    aside = pressed.clientX - (box.left + box.width / 2);
    above = pressed.clientY - (box.top + box.height / 2);
    held = true;
    handle.setPointerCapture(pressed.pointerId);
    handle.focus();
    pressed.preventDefault();
  });
  handle.addEventListener("pointermove", (at) => {
    if (!held) return;
    const box = within.getBoundingClientRect();
    moved(at.clientX - aside - box.left, at.clientY - above - box.top);
  });
  for (const name of ["pointerup", "pointercancel"]) {
    handle.addEventListener(name, () => {
      if (held) ended();
      held = false;
    });
  }
  handle.addEventListener("keydown", (pressed) => {
    const way = ARROWS[pressed.key];
    if (!way) return;
    pressed.preventDefault();
    const times = pressed.shiftKey ? 5 : 1;
    stepped(way[0] * times, way[1] * times);
  });
  handle.addEventListener("keyup", (pressed) => {
    if (ARROWS[pressed.key]) ended();
  });
}

/**
 * An arrow from one place to another, as the path of its shaft and head; nothing where it is short.
 * @param {[number, number]} from
 * @param {[number, number]} to
 */
export function arrow(from, to) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const long = Math.hypot(dx, dy);
  if (long < 3) return "";
  const head = Math.min(9, long * 0.6);
  const [ux, uy] = [dx / long, dy / long];
  const side = (/** @type {number} */ way) => (
    `${(to[0] - head * (ux - way * 0.5 * uy)).toFixed(1)} ${(to[1] - head * (uy + way * 0.5 * ux)).toFixed(1)}`);
  return `M${from.map((one) => one.toFixed(1)).join(" ")}L${to.map((one) => one.toFixed(1)).join(" ")}`
    + `M${side(1)}L${to.map((one) => one.toFixed(1)).join(" ")}L${side(-1)}`;
}
