// The page's language: see language.py.

import { make, takeNoRoom } from "./shared/elements.js";
import { mountedOnce, placed } from "./shared/places.js";
import { serverRoot } from "./shared/server.js";

const A_YEAR = 365 * 24 * 3600; // s

/** @param {Parent} parentElement */
function mount(parentElement) {
  takeNoRoom(parentElement);
  return placed({ root: make("div", "pg", parentElement, { hidden: "" }) });
}

/** @param {Component<{tag: string, cookie: string}>} component */
export default function (component) {
  const state = mountedOnce(component, mount);
  const { tag, cookie } = component.data;
  document.documentElement.lang = tag;
  if (cookie) {
    // For all pages of the app, wherever it is served.
    const path = serverRoot().pathname;
    document.cookie = `${cookie}=${tag}; max-age=${A_YEAR}; samesite=lax; path=${path}`;
  }
  return state.unmount;
}
