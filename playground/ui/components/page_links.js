// In the head of each page: see page_links.py.

// What a person turns is written into the address of the Play page: that is no other page, and Back
// leads from it to where they came from, not through each of its settings.
(() => {
  const push = history.pushState.bind(history);
  history.pushState = (state, title, address) => {
    const here = location.pathname;
    const there = address ? new URL(address, location.href).pathname : here;
    if (there === here && here.endsWith("/")) history.replaceState(state, title, address);
    else push(state, title, address);
  };
})();

(() => {
  const OPEN = '[data-testid="stPopoverBody"]';
  const GIVES_UP_AFTER = 4_000; // ms
  const TOLD_AFTER = 150;
  const RUNS = '[data-testid="stApp"]:not([data-test-script-state="notRunning"])';
  let going = false;

  window.addEventListener("click", (pressed) => {
    const link = pressed.target instanceof Element
      ? pressed.target.closest('[data-testid="stPageLink"] a') : null;
    if (going || !(link instanceof HTMLElement) || !document.querySelector(OPEN)) return;
    pressed.preventDefault();
    pressed.stopImmediatePropagation();
    // Held back, the press does not close it.
    document.querySelector(OPEN)?.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Escape", code: "Escape", bubbles: true }));
    const since = performance.now();
    let closed = 0;
    const wait = setInterval(() => {
      const now = performance.now();
      closed = document.querySelector(OPEN) ? 0 : closed || now;
      const told = closed && now - closed > TOLD_AFTER && !document.querySelector(RUNS);
      if (!told && now - since < GIVES_UP_AFTER) return;
      clearInterval(wait);
      going = true;
      link.click();
      going = false;
    }, 30);
  }, true);
})();
