// Streamlit's place for files is named, focusable by script, and said to be mere presentation: no
// reader can make sense of that. It is a group with a name: see uploader_role.py.

import { make, takeNoRoom } from "./shared/elements.js";
import { mountedOnce, placed } from "./shared/places.js";

const WRONG = 'section[data-testid="stFileUploaderDropzone"][role="presentation"]';

function mend() {
  document.querySelectorAll(WRONG).forEach((section) => section.setAttribute("role", "group"));
}

/** @param {Parent} parentElement */
function mount(parentElement) {
  takeNoRoom(parentElement);
  // Each upload brings a new one.
  const watch = new MutationObserver(mend);
  watch.observe(document.body, { childList: true, subtree: true });
  mend();
  const state = placed({ root: make("div", "", parentElement) });
  state.remove = () => watch.disconnect();
  return state;
}

/** @param {Component} component */
export default function (component) {
  return mountedOnce(component, mount).unmount;
}
