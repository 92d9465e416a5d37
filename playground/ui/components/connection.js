// The page's own connection to the server, by the way that answers: see connection.py.

import { openSocket } from "./connection/socket.js";
import { streamWay } from "./connection/stream.js";
import { make, setText, takeNoRoom } from "./shared/elements.js";
import { unpacked } from "./shared/message.js";
import { hand, mountedOnce } from "./shared/places.js";
import { serverRoot } from "./shared/server.js";
import { shown } from "./shared/shown.js";

// Between two attempts to open a socket, in ms: a proxy that refuses it will do so again.
const PAUSES = [250, 1000, 2000, 4000, 8000, 15000, 30000];
const SAID_AFTER = 2; // questions in a row that nobody has answered

function mount(parentElement) {
  takeNoRoom(parentElement);
  const root = make("div", "pg", parentElement);
  const state = {
    root, notice: make("div", "pg-lost", document.body, { role: "status", hidden: "" }),
    // "socket", "stream", or none for the moment; `begun` where a socket has ever been heard.
    way: null, begun: false, failures: 0, unanswered: 0, hears: new Set(),
  };
  state.stream = streamWay({
    say: (question) => state.keep("said", question),
    unanswered: () => {
      state.unanswered += 1;
      state.notice.hidden = state.unanswered < SAID_AFTER;
    },
  });
  state.tell = shown.tell = (place, name, value) => tell(state, place, name, value);
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
    if (shown.tell === state.tell) shown.tell = null;
  };
  return state;
}

function close(state) {
  clearTimeout(state.retry);
  state.socket?.close();
  state.stream.stop();
  Object.assign(state, { socket: null, way: null });
}

function connect(state) {
  clearTimeout(state.retry);
  const address = new URL(state.address, serverRoot());
  address.protocol = address.protocol.replace("http", "ws");
  state.socket = openSocket(address.href, {
    heard: (message) => heardBySocket(state, message),
    late: () => stream(state),
    lost: () => {
      state.socket = null;
      if (state.way === "socket") state.way = null;
      state.failures += 1;
      // One that has worked is tried again first: a server's restart, or a slept laptop.
      if (!state.begun || state.failures > 1) stream(state);
      const pause = PAUSES[Math.min(state.failures, PAUSES.length) - 1];
      state.retry = setTimeout(() => connect(state), pause);
    },
  });
}

function stream(state) {
  state.way = "stream";
  state.stream.start();
}

function answered(state) {
  state.unanswered = 0;
  state.notice.hidden = true;
}

function heardBySocket(state, message) {
  answered(state);
  const { header } = message;
  if (state.way !== "socket") {
    Object.assign(state, { way: "socket", begun: true });
    // All is sent again: what came by the other way is not known here.
    state.socket.say({ begin: true });
    state.stream.stop().forEach(({ place, name, value }) => state.socket.say({ place, name, value }));
  }
  // The first message only says that there is a server: what it sends then may still fail.
  if (!header.hears) state.failures = 0;
  deliver(message);
  if (header.page) state.keep("said", { id: Date.now(), streaming: false });
  if (header.page || header.places.length) onTheScreen(() => state.socket?.say({}));
}

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

// The next one comes when this one is on the screen, its charts too: a slow screen is sent less.
function onTheScreen(then) {
  requestAnimationFrame(() => {
    if (shown.turn) shown.turn.then(() => requestAnimationFrame(then));
    else then();
  });
}

// Whether the event is on its way; else it goes as any event of Streamlit's.
function tell(state, place, name, value) {
  if (!state.way || !state.hears.has(place)) return false;
  if (state.way === "socket") state.socket.say({ place, name, value });
  else state.stream.tell(place, name, value);
  return true;
}

export default function (component) {
  const state = mountedOnce(component, mount);
  const message = unpacked(component.data);
  const { address, lost, hears } = message.header;
  setText(state.notice, lost);
  state.hears = new Set(hears);
  if (address !== state.address) {
    close(state);
    Object.assign(state, { address, begun: false, failures: 0 });
    state.stream.forget();
    connect(state);
  }
  if (state.way === "stream") answered(state);
  if (state.stream.answered(message)) deliver(message);
  return state.unmount;
}
