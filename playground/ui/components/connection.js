// The page's own connection to the server, by the way that answers: see connection.py.

import { openSocket } from "./connection/socket.js";
import { streamWay } from "./connection/stream.js";
import { make, setText, takeNoRoom } from "./shared/elements.js";
import { unpacked } from "./shared/message.js";
import { hand, mountedOnce, placed } from "./shared/places.js";
import { serverRoot } from "./shared/server.js";
import { shown } from "./shared/shown.js";

// Between two attempts to open a socket, in ms: a proxy that refuses it will do so again.
const PAUSES = [250, 1000, 2000, 4000, 8000, 15000, 30000];
const SAID_AFTER = 2; // questions in a row that nobody has answered

/**
 * What Python mounts: where the socket is, which places are heard, and the other way's last answer.
 * @typedef {Delivery & Answer & {address: string, lost: string, hears: string[]}} Mounted
 * @typedef {ReturnType<typeof mount>} State
 */

/** @param {Parent} parentElement */
function mount(parentElement) {
  takeNoRoom(parentElement);
  const state = placed({
    root: make("div", "pg", parentElement),
    notice: make("div", "pg-lost", document.body, { role: "status", hidden: "" }),
    address: "", retry: 0, failures: 0, since: 0, unanswered: 0, hears: /** @type {Set<string>} */ (new Set()),
    // The one that answers; none for the moment. `begun`: whether a socket has ever been heard.
    way: /** @type {"socket" | "stream" | null} */ (null), begun: false,
    socket: /** @type {ReturnType<typeof openSocket> | null} */ (null),
    toServer: /** @type {Shown["tell"]} */ (null),
    stream: streamWay({
      say: (question) => state.keep("said", question),
      unanswered: () => {
        state.unanswered += 1;
        state.notice.hidden = state.unanswered < SAID_AFTER;
      },
    }),
  });
  state.toServer = (place, name, value) => tell(state, place, name, value);
  const again = () => {
    if (!document.hidden && state.way === "stream" && !state.socket) connect(state);
  };
  window.addEventListener("online", again);
  document.addEventListener("visibilitychange", again);
  state.remove = () => {
    window.removeEventListener("online", again);
    document.removeEventListener("visibilitychange", again);
    close(state);
    state.notice.remove();
    if (shown.tell === state.toServer) shown.tell = null;
  };
  return state;
}

/** @param {State} state */
function close(state) {
  clearTimeout(state.retry);
  state.socket?.close();
  state.stream.stop();
  state.socket = state.way = null;
}

/** @param {State} state */
function connect(state) {
  clearTimeout(state.retry);
  const address = new URL(state.address, serverRoot());
  address.protocol = address.protocol.replace("http", "ws");
  state.socket = openSocket(address.href, {
    heard: (message) => heardBySocket(state, message),
    late: () => ask(state),
    lost: () => {
      state.socket = null;
      if (state.way === "socket") state.way = null;
      state.failures += 1;
      // One that has worked is tried again first: a server's restart, or a laptop that slept.
      if (!state.begun || state.failures > 1) ask(state);
      const pause = PAUSES[Math.min(state.failures, PAUSES.length) - 1];
      state.retry = setTimeout(() => connect(state), pause);
    },
  });
}

/**
 * When the way was changed: later than each change before it, also those of a mount before this one.
 * What is still on its way then must not take the page back.
 * @param {State} state
 */
function changed(state) {
  state.since = Math.max(Math.ceil(performance.now()), state.since + 1);
  return state.since;
}

/** @param {State} state */
function ask(state) {
  state.way = "stream";
  state.stream.start(changed(state));
}

/** @param {State} state */
function answered(state) {
  state.unanswered = 0;
  state.notice.hidden = true;
}

/**
 * @param {State} state
 * @param {Message<Delivery>} message
 */
function heardBySocket(state, message) {
  answered(state);
  const { header } = message;
  if (state.way !== "socket") {
    Object.assign(state, { way: "socket", begun: true });
    // All is sent again: what came by the other way is not known there.
    state.socket?.say({ begin: changed(state) });
    for (const { place, name, value } of state.stream.stop()) state.socket?.say({ place, name, value });
  }
  // The first message only says that there is a server: what it sends then may still fail.
  if (!header.hears) state.failures = 0;
  deliver(message);
  if (header.page) state.keep("said", { id: Date.now(), streaming: false });
  // The next one comes when this one is on the screen: a slow screen is sent less.
  if (header.page || header.places.length) requestAnimationFrame(() => state.socket?.say({}));
}

/** @param {Message<Delivery>} message */
function deliver({ header, bodies }) {
  header.places.forEach((place, index) => {
    try {
      hand(place, unpacked(bodies[index]));
    } catch (error) {
      // One panel's fault must not hold up the others.
      console.error(error);
    }
  });
}

/**
 * Whether the event is on its way; else it goes as any event of Streamlit's.
 * @param {State} state
 * @param {string} place
 * @param {string} name
 * @param {unknown} value
 */
function tell(state, place, name, value) {
  if (!state.way || !state.hears.has(place)) return false;
  if (state.way === "socket") state.socket?.say({ place, name, value });
  else state.stream.tell(place, name, value);
  return true;
}

/** @param {Component} component */
export default function (component) {
  const state = mountedOnce(component, mount);
  /** @type {Message<Mounted>} */
  const message = unpacked(component.data);
  const { address, lost, hears } = message.header;
  setText(state.notice, lost);
  state.hears = new Set(hears);
  // A second connection of a page that hears nothing, as a room's, leaves events to the first.
  if (hears.length) shown.tell = state.toServer;
  if (address !== state.address) {
    close(state);
    Object.assign(state, { address, begun: false, failures: 0 });
    state.stream.forget();
    connect(state);
  }
  if (state.way === "stream") answered(state);
  if (state.stream.answered(message.header)) deliver(message);
  return state.unmount;
}
