// A place to paste a picture: see paste.py.

import { make, setText } from "./shared/elements.js";
import { mountedOnce, placed } from "./shared/places.js";

/**
 * @typedef {{button: string, hint: string, none: string, now: string, refused: string,
 *            large: string, unreadable: string}} Words
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-paste", parentElement);
  const button = make("button", "", root, { type: "button" });
  const word = make("span", "pg-paste-word", button);
  const hint = make("span", "pg-paste-hint", button, { "aria-live": "polite" });
  const state = placed({
    root, button, word, hint, most: 0, timer: 0, words: /** @type {Words | null} */ (null),
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
      say(state, "none");
    }
  };
  document.addEventListener("paste", pasted);
  state.remove = () => {
    document.removeEventListener("paste", pasted);
    clearTimeout(state.timer);
  };
  return state;
}

/**
 * Where the system knows no type for it, as Windows for HEIC, a file has none: the decoder looks.
 * @param {File} file
 */
function isPicture(file) {
  return file.type.startsWith("image/") || ["", "application/octet-stream"].includes(file.type);
}

/** @param {State} state */
async function fromClipboard(state) {
  // Absent on a page without HTTPS, and in some browsers.
  if (!navigator.clipboard?.read) {
    say(state, "now");
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
    say(state, "none");
  } catch {
    say(state, "refused");
  }
}

/**
 * @param {State} state
 * @param {Blob} blob
 */
function take(state, blob) {
  if (blob.size === 0) {
    say(state, "unreadable");
    return;
  }
  if (blob.size > state.most) {
    say(state, "large");
    return;
  }
  const reader = new FileReader();
  reader.onload = () => {
    const address = String(reader.result);
    state.trigger("picture", address.slice(address.indexOf(",") + 1));
  };
  reader.onerror = () => say(state, "unreadable");
  reader.readAsDataURL(blob);
}

/**
 * @param {State} state
 * @param {keyof Words} what
 */
function say(state, what) {
  const { words } = state;
  if (!words) return;
  setText(state.hint, words[what]);
  clearTimeout(state.timer);
  state.timer = what === "hint" ? 0 : setTimeout(() => say(state, "hint"), 5000);
}

/** @param {Component<{most: number, height: number, words: Words}>} component */
export default function (component) {
  const state = mountedOnce(component, mount);
  const { words } = component.data;
  state.most = component.data.most;
  state.words = words;
  setText(state.word, words.button);
  // A sentence that is being read stays its time.
  if (!state.timer) say(state, "hint");
  state.trigger = component.setTriggerValue;
  state.root.style.height = `${component.data.height}px`;
  return state.unmount;
}
