// Keys of the whole page: see keys.py.

import { make, takeNoRoom } from "./shared/elements.js";
import { unpacked } from "./shared/message.js";
import { mountedOnce, placed } from "./shared/places.js";

const TYPING = 'input:not([type="checkbox"],[type="radio"],[type="button"]),textarea,select,' +
  '[contenteditable=""],[contenteditable="true"],[role="textbox"],[role="combobox"],' +
  '[role="listbox"],[role="slider"],[role="spinbutton"],[role="grid"],[role="menu"]';
const PRESSED_BY_SPACE = 'button,a[href],summary,input,[role="button"],[role="tab"],[role="radio"],' +
  '[role="checkbox"],[role="switch"]';
const MOVED_BY_ARROWS = '[role="tab"],[role="radio"],input[type="radio"]';
const OPEN_DIALOG = '[role="dialog"]';

/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  takeNoRoom(parentElement);
  const root = make("div", "pg", parentElement, { hidden: "" });
  const state = placed({
    root, byPointer: true, swallowed: false,
    /** @type {Record<string, string>} a key's name to what it does */
    actions: {},
  });
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
    document.removeEventListener("keydown", keydown, true);
    document.removeEventListener("keyup", keyup, true);
    document.removeEventListener("pointerdown", pointerdown, true);
  };
  return state;
}

/**
 * @param {State} state
 * @param {KeyboardEvent} pressed
 */
function handle(state, pressed) {
  if (pressed.key === "Tab") state.byPointer = false;
  const name = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  const action = state.actions[name];
  if (!action || pressed.ctrlKey || pressed.altKey || pressed.metaKey || pressed.isComposing) return;
  // Within a shadow root the event's own target is its host.
  const target = pressed.composedPath()[0];
  const at = target instanceof Element ? target : document.body;
  if (at.matches(TYPING) || at.closest('[contenteditable="true"]')) return;
  if (document.querySelector(OPEN_DIALOG)) return;
  // Who came by keyboard to a button presses it with Space. Who clicked it has the focus there
  // only by the way.
  if (name === " " && !state.byPointer && at.closest(PRESSED_BY_SPACE)) return;
  if (name.startsWith("Arrow") && !state.byPointer && at.closest(MOVED_BY_ARROWS)) return;
  pressed.preventDefault();
  pressed.stopPropagation();
  state.swallowed = name === " ";
  if (!pressed.repeat) state.send("key", action);
}

/** @param {Component} component */
export default function (component) {
  const state = mountedOnce(component, mount);
  /** @type {Message<{actions: Record<string, string>}>} */
  const { header } = unpacked(component.data);
  state.actions = header.actions;
  return state.unmount;
}
