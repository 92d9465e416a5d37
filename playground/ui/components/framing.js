// A photo and the framed part of it: see framing.py. Lengths are the photo's own pixels.

import { make, watchSize } from "./shared/elements.js";
import { unpacked } from "./shared/message.js";
import { mountedOnce } from "./shared/places.js";

const STEP = 0.03, ZOOM = 1.12, SETTLES = 350;

function mount(parentElement) {
  const root = make("div", "pg pg-framing", parentElement);
  const stage = make("div", "pg-stage", root);
  const photo = make("img", "", stage, { draggable: "false" });
  const frame = make("div", "pg-frame", stage, { tabindex: "0", role: "application" });
  for (const corner of ["nw", "ne", "sw", "se"]) make("i", `pg-corner pg-${corner}`, frame);
  const state = { root, stage, photo, frame, pointers: new Map(), message: null };
  const unwatch = watchSize(state, () => arrange(state));
  state.remove = () => {
    unwatch();
    clearTimeout(state.timer);
    if (state.url) URL.revokeObjectURL(state.url);
  };
  stage.addEventListener("pointerdown", (event) => pressed(state, event));
  stage.addEventListener("pointermove", (event) => dragged(state, event));
  for (const end of ["pointerup", "pointercancel"]) {
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

// As large as fits the box; what stands below follows at once.
function arrange(state) {
  if (!state.message || !state.root.clientWidth) return;
  const { width, height, box } = state.message;
  state.scale = Math.min(state.root.clientWidth / width, box / height);
  state.stage.style.width = `${width * state.scale}px`;
  state.stage.style.height = `${height * state.scale}px`;
  state.root.style.height = state.stage.style.height;
  place(state);
}

function place(state) {
  const { part: { x, y, w, h }, scale, frame } = state;
  frame.style.left = `${x * scale}px`;
  frame.style.top = `${y * scale}px`;
  frame.style.width = `${w * scale}px`;
  frame.style.height = `${h * scale}px`;
}

function fit(state, x, y, w, h) {
  const { width, height } = state.message;
  state.part = {
    w, h, x: Math.min(Math.max(x, 0), width - w), y: Math.min(Math.max(y, 0), height - h),
  };
  place(state);
}

// Around its own center; whatever shape it had becomes a square.
function resize(state, side) {
  const { width, height, smallest } = state.message;
  const least = smallest * Math.min(width, height);
  const wanted = Math.min(Math.max(side, least), width, height);
  const { x, y, w, h } = state.part;
  fit(state, x + (w - wanted) / 2, y + (h - wanted) / 2, wanted, wanted);
}

function zoom(state, factor) {
  const { w, h } = state.part;
  resize(state, Math.min(w, h) * factor);
}

function pressed(state, event) {
  if (event.button) return;
  event.preventDefault();
  state.frame.focus({ preventScroll: true });
  state.stage.setPointerCapture(event.pointerId);
  state.pointers.set(event.pointerId, [event.clientX, event.clientY]);
  state.corner = event.target.classList?.contains("pg-corner") ? event.target : null;
  state.began = { ...state.part, at: [event.clientX, event.clientY], gap: gap(state) };
  state.moved = false;
}

function gap(state) {
  const [a, b] = [...state.pointers.values()];
  return b ? Math.hypot(a[0] - b[0], a[1] - b[1]) : 0;
}

function dragged(state, event) {
  if (!state.pointers.has(event.pointerId)) return;
  state.pointers.set(event.pointerId, [event.clientX, event.clientY]);
  const { began, scale } = state;
  const dx = (event.clientX - began.at[0]) / scale, dy = (event.clientY - began.at[1]) / scale;
  if (Math.hypot(dx, dy) * scale > 2) state.moved = true;
  if (!state.moved) return;
  if (state.pointers.size > 1) {
    // The frame follows the fingers.
    if (began.gap) resize(state, Math.min(began.w, began.h) * gap(state) / began.gap);
  } else if (state.corner) {
    pull(state, dx, dy);
  } else {
    const side = Math.min(began.w, began.h);
    fit(state, began.x + (began.w - side) / 2 + dx, began.y + (began.h - side) / 2 + dy, side, side);
  }
}

// A corner follows the pointer, the opposite one stays.
function pull(state, dx, dy) {
  const { width, height, smallest } = state.message, { began, corner } = state;
  const west = corner.matches(".pg-nw, .pg-sw"), north = corner.matches(".pg-nw, .pg-ne");
  const right = began.x + began.w, bottom = began.y + began.h;
  const wanted = Math.max(began.w + (west ? -dx : dx), began.h + (north ? -dy : dy));
  const room = Math.min(west ? right : width - began.x, north ? bottom : height - began.y);
  const side = Math.min(Math.max(wanted, smallest * Math.min(width, height)), room);
  fit(state, west ? right - side : began.x, north ? bottom - side : began.y, side, side);
}

function released(state, event) {
  if (!state.pointers.delete(event.pointerId)) return;
  if (state.pointers.size) {
    const [at] = [...state.pointers.values()];
    state.began = { ...state.part, at, gap: 0 };
  } else if (state.moved) {
    tell(state);
  }
}

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function key(state, event) {
  const move = MOVES[event.key];
  if (move) {
    const side = Math.min(state.part.w, state.part.h);
    const step = STEP * Math.min(state.message.width, state.message.height);
    const { x, y, w, h } = state.part;
    fit(state, x + (w - side) / 2 + move[0] * step, y + (h - side) / 2 + move[1] * step, side, side);
  } else if (event.key === "+" || event.key === "=") zoom(state, 1 / ZOOM);
  else if (event.key === "-") zoom(state, ZOOM);
  else return;
  event.preventDefault();
  settle(state);
}

// Wheel and keys come in bursts.
function settle(state) {
  clearTimeout(state.timer);
  state.timer = setTimeout(() => tell(state), SETTLES);
}

function tell(state) {
  const { width, height } = state.message, { x, y, w, h } = state.part;
  state.send("part", [x / width, y / height, w / width, h / height]);
}

export default function (component) {
  const state = mountedOnce(component, mount);
  const { header, bodies: [jpeg] } = unpacked(component.data);
  if (header.tag !== state.message?.tag || !state.url) {
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
  state.frame.setAttribute("aria-label",
    "What the network gets. Arrow keys move it, plus and minus zoom.");
  arrange(state);
  state.root.dataset.tag = header.tag;
  return state.unmount;
}
