// In the head of each page: see page_links.py.

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
