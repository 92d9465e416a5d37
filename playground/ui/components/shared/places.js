import { unpacked } from "./message.js";
import { shown } from "./shown.js";
import { watchTheme } from "./theme.js";

/**
 * One state for each place where a component is mounted. Streamlit calls the script again for
 * every message, and calls only what the last call returned when the place is removed.
 * @type {WeakMap<Parent, Placed>}
 */
const places = new WeakMap();

/**
 * A component's own state, with what every component has.
 * @template {{root: HTMLElement}} Own
 * @param {Own} own
 * @returns {Own & Placed}
 */
export function placed(own) {
  /** @type {Own & Placed} */
  const state = Object.assign(own, {
    events: [], place: "", serial: 0, sized: false, width: 0, height: 0, unmount() {}, keep() {},
    /** @type {Placed["send"]} */
    send: (name, value) => sendEvent(state, name, value),
  });
  return state;
}

/**
 * @template {Placed} State
 * @param {Pick<Component<any>, "parentElement" | "setStateValue">} component
 * @param {(parentElement: Parent) => State} mount
 */
export function mountedOnce(component, mount) {
  const { parentElement } = component;
  const before = /** @type {State | undefined} */ (places.get(parentElement));
  const state = before ?? mounted(parentElement, mount);
  // It belongs to the latest message: the fragment may be another one.
  state.keep = component.setStateValue;
  return state;
}

/**
 * @template {Placed} State
 * @param {Parent} parentElement
 * @param {(parentElement: Parent) => State} mount
 */
function mounted(parentElement, mount) {
  const state = mount(parentElement);
  const unwatch = watchTheme(state.root, () => state.repaint?.());
  state.unmount = () => {
    unwatch();
    state.remove?.();
    places.delete(parentElement);
    // A change of the theme mounts anew in the same place: what was there must not stay beside it.
    state.root.remove();
  };
  places.set(parentElement, state);
  return state;
}

/**
 * A component whose content comes with its own message or over the page's connection, whichever is
 * newer.
 * @template {Placed} State
 * @template Header
 * @param {Component} component
 * @param {(parentElement: Parent) => State} mount
 * @param {(state: State, message: Message<Header & Stamp>) => void} update
 */
export function live(component, mount, update) {
  const state = mountedOnce(component, mount);
  /** @type {Message<Header & Stamp>} */
  const message = unpacked(component.data);
  state.take = (given) => {
    state.serial = given.header.serial;
    update(state, /** @type {Message<Header & Stamp>} */ (given));
  };
  const { place } = message.header;
  state.place = place;
  if (!state.unfollow) {
    const { unmount } = state;
    state.unfollow = () => {
      if (shown.places.get(place) === state) shown.places.delete(place);
      unmount();
    };
  }
  shown.places.set(place, state);
  const fed = shown.newest.get(place);
  state.take(fed && fed.header.serial > message.header.serial ? fed : message);
  return state.unfollow;
}

/**
 * A message for the component at `place`, whether that is there already or not.
 * @param {string} place
 * @param {Message<Stamp>} message
 */
export function hand(place, message) {
  // The same may come twice, over an old and a new connection.
  const before = shown.newest.get(place);
  if (before && before.header.serial >= message.header.serial) return;
  shown.newest.set(place, message);
  const state = shown.places.get(place);
  if (state && state.serial <= message.header.serial) state.take?.(message);
}

// The latest events, numbered, as a state: see `events` in mounting.py.
const EVENTS_KEPT = 16;

/**
 * @param {Placed} state
 * @param {string} name
 * @param {unknown} value
 */
function sendEvent(state, name, value) {
  // Over the page's own connection, where it has one: that runs nothing of Streamlit's.
  if (state.place && shown.tell?.(state.place, name, value)) return;
  // Later than every event before it, also than those before a reload of the page.
  const id = Math.max(Date.now(), (state.events.at(-1)?.id ?? 0) + 1);
  state.events = [...state.events, { id, name, value }].slice(-EVENTS_KEPT);
  state.keep("events", state.events);
}
