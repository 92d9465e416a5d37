// A place to paste a picture: see paste.py.

import { make, setText } from "./shared/elements.js";
import { mountedOnce, placed } from "./shared/places.js";

const HINT = "or press Ctrl+V";

/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-paste", parentElement);
  const button = make("button", "", root, { type: "button" });
  setText(make("span", "pg-paste-word", button), "Paste a picture");
  const hint = make("span", "pg-paste-hint", button, { "aria-live": "polite" });
  setText(hint, HINT);
  const state = placed({
    root, button, hint, most: 0, timer: 0,
    /** @type {Component["setTriggerValue"]} */
    trigger() {},
  });
  button.addEventListener("click", () => fromClipboard(state));
  /**
   * Wherever the focus is, except where a person types.
   * @param {ClipboardEvent} event
   */
  const pasted = (event) => {
    if (event.target instanceof Element
        && event.target.closest("input, textarea, [contenteditable=true]")) return;
    const file = [...(event.clipboardData?.files ?? [])].find(isPicture);
    if (file) {
      event.preventDefault();
      take(state, file);
    } else {
      say(state, "There is no picture in the clipboard.");
    }
  };
  document.addEventListener("paste", pasted);
  state.remove = () => {
    document.removeEventListener("paste", pasted);
    clearTimeout(state.timer);
  };
  return state;
}

/** @param {File} file */
function isPicture(file) {
  return file.type.startsWith("image/");
}

/** @param {State} state */
async function fromClipboard(state) {
  // Absent on a page without HTTPS, and in some browsers.
  if (!navigator.clipboard?.read) {
    say(state, "Press Ctrl+V now.");
    return;
  }
  try {
    for (const item of await navigator.clipboard.read()) {
      const type = item.types.find((one) => one.startsWith("image/"));
      if (type) {
        take(state, await item.getType(type));
        return;
      }
    }
    say(state, "There is no picture in the clipboard.");
  } catch {
    say(state, "The browser gave no access. Press Ctrl+V.");
  }
}

/**
 * @param {State} state
 * @param {Blob} blob
 */
function take(state, blob) {
  if (blob.size > state.most) {
    say(state, `It has more than ${Math.floor(state.most / 2 ** 20)} MB.`);
    return;
  }
  const reader = new FileReader();
  reader.onload = () => {
    const address = String(reader.result);
    state.trigger("picture", address.slice(address.indexOf(",") + 1));
  };
  reader.onerror = () => say(state, "The picture cannot be read.");
  reader.readAsDataURL(blob);
}

/**
 * @param {State} state
 * @param {string} sentence
 */
function say(state, sentence) {
  setText(state.hint, sentence);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => setText(state.hint, HINT), 5000);
}

/** @param {Component<{most: number, height: number}>} component */
export default function (component) {
  const state = mountedOnce(component, mount);
  state.most = component.data.most;
  state.trigger = component.setTriggerValue;
  state.root.style.height = `${component.data.height}px`;
  return state.unmount;
}
