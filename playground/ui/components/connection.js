// The page's own connection to the server: see connection.py.

import { make, setText, takeNoRoom } from "./shared/elements.js";
import { unpacked } from "./shared/message.js";
import { hand, mountedOnce, placed } from "./shared/places.js";
import { serverRoot } from "./shared/server.js";
import { shown } from "./shared/shown.js";

const RETRY = 1000; // ms
const HEALTHY_AFTER = 5000;
const LOST = "The live view has lost its connection and tries again.";

/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  takeNoRoom(parentElement);
  const root = make("div", "pg", parentElement);
  const state = placed({
    root, notice: make("div", "pg-lost", document.body, { role: "status", hidden: "" }),
    address: "", failures: 0, gone: false, retry: 0,
    socket: /** @type {WebSocket | null} */ (null),
    tell: /** @type {Shown["tell"]} */ (null),
  });
  state.remove = () => {
    state.gone = true;
    close(state);
    state.notice.remove();
  };
  return state;
}

/** @param {State} state */
function close(state) {
  clearTimeout(state.retry);
  if (shown.tell === state.tell) shown.tell = null;
  const { socket } = state;
  state.socket = null;
  socket?.close();
}

/** @param {State} state */
function recovered(state) {
  state.failures = 0;
  state.notice.hidden = true;
}

/** @param {State} state */
function open(state) {
  const address = new URL(state.address, serverRoot());
  address.protocol = address.protocol.replace("http", "ws");
  const socket = (state.socket = new WebSocket(address.href));
  socket.binaryType = "arraybuffer";
  /** @type {Set<string>} */
  const hears = new Set();
  socket.onopen = () => {
    // Where nothing trains, nothing is sent.
    setTimeout(() => socket.readyState === WebSocket.OPEN && recovered(state), HEALTHY_AFTER);
    shown.tell = state.tell = (place, name, value) => {
      if (socket.readyState !== WebSocket.OPEN || !hears.has(place)) return false;
      socket.send(JSON.stringify({ place, name, value }));
      return true;
    };
  };
  socket.onmessage = ({ data }) => {
    /** @type {Message<{hears?: string[], places: string[], page?: boolean}>} */
    const { header, bodies } = unpacked(new Uint8Array(data));
    if (header.hears) header.hears.forEach((place) => hears.add(place));
    // The first message only says that there is a server: what it sends then may still fail.
    else recovered(state);
    header.places.forEach((place, index) => {
      try {
        hand(place, unpacked(bodies[index]));
      } catch (error) {
        // One panel's fault must not hold up the others.
        console.error(error);
      }
    });
    if (header.page) state.send("behind", null);
    // The next one comes when this one is on the screen, its charts too: a slow screen is sent less.
    const next = () => {
      if (socket.readyState === WebSocket.OPEN) socket.send("{}");
    };
    requestAnimationFrame(() => {
      if (shown.turn) shown.turn.then(() => requestAnimationFrame(next));
      else next();
    });
  };
  socket.onclose = () => {
    if (state.gone || state.socket !== socket) return;
    shown.tell = null;
    state.failures += 1;
    setText(state.notice, LOST);
    state.notice.hidden = state.failures < 3;
    state.retry = setTimeout(() => open(state), RETRY);
  };
}

/** @param {Component<{address: string}>} component */
export default function (component) {
  const state = mountedOnce(component, mount);
  const { address } = component.data;
  if (address !== state.address) {
    close(state);
    Object.assign(state, { address, failures: 0 });
    open(state);
  }
  return state.unmount;
}
