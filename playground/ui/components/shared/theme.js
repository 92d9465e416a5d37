import { make, variable } from "./elements.js";
import { shown } from "./shown.js";

function isDark(element) {
  const color = variable(element, "--st-background-color") || "#fff";
  shown.dark ??= new Map();
  if (!shown.dark.has(color)) {
    const paint = make("canvas").getContext("2d", { willReadFrequently: true });
    paint.fillStyle = color;
    paint.fillRect(0, 0, 1, 1);
    const [red, green, blue] = paint.getImageData(0, 0, 1, 1).data;
    shown.dark.set(color, 0.299 * red + 0.587 * green + 0.114 * blue < 128);
  }
  return shown.dark.get(color);
}

// For those that are mounted in one frame the page's styles are worked out once.
function themeOfThisFrame(root) {
  if (!shown.theme) {
    shown.theme = themeOf(root);
    requestAnimationFrame(() => { shown.theme = null; });
  }
  return shown.theme;
}

function themeOf(root) {
  return isDark(root) ? "dark" : "light";
}

// Streamlit hands the theme over as variables of a wrapper whose class changes with it, and does
// not call a component again. Marks `root` with data-theme, which the style sheets go by.
export function watchTheme(root, changed) {
  const themed = new MutationObserver(() => {
    const theme = themeOf(root);
    if (root.dataset.theme === theme) return;
    root.dataset.theme = theme;
    changed();
  });
  root.dataset.theme = themeOfThisFrame(root);
  const host = root.getRootNode().host ?? root;
  const wrapper = host.closest(".stBidiComponent")?.firstElementChild;
  if (wrapper) themed.observe(wrapper, { attributes: true, attributeFilter: ["class", "style"] });
  return () => themed.disconnect();
}
