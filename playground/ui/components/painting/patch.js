// A picture is described anew each time, and only what differs from the last one reaches the page:
// new elements in place of equal ones have the browser lay out and composite all of it again.

/**
 * A new element as the next child of `parent`.
 * @param {string} tag
 * @param {Attributes} attributes
 * @param {Pick<Drawn, "children">} parent
 * @returns {Drawn}
 */
export function svg(tag, attributes, parent) {
  /** @type {Drawn} */
  const node = { tag, attributes, children: [] };
  parent.children.push(node);
  return node;
}

/**
 * @param {Drawn} node
 * @param {string} text
 */
export function write(node, text) {
  node.children.push({ text });
}

export const SVG = "http://www.w3.org/2000/svg";
/** @type {WeakMap<Element, Attributes>} */
const patched = new WeakMap();

/**
 * Makes the children of `parent` what `nodes` describe.
 * @param {Element} parent
 * @param {(Drawn | Words)[]} nodes
 */
export function patch(parent, nodes) {
  nodes.forEach((node, i) => {
    const there = parent.childNodes[i];
    if ("text" in node) patchText(parent, there, node.text);
    else patchElement(parent, there, node);
  });
  while (parent.childNodes.length > nodes.length) parent.lastChild?.remove();
}

/**
 * @param {Element} parent
 * @param {ChildNode | undefined} there
 * @param {string} text
 */
function patchText(parent, there, text) {
  if (there?.nodeType !== Node.TEXT_NODE) put(parent, there, document.createTextNode(text));
  else if (there.nodeValue !== text) there.nodeValue = text;
}

/**
 * @param {Element} parent
 * @param {ChildNode | undefined} there
 * @param {Drawn} node
 */
function patchElement(parent, there, { tag, attributes, children }) {
  const element = there instanceof SVGElement && there.tagName === tag ? there
    : put(parent, there, document.createElementNS(SVG, tag));
  const before = patched.get(element) ?? {};
  for (const name of Object.keys({ ...before, ...attributes })) {
    if (before[name] !== attributes[name]) setPart(element, name, attributes[name]);
  }
  patched.set(element, attributes);
  patch(element, children);
}

/**
 * @template {ChildNode} Fresh
 * @param {Element} parent
 * @param {ChildNode | undefined} there
 * @param {Fresh} fresh
 */
function put(parent, there, fresh) {
  if (there) there.replaceWith(fresh);
  else parent.appendChild(fresh);
  return fresh;
}

/**
 * @param {Element & ElementCSSInlineStyle} element
 * @param {string} name
 * @param {string | number | undefined} value
 */
function setPart(element, name, value) {
  // As a style: an attribute would not look up a variable.
  if (name === "fill" || name === "stroke") element.style[name] = String(value ?? "");
  else if (value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, String(value));
}
