// The page's own connection to the server: see connection.py.

const RETRY = 1000; // ms
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

function open(state) {
  const address = new URL(state.address, serverRoot());
  address.protocol = address.protocol.replace("http", "ws");
  const socket = (state.socket = new WebSocket(address.href));
  socket.binaryType = "arraybuffer";
  socket.onopen = () => {
    shown.tell = state.tell = (place, name, value) => {
      if (socket.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify({ place, name, value }));
      return true;
    };
  };
  socket.onmessage = ({ data }) => {
    state.failures = 0;
    state.notice.hidden = true;
    const { header, bodies } = unpacked(new Uint8Array(data));
    header.places.forEach((place, index) => hand(place, unpacked(bodies[index])));
    if (header.page) state.send("behind", null);
    // The next one comes when this one is on the screen: a slow screen is sent less.
    requestAnimationFrame(() => {
      if (socket.readyState === WebSocket.OPEN) socket.send("{}");
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
