import { unpacked } from "./message.js";
import { shown } from "./shown.js";
import { watchTheme } from "./theme.js";

// One state for each place where a component is mounted. Streamlit calls the script again for
// every message, and calls only what the last call returned when the place is removed.
const places = new WeakMap();

export function mountedOnce(component, mount) {
  const { parentElement } = component;
  let state = places.get(parentElement);
  if (!state) {
    state = mount(parentElement);
    const removals = [watchTheme(state.root, () => state.repaint?.()), () => state.remove?.()];
    state.unmount = () => {
      removals.forEach((remove) => remove());
      places.delete(parentElement);
      // A change of the theme mounts anew in the same place: what was there must not stay beside it.
      state.root.remove();
    };
    places.set(parentElement, state);
  }
  // The functions that send belong to the latest message: the fragment may be another one.
  state.keep = component.setStateValue;
  state.send = (name, value) => sendEvent(state, name, value);
  return state;
}

// A component whose content comes with its own message or over the page's connection, whichever is
// newer.
export function live(component, mount, update) {
  const state = mountedOnce(component, mount);
  const message = unpacked(component.data);
  state.take = (given) => {
    state.serial = given.header.serial;
    update(state, given);
  };
  const { place } = message.header;
  state.place = place;
  if (!state.unfollow) {
    const unmount = state.unmount;
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

export function hand(place, message) {
  // The same may come twice, over an old and a new connection.
  const before = shown.newest.get(place);
  if (before && before.header.serial >= message.header.serial) return;
  shown.newest.set(place, message);
  const state = shown.places.get(place);
  if (state && !(state.serial > message.header.serial)) state.take(message);
}

// The latest events, numbered, as a state: see `events` in mounting.py.
const EVENTS_KEPT = 16;

function sendEvent(state, name, value) {
  // Over the page's own connection, where it has one: that runs nothing of Streamlit's.
  if (state.place && shown.tell?.(state.place, name, value)) return;
  const before = state.events ?? [];
  // Later than every event before it, also than those before a reload of the page.
  const id = Math.max(Date.now(), (before.at(-1)?.id ?? 0) + 1);
  state.events = [...before, { id, name, value }].slice(-EVENTS_KEPT);
  state.keep("events", state.events);
}
