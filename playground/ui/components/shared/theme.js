import { make, penOf, variable } from "./elements.js";
import { shown } from "./shown.js";

/**
 * The darkness of the page, worked out once for each of its grounds.
 * @param {Element} element
 */
function isDark(element) {
  const color = variable(element, "--st-background-color") || "#fff";
  const known = (shown.dark ??= new Map());
  const before = known.get(color);
  if (before !== undefined) return before;
  const pen = penOf(make("canvas"), { willReadFrequently: true });
  pen.fillStyle = color;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
  const dark = 0.299 * red + 0.587 * green + 0.114 * blue < 128;
  known.set(color, dark);
  return dark;
}

/**
 * For those that are mounted in one frame the page's styles are worked out once.
 * @param {Element} root
 */
function themeOfThisFrame(root) {
  if (!shown.theme) {
    shown.theme = themeOf(root);
    requestAnimationFrame(() => { shown.theme = null; });
  }
  return shown.theme;
}

/** @param {Element} root */
function themeOf(root) {
  return isDark(root) ? "dark" : "light";
}

/**
 * Streamlit hands the theme over as variables of a wrapper whose class changes with it, and does
 * not call a component again. Marks `root` with data-theme, which the style sheets go by.
 * @param {HTMLElement} root
 * @param {() => void} changed
 */
export function watchTheme(root, changed) {
  const themed = new MutationObserver(() => {
    const theme = themeOf(root);
    if (root.dataset.theme === theme) return;
    root.dataset.theme = theme;
    changed();
  });
  root.dataset.theme = themeOfThisFrame(root);
  const tree = root.getRootNode();
  const host = tree instanceof ShadowRoot ? tree.host : root;
  const wrapper = host.closest(".stBidiComponent")?.firstElementChild;
  if (wrapper) themed.observe(wrapper, { attributes: true, attributeFilter: ["class", "style"] });
  return () => themed.disconnect();
}
