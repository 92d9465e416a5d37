// Whether the browser would give this page a camera: see camera_state.py.

import { make, takeNoRoom } from "./shared/elements.js";
import { mountedOnce, placed } from "./shared/places.js";

// Told to all that listen when somebody on the page has asked for the camera in vain.
const FAILED = "playground-camera-failed";
/** @type {Record<string, string>} */
const REASONS = {
  NotReadableError: "busy", TrackStartError: "busy", AbortError: "busy",
  NotFoundError: "missing", DevicesNotFoundError: "missing", OverconstrainedError: "missing",
  NotAllowedError: "denied", SecurityError: "denied",
};

/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  takeNoRoom(parentElement);
  const state = placed({
    root: make("div", "pg", parentElement, { hidden: "" }), told: "", gone: false, looks: 0, failed: "",
    /** @type {PermissionStatus | undefined} */
    permission: undefined,
  });
  const changed = () => {
    state.failed = "";
    look(state);
  };
  /** @param {Event} event */
  const failed = (event) => {
    state.failed = REASONS[/** @type {CustomEvent<string>} */ (event).detail] ?? "busy";
    look(state);
  };
  window.addEventListener(FAILED, failed);
  hearFailures();
  navigator.mediaDevices?.addEventListener?.("devicechange", changed);
  // Asked by name where the browser knows it; Firefox before 2024 does not.
  navigator.permissions?.query({ name: "camera" }).then((permission) => {
    state.permission = permission;
    permission.addEventListener("change", changed);
    look(state);
  }, () => {});
  state.remove = () => {
    state.gone = true;
    window.removeEventListener(FAILED, failed);
    navigator.mediaDevices?.removeEventListener?.("devicechange", changed);
    state.permission?.removeEventListener("change", changed);
  };
  return state;
}

/**
 * Streamlit's camera does not tell why it got none: the question itself is listened to, once for
 * the page.
 */
function hearFailures() {
  const devices = /** @type {any} */ (navigator.mediaDevices);
  // On a page without HTTPS the camera's script puts something of its own there, which only fails.
  if (!window.isSecureContext || !devices?.getUserMedia || devices.getUserMedia.isHeard) return;
  const ask = devices.getUserMedia.bind(devices);
  /** @param {MediaStreamConstraints} wanted */
  devices.getUserMedia = (wanted) => ask(wanted).catch((/** @type {DOMException} */ error) => {
    window.dispatchEvent(new CustomEvent(FAILED, { detail: error.name }));
    throw error;
  });
  devices.getUserMedia.isHeard = true;
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
  if (!window.isSecureContext) return "insecure";
  if (!navigator.mediaDevices?.getUserMedia) return "missing";
  if (state.permission?.state === "denied") return "denied";
  if (state.failed) return state.failed;
  const devices = await navigator.mediaDevices.enumerateDevices?.().catch(() => null);
  return devices && !devices.some((one) => one.kind === "videoinput") ? "missing" : "ok";
}

/** @param {Component<null>} component */
export default function (component) {
  const state = mountedOnce(component, mount);
  look(state);
  return state.unmount;
}
