// Whether the browser would give this page a camera: see camera_state.py.

import { make, takeNoRoom } from "./shared/elements.js";
import { mountedOnce, placed } from "./shared/places.js";

/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  takeNoRoom(parentElement);
  const state = placed({
    root: make("div", "pg", parentElement, { hidden: "" }), told: "ok", gone: false, looks: 0,
    /** @type {PermissionStatus | undefined} */
    permission: undefined,
  });
  const changed = () => look(state);
  navigator.mediaDevices?.addEventListener?.("devicechange", changed);
  // Asked by name where the browser knows it; Firefox before 2024 does not.
  navigator.permissions?.query({ name: "camera" }).then((permission) => {
    state.permission = permission;
    permission.addEventListener("change", changed);
    look(state);
  }, () => {});
  state.remove = () => {
    state.gone = true;
    navigator.mediaDevices?.removeEventListener?.("devicechange", changed);
    state.permission?.removeEventListener("change", changed);
  };
  return state;
}

/** @param {State} state */
async function look(state) {
  const number = (state.looks += 1);
  const found = await cameraState(state);
  // Of two looks at once the one that began last knows more: it may have the permission's answer.
  if (state.gone || number !== state.looks || found === state.told) return;
  state.told = found;
  state.keep("camera", found);
}

/** @param {State} state */
async function cameraState(state) {
  if (!navigator.mediaDevices?.getUserMedia) return window.isSecureContext ? "missing" : "insecure";
  if (state.permission?.state === "denied") return "denied";
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => null);
  return devices && !devices.some((one) => one.kind === "videoinput") ? "missing" : "ok";
}

/** @param {Component<null>} component */
export default function (component) {
  const state = mountedOnce(component, mount);
  look(state);
  return state.unmount;
}
