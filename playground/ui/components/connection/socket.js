import { unpacked } from "../shared/message.js";

// One WebSocket, and whether it is alive: an answer is due at its beginning, and to each beat. A
// proxy may accept it and never answer, and a line that is cut says nothing.
const LATE_AFTER = 2500; // ms
const GIVEN_UP_AFTER = 10000;
const BEATS_AFTER = 5000; // of silence

/**
 * `heard`: it is alive. `late`: an answer is overdue. `lost`: it is over, and nothing more will
 * come of it; not told where it was closed from here.
 * @param {string} address
 * @param {{heard(message: Message<Delivery>): void, late(): void, lost(): void}} to
 */
export function openSocket(address, to) {
  /** @type {Record<string, number>} */
  const timers = {};
  let over = false;
  /** @type {WebSocket | null} */
  let socket = null;

  function close() {
    over = true;
    Object.values(timers).forEach(clearTimeout);
    socket?.close();
  }

  function end() {
    if (over) return;
    close();
    to.lost();
  }

  function expect() {
    timers.late = setTimeout(to.late, LATE_AFTER);
    timers.dead = setTimeout(end, GIVEN_UP_AFTER);
  }

  /** @param {object} what */
  function say(what) {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(what));
  }

  expect();
  try {
    socket = new WebSocket(address);
  } catch {
    // Refused by the browser itself, as from a page of another kind of address.
    timers.refused = setTimeout(end);
    return { say, close };
  }
  socket.binaryType = "arraybuffer";
  socket.onclose = end;
  socket.onmessage = ({ data }) => {
    if (over) return;
    Object.values(timers).forEach(clearTimeout);
    timers.beat = setTimeout(() => {
      say({ beat: true });
      expect();
    }, BEATS_AFTER);
    to.heard(unpacked(new Uint8Array(data)));
  };
  return { say, close };
}
