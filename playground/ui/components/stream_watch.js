// In the head of each page, before Streamlit: see stream_watch.py. Streamlit tells whoever embeds a
// page, and the page's own window, what becomes of its connection; not whether anything comes over it.

(() => {
  const UNREACHED_AFTER = 10_000; // ms
  const LOST_AFTER = 2_000;
  const UNANSWERED_AFTER = 15_000; // a script that works for long sends nothing meanwhile
  const READ_IN = 15_000;
  const ASKED_FOR = 10_000;

  const given = document.currentScript?.dataset ?? {};
  /** @type {Record<"unreached" | "unanswered" | "lost" | "missing" | "unread", string>} */
  const words = JSON.parse(given.words ?? "{}");
  const notice = document.createElement("div");
  notice.className = "pg-stream";
  notice.setAttribute("role", "status");
  // No style sheet of the page is there yet.
  Object.assign(notice.style, {
    position: "fixed", insetInline: "0", bottom: "16px", zIndex: "1000001", margin: "0 auto",
    width: "fit-content", maxWidth: "min(34rem, calc(100vw - 32px))", boxSizing: "border-box",
    padding: "10px 16px", borderRadius: "8px", font: "16px/1.4 sans-serif", color: "#fff",
    background: "#20242d", border: "1px solid #8a92a0",
  });
  let timer = 0;
  const own = /** @type {any} */ (window);

  function unsay() {
    clearTimeout(timer);
    notice.remove();
  }

  /** @param {string} sentence */
  function say(sentence) {
    clearTimeout(timer);
    notice.textContent = sentence;
    document.body.append(notice);
  }

  /**
   * @param {string} sentence
   * @param {number} delay
   */
  function sayLater(sentence, delay) {
    clearTimeout(timer);
    timer = setTimeout(() => say(sentence), delay);
  }

  /** @param {string} sentence */
  function sayForAWhile(sentence) {
    say(sentence);
    timer = setTimeout(unsay, READ_IN);
  }

  /**
   * Something was sent, and something has to come back: what is accepted and never answered looks to
   * Streamlit like a page on which nobody clicks.
   * @param {WebSocket} socket
   */
  function watch(socket) {
    let wait = 0;
    const unanswered = () => {
      wait = 0;
      say(words.unanswered);
    };
    const quiet = () => {
      clearTimeout(wait);
      wait = 0;
      if (notice.textContent === words.unanswered) unsay();
    };
    socket.addEventListener("message", quiet);
    socket.addEventListener("close", quiet);
    return () => {
      wait ||= setTimeout(unanswered, UNANSWERED_AFTER);
    };
  }

  window.WebSocket = class extends window.WebSocket {
    /** @type {(() => void) | null} */
    #sent;

    /**
     * @param {string | URL} address
     * @param {string | string[]} [protocols]
     */
    constructor(address, protocols) {
      super(address, protocols);
      this.#sent = String(address).includes("/_stcore/stream") ? watch(this) : null;
    }

    /** @param {string | Blob | BufferSource} data */
    send(data) {
      super.send(data);
      this.#sent?.();
    }
  };

  /**
   * A server that was started anew has nothing of this page, and Streamlit asks it for nothing until
   * somebody clicks. Loaded again, the page finds by what its tab holds what is still there. What
   * it returns is settled where the page stays.
   */
  async function loadFromNewServer() {
    const page = await fetch(window.location.href, {
      headers: { accept: "text/html" }, cache: "no-store",
      signal: AbortSignal.timeout(ASKED_FOR) });
    const [, server] = (await page.text()).match(/ data-server="(\w+)"/) ?? [];
    if (server && server !== given.server) await loadAgain();
  }

  function loadAgain() {
    window.location.reload();
    return new Promise(() => {});
  }

  /** Whether all of the page has been there once. */
  let stood = false;
  const looks = setInterval(() => {
    const app = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]');
    if (!app?.querySelector('[data-testid="stElementContainer"]')) return;
    stood = true;
    clearInterval(looks);
  }, 100);

  let lost = false;
  window.addEventListener("message", ({ source, data }) => {
    if (source !== window || data?.stCommVersion !== 1) return;
    if (data.type === "WEBSOCKET_CONNECTED") {
      unsay();
      // Of what is cut off within its first run Streamlit may bring back another page, or none.
      // What the tab holds waits for that (tab_token.js): whatever is told to a page that goes at
      // once, nobody has read.
      if (lost) own.pgReturning = stood ? loadFromNewServer().catch(() => {}) : loadAgain();
      lost = false;
    }
    if (data.type === "WEBSOCKET_DISCONNECTED") {
      lost = true;
      sayLater(words.lost, LOST_AFTER);
    }
    if (data.type === "CLIENT_ERROR_DIALOG" && data.error === "Page not found") {
      sayForAWhile(words.missing);
    }
    if (data.type === "CLIENT_ERROR_DIALOG" && data.error === "Bad message format") {
      say(words.unread);
    }
  });
  sayLater(words.unreached, UNREACHED_AFTER);

  // Its dialogs speak to whoever runs the server.
  own.__streamlit = {
    ...own.__streamlit, HOST_CONFIG: { ...own.__streamlit?.HOST_CONFIG, blockErrorDialogs: true },
  };
})();
