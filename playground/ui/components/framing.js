// A photo and the framed part of it: see framing.py. Lengths are the photo's own pixels.

import { moved, pulled, resized } from "./parts/frame.js";
import { make, watchSize } from "./shared/elements.js";
import { unpacked } from "./shared/message.js";
import { mountedOnce, placed } from "./shared/places.js";

const STEP = 0.03, ZOOM = 1.12, SETTLES = 350;

/** @typedef {import("./parts/frame.js").Part} Part */
/**
 * `part`: left, top, width and height in shares of the photo.
 * @typedef {{width: number, height: number, smallest: number, box: number, tag: string,
 *            alt: string, frame: string, part: [number, number, number, number]}} Header
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @type {Header} */
const NOTHING = { width: 0, height: 0, smallest: 1, box: 0, tag: "", alt: "", frame: "", part: [0, 0, 1, 1] };

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-framing", parentElement);
  const stage = make("div", "pg-stage", root);
  const photo = make("img", "", stage, { draggable: "false" });
  const frame = make("div", "pg-frame", stage, { tabindex: "0", role: "application" });
  for (const corner of ["nw", "ne", "sw", "se"]) make("i", `pg-corner pg-${corner}`, frame);
  const state = placed({
    root, stage, photo, frame, message: NOTHING, url: "", scale: 1, timer: 0, moved: false,
    part: /** @type {Part} */ ({ x: 0, y: 0, w: 0, h: 0 }),
    corner: /** @type {Element | null} */ (null),
    /** @type {Map<number, [number, number]>} */
    pointers: new Map(),
    /** Where the pointers and the part were when a drag began. */
    began: { part: { x: 0, y: 0, w: 0, h: 0 }, at: [0, 0], gap: 0 },
  });
  const unwatch = watchSize(state, () => arrange(state));
  state.remove = () => {
    unwatch();
    clearTimeout(state.timer);
    if (state.url) URL.revokeObjectURL(state.url);
  };
  stage.addEventListener("pointerdown", (event) => pressed(state, event));
  stage.addEventListener("pointermove", (event) => dragged(state, event));
  for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) {
    stage.addEventListener(end, (event) => released(state, event));
  }
  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(state, event.deltaY < 0 ? 1 / ZOOM : ZOOM);
    settle(state);
  }, { passive: false });
  frame.addEventListener("keydown", (event) => key(state, event));
  return state;
}

/**
 * As large as fits the box; what stands below follows at once.
 * @param {State} state
 */
function arrange(state) {
  if (!state.message.width || !state.root.clientWidth) return;
  const { width, height, box } = state.message;
  state.scale = Math.min(state.root.clientWidth / width, box / height);
  state.stage.style.width = `${width * state.scale}px`;
  state.stage.style.height = `${height * state.scale}px`;
  state.root.style.height = state.stage.style.height;
  place(state);
}

/** @param {State} state */
function place(state) {
  const { part: { x, y, w, h }, scale, frame } = state;
  frame.style.left = `${x * scale}px`;
  frame.style.top = `${y * scale}px`;
  frame.style.width = `${w * scale}px`;
  frame.style.height = `${h * scale}px`;
}

/**
 * @param {State} state
 * @param {Part} part
 */
function fit(state, part) {
  state.part = part;
  place(state);
}

/**
 * @param {State} state
 * @param {number} factor
 */
function zoom(state, factor) {
  const { w, h } = state.part;
  fit(state, resized(state.message, state.part, Math.min(w, h) * factor));
}

/**
 * @param {State} state
 * @param {PointerEvent} event
 */
function pressed(state, event) {
  if (event.button) return;
  event.preventDefault();
  state.frame.focus({ preventScroll: true });
  state.stage.setPointerCapture(event.pointerId);
  state.pointers.set(event.pointerId, [event.clientX, event.clientY]);
  const { target } = event;
  state.corner = target instanceof Element && target.matches(".pg-corner") ? target : null;
  state.began = { part: state.part, at: [event.clientX, event.clientY], gap: gap(state) };
  state.moved = false;
}

/** @param {State} state */
function gap(state) {
  const [a, b] = [...state.pointers.values()];
  return b ? Math.hypot(a[0] - b[0], a[1] - b[1]) : 0;
}

/**
 * @param {State} state
 * @param {PointerEvent} event
 */
function dragged(state, event) {
  if (!state.pointers.has(event.pointerId)) return;
  state.pointers.set(event.pointerId, [event.clientX, event.clientY]);
  const { began, scale, message, corner } = state;
  const dx = (event.clientX - began.at[0]) / scale, dy = (event.clientY - began.at[1]) / scale;
  if (Math.hypot(dx, dy) * scale > 2) state.moved = true;
  if (!state.moved) return;
  if (state.pointers.size > 1) {
    const side = Math.min(began.part.w, began.part.h);
    // The frame follows the fingers.
    if (began.gap) fit(state, resized(message, state.part, side * gap(state) / began.gap));
  } else if (corner) {
    const west = corner.matches(".pg-nw, .pg-sw"), north = corner.matches(".pg-nw, .pg-ne");
    fit(state, pulled(message, began.part, { west, north }, dx, dy));
  } else {
    fit(state, moved(message, began.part, dx, dy));
  }
}

/**
 * @param {State} state
 * @param {PointerEvent} event
 */
function released(state, event) {
  if (!state.pointers.delete(event.pointerId)) return;
  if (state.pointers.size) {
    const [at] = [...state.pointers.values()];
    state.began = { part: state.part, at, gap: 0 };
  } else if (state.moved) {
    tell(state);
  }
}

/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * @param {State} state
 * @param {KeyboardEvent} event
 */
function key(state, event) {
  const move = MOVES[event.key];
  if (move) {
    const { message, part } = state;
    const step = STEP * Math.min(message.width, message.height);
    fit(state, moved(message, part, move[0] * step, move[1] * step));
  } else if (event.key === "+" || event.key === "=") zoom(state, 1 / ZOOM);
  else if (event.key === "-") zoom(state, ZOOM);
  else return;
  event.preventDefault();
  settle(state);
}

/**
 * Wheel and keys come in bursts.
 * @param {State} state
 */
function settle(state) {
  clearTimeout(state.timer);
  state.timer = setTimeout(() => tell(state), SETTLES);
}

/** @param {State} state */
function tell(state) {
  const { width, height } = state.message, { x, y, w, h } = state.part;
  state.send("part", [x / width, y / height, w / width, h / height]);
}

/** @param {Component} component */
export default function (component) {
  const state = mountedOnce(component, mount);
  /** @type {Message<Header>} */
  const { header, bodies: [jpeg] } = unpacked(component.data);
  if (header.tag !== state.message.tag || !state.url) {
    if (state.url) URL.revokeObjectURL(state.url);
    state.url = URL.createObjectURL(new Blob([jpeg.slice()], { type: "image/jpeg" }));
    state.photo.src = state.url;
  }
  const [left, top, width, height] = header.part;
  state.message = header;
  if (!state.pointers.size) {
    state.part = {
      x: left * header.width, y: top * header.height,
      w: width * header.width, h: height * header.height,
    };
  }
  state.photo.alt = header.alt;
  state.frame.setAttribute("aria-label", header.frame);
  arrange(state);
  state.root.dataset.tag = header.tag;
  return state.unmount;
}
