// Keys of the whole page: see keys.py.

import { make, setText } from "./shared/elements.js";
import { unpacked } from "./shared/message.js";
import { mountedOnce, placed } from "./shared/places.js";
import { tellPressed } from "./shared/pressed.js";

const TYPING = 'input:not([type="checkbox"],[type="radio"],[type="button"]),textarea,select,' +
  '[role="textbox"],[role="searchbox"],[role="combobox"],' +
  '[role="listbox"],[role="slider"],[role="spinbutton"],[role="grid"],[role="menu"]';
const PRESSED_BY_SPACE = 'button,a[href],summary,input,[role="button"],[role="tab"],[role="radio"],' +
  '[role="checkbox"],[role="switch"]';
const MOVED_BY_ARROWS = '[data-arrows],[role="tab"],[role="radio"],input[type="radio"]';
const OPEN_DIALOG = '[role="dialog"]';

// Of the browser, not of the tab: who needs it needs it everywhere.
const STORED = "regularization-playground-keys";

/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-keys", parentElement);
  const label = make("label", "", root);
  const box = make("input", "", label, { type: "checkbox" });
  const state = placed({
    root, box, byPointer: true, swallowed: false,
    name: make("span", "", label), told: make("span", "pg-keys-told", root),
    /** @type {Record<string, string>} a key's name to what it does */
    actions: {},
  });
  box.checked = stored((storage) => storage.getItem(STORED)) !== "off";
  box.addEventListener("change", () => stored(
    (storage) => (box.checked ? storage.removeItem(STORED) : storage.setItem(STORED, "off"))));
  /** @param {StorageEvent} event */
  const elsewhere = ({ key, newValue }) => {
    if (key === STORED) box.checked = newValue !== "off";
  };
  window.addEventListener("storage", elsewhere);
  /** @param {KeyboardEvent} pressed */
  const keydown = (pressed) => handle(state, pressed);
  /**
   * Firefox presses a button when Space goes up.
   * @param {KeyboardEvent} released
   */
  const keyup = (released) => {
    if (released.key === " " && state.swallowed) released.preventDefault();
    state.swallowed = false;
  };
  const pointerdown = () => { state.byPointer = true; };
  document.addEventListener("keydown", keydown, true);
  document.addEventListener("keyup", keyup, true);
  document.addEventListener("pointerdown", pointerdown, true);
  state.remove = () => {
    window.removeEventListener("storage", elsewhere);
    document.removeEventListener("keydown", keydown, true);
    document.removeEventListener("keyup", keyup, true);
    document.removeEventListener("pointerdown", pointerdown, true);
  };
  return state;
}

/**
 * Storage is refused in some private windows: then the page alone remembers.
 * @template Kept
 * @param {(storage: Storage) => Kept} act
 */
function stored(act) {
  try {
    return act(window.localStorage);
  } catch {
    return null;
  }
}

/** @param {KeyboardEvent} pressed */
function withModifier(pressed) {
  return pressed.ctrlKey || pressed.altKey || pressed.metaKey || pressed.getModifierState("AltGraph");
}

/**
 * A letter of a word that an input method is still putting together: Safari says it by the code
 * alone.
 * @param {KeyboardEvent} pressed
 */
function composes(pressed) {
  return pressed.isComposing || pressed.keyCode === 229;
}

/** @param {Element} at */
function isTyped(at) {
  return at.matches(TYPING) || (at instanceof HTMLElement && at.isContentEditable);
}

/**
 * @param {State} state
 * @param {KeyboardEvent} pressed
 */
function handle(state, pressed) {
  if (pressed.key === "Tab") state.byPointer = false;
  if (!state.box.checked) return;
  const name = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  const action = state.actions[name];
  if (!action || withModifier(pressed) || composes(pressed)) return;
  // Within a shadow root the event's own target is its host.
  const target = pressed.composedPath()[0];
  const at = target instanceof Element ? target : document.body;
  if (isTyped(at)) return;
  if (document.querySelector(OPEN_DIALOG)) return;
  // Who came by keyboard to a button presses it with Space. Who clicked it has the focus there
  // only by the way.
  if (name === " " && !state.byPointer && at.closest(PRESSED_BY_SPACE)) return;
  if (name.startsWith("Arrow") && !state.byPointer && at.closest(MOVED_BY_ARROWS)) return;
  pressed.preventDefault();
  pressed.stopPropagation();
  state.swallowed = name === " ";
  if (pressed.repeat) return;
  tellPressed(name);
  state.send("key", action);
}

/** @param {Component} component */
export default function (component) {
  const state = mountedOnce(component, mount);
  /** @type {Message<{actions: Record<string, string>, label: string, told: string}>} */
  const { header } = unpacked(component.data);
  state.actions = header.actions;
  setText(state.name, header.label);
  setText(state.told, header.told);
  return state.unmount;
}
