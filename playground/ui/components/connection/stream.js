// The other way: questions over Streamlit's own connection, one after another, each answered by the
// component's next data. It is slower, and goes wherever the page itself goes.
const UNANSWERED_AFTER = 5000; // ms: a run of the fragment that was asked for may be overtaken
const HIDDEN = 10000;
const MOST_PENDING = 64;

/** @typedef {{id: number, place: string, name: string, value: unknown}} Told */

/**
 * `say`: send a question. `unanswered`: it has not been answered in time, and is asked again.
 * @param {{say(question: object): void, unanswered(): void}} to
 */
export function streamWay(to) {
  let running = false, begin = false, waiting = false;
  let since = 0, id = 0, received = 0, asked = 0, told = 0, eventId = 0;
  let next = 0;
  /** @type {Told[]} */
  let pending = [];

  function ask() {
    clearTimeout(next);
    // Later than every question before it, also than those before a reload of the page.
    id = Math.max(Date.now(), id + 1);
    waiting = true;
    asked = performance.now();
    told = eventId;
    to.say({ id, streaming: true, since, begin, received, events: pending });
    next = setTimeout(() => {
      to.unanswered();
      ask();
    }, UNANSWERED_AFTER);
  }

  /** @param {number} seconds */
  function askIn(seconds) {
    clearTimeout(next);
    const wait = document.hidden ? HIDDEN : 1000 * seconds;
    next = setTimeout(ask, Math.max(0, wait - (performance.now() - asked)));
  }

  return {
    /** @param {number} at when this way was changed to */
    start(at) {
      if (running) return;
      since = at;
      running = begin = true;
      ask();
    },

    /** Returns the events that the server has not been told. */
    stop() {
      const untold = pending.filter((event) => event.id > told);
      running = waiting = false;
      clearTimeout(next);
      pending = [];
      return untold;
    },

    /**
     * @param {string} place
     * @param {string} name
     * @param {unknown} value
     */
    tell(place, name, value) {
      eventId = Math.max(Date.now(), eventId + 1);
      const last = pending.at(-1);
      // Of a knob that is dragged, the last counts.
      if (last && last.id > told && last.place === place && last.name === name) pending.pop();
      pending = [...pending, { id: eventId, place, name, value }].slice(-MOST_PENDING);
      if (!waiting) ask();
    },

    /**
     * The component's data, whoever had it drawn; whether it brings what has not been seen.
     * @param {Answer} answer
     */
    answered({ number, answered, pause }) {
      const fresh = number > received;
      if (fresh) received = number;
      if (waiting && answered >= id) {
        waiting = begin = false;
        pending = pending.filter((event) => event.id > told);
      }
      if (running && !waiting) {
        if (pending.length) ask();
        else askIn(pause);
      }
      return fresh;
    },

    /** Another server, or another session: what it says begins anew. */
    forget() {
      received = 0;
      begin = true;
    },
  };
}
