// A place to paste a picture: see paste.py.

import { make, setText } from "./shared/elements.js";
import { mountedOnce } from "./shared/places.js";

const HINT = "or press Ctrl+V";

function mount(parentElement) {
  const root = make("div", "pg pg-paste", parentElement);
  const button = make("button", "", root, { type: "button" });
  setText(make("span", "pg-paste-word", button), "Paste a picture");
  const hint = make("span", "pg-paste-hint", button, { "aria-live": "polite" });
  setText(hint, HINT);
  const state = { root, button, hint };
  button.addEventListener("click", () => fromClipboard(state));
  // Wherever the focus is, except where a person types.
  const pasted = (event) => {
    if (event.target.closest?.("input, textarea, [contenteditable=true]")) return;
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

function isPicture(file) {
  return file.type.startsWith("image/");
}

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

function take(state, blob) {
  if (blob.size > state.most) {
    say(state, `It has more than ${Math.floor(state.most / 2 ** 20)} MB.`);
    return;
  }
  const reader = new FileReader();
  reader.onload = () => state.trigger("picture", reader.result.slice(reader.result.indexOf(",") + 1));
  reader.onerror = () => say(state, "The picture cannot be read.");
  reader.readAsDataURL(blob);
}

function say(state, sentence) {
  setText(state.hint, sentence);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => setText(state.hint, HINT), 5000);
}

export default function (component) {
  const state = mountedOnce(component, mount);
  state.most = component.data.most;
  state.trigger = component.setTriggerValue;
  state.root.style.height = `${component.data.height}px`;
  return state.unmount;
}
