// The page's own connection to the server: see connection.py.

import { make, setText, takeNoRoom } from "./shared/elements.js";
import { unpacked } from "./shared/message.js";
import { hand, mountedOnce } from "./shared/places.js";
import { serverRoot } from "./shared/server.js";
import { shown } from "./shared/shown.js";

const RETRY = 1000; // ms
const HEALTHY_AFTER = 5000;
const LOST = "The live view has lost its connection and tries again.";

function mount(parentElement) {
  takeNoRoom(parentElement);
  const root = make("div", "pg", parentElement);
  const state = { root, notice: make("div", "pg-lost", document.body, { role: "status", hidden: "" }) };
  state.remove = () => {
    state.gone = true;
    close(state);
    state.notice.remove();
  };
  return state;
}

function close(state) {
  clearTimeout(state.retry);
  if (shown.tell === state.tell) shown.tell = null;
  const { socket } = state;
  state.socket = null;
  socket?.close();
}

function recovered(state) {
  state.failures = 0;
  state.notice.hidden = true;
}

function open(state) {
  const address = new URL(state.address, serverRoot());
  address.protocol = address.protocol.replace("http", "ws");
  const socket = (state.socket = new WebSocket(address.href));
  socket.binaryType = "arraybuffer";
  socket.onopen = () => {
    // Where nothing trains, nothing is sent.
    setTimeout(() => socket.readyState === WebSocket.OPEN && recovered(state), HEALTHY_AFTER);
    const hears = new Set();
    state.heard = (places) => places.forEach((place) => hears.add(place));
    shown.tell = state.tell = (place, name, value) => {
      if (socket.readyState !== WebSocket.OPEN || !hears.has(place)) return false;
      socket.send(JSON.stringify({ place, name, value }));
      return true;
    };
  };
  socket.onmessage = ({ data }) => {
    const { header, bodies } = unpacked(new Uint8Array(data));
    if (header.hears) state.heard(header.hears);
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
    state.failures = (state.failures ?? 0) + 1;
    setText(state.notice, LOST);
    state.notice.hidden = state.failures < 3;
    state.retry = setTimeout(() => open(state), RETRY);
  };
}

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
