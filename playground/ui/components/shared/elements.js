export function make(tag, className = "", parent = null, attributes = {}) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent?.appendChild(element);
  return element;
}

// A page may stretch its panels to the window's height: --pg-scale, 1 where it says nothing.
export function setHeight(root, height) {
  root.style.height = `calc(${height}px * var(--pg-scale, 1))`;
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function variable(element, name) {
  return getComputedStyle(element).getPropertyValue(name).trim();
}

// Draws at each new size, the first one included. Until the browser tells that, `state.sized` is not
// set and nothing should be measured: asking for a size has the whole page laid out at once, and
// some twenty components are mounted one after another.
export function watchSize(state, draw) {
  const sized = new ResizeObserver(() => {
    state.sized = true;
    draw();
  });
  sized.observe(state.root);
  return () => sized.disconnect();
}

// For components that nothing is seen of: they must not take a row of the page either.
export function takeNoRoom(parentElement) {
  const host = parentElement.host ?? parentElement;
  const row = host.closest('[data-testid="stElementContainer"], .stElementContainer');
  if (row) row.style.cssText += "position:absolute;width:0;height:0;overflow:hidden";
}
