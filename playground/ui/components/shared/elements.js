/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {ParentNode | null} [parent]
 * @param {Record<string, string>} [attributes]
 */
export function make(tag, className = "", parent = null, attributes = {}) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent?.appendChild(element);
  return element;
}

/**
 * A page may stretch its panels to the window's height: --pg-scale, 1 where it says nothing. Or it
 * gives a place a height of its own: --pg-height.
 * @param {HTMLElement} root
 * @param {number} height in CSS pixels
 */
export function setHeight(root, height) {
  root.style.height = `var(--pg-height, calc(${height}px * var(--pg-scale, 1)))`;
}

/**
 * @param {Node | null} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node && node.textContent !== text) node.textContent = text;
}

/**
 * @param {Element} element
 * @param {string} name
 */
export function variable(element, name) {
  return getComputedStyle(element).getPropertyValue(name).trim();
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2DSettings} [settings]
 */
export function penOf(canvas, settings) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", settings));
}

/**
 * Draws at each new size, the first one included. Until the browser tells that, `state.sized` is
 * not set and nothing should be measured: asking for a size has the whole page laid out at once,
 * and some twenty components are mounted one after another. What it has told stands in
 * `state.width` and `state.height`: for the same reason, who draws often goes by them.
 * @param {Placed} state
 * @param {() => void} draw
 */
export function watchSize(state, draw) {
  const sized = new ResizeObserver((entries) => {
    const { width, height } = entries[entries.length - 1].contentRect;
    const before = [state.width, state.height];
    Object.assign(state, { sized: true, width: Math.round(width), height: Math.round(height) });
    if (before[0] !== state.width || before[1] !== state.height) draw();
  });
  sized.observe(state.root);
  return () => sized.disconnect();
}

/**
 * For components that nothing is seen of: they must not take a row of the page either.
 * @param {Parent} parentElement
 */
export function takeNoRoom(parentElement) {
  const host = parentElement instanceof ShadowRoot ? parentElement.host : parentElement;
  const row = host.closest('[data-testid="stElementContainer"], .stElementContainer');
  if (row instanceof HTMLElement) {
    row.style.cssText += "position:absolute;width:0;height:0;overflow:hidden";
  }
}
