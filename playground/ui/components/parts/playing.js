// A picture that moves by itself, slowly, until somebody touches it: only while it is seen, and
// never for who has asked for less motion.

/**
 * @param {HTMLElement} root
 * @param {() => number} step does one step; returns the pause until the next one in ms, 0 to end
 * @param {() => void} changed called as it starts or stops
 */
export function playing(root, step, changed) {
  let wanted = false, seen = false, timer = 0;
  const watch = new IntersectionObserver((entries) => {
    seen = entries[entries.length - 1].isIntersecting;
    go();
  });
  watch.observe(root);

  function go() {
    if (!wanted || !seen || timer) return;
    timer = window.setTimeout(tick, 300);
  }

  function tick() {
    timer = 0;
    if (!wanted || !seen) return;
    const pause = step();
    if (pause) timer = window.setTimeout(tick, pause);
    else set(false);
  }

  /** @param {boolean} now */
  function set(now) {
    if (now === wanted) return;
    wanted = now;
    if (!now) {
      clearTimeout(timer);
      timer = 0;
    }
    go();
    changed();
  }

  return {
    set,
    get on() { return wanted; },
    remove() {
      watch.disconnect();
      clearTimeout(timer);
    },
  };
}

/** Whether the reader has asked for less motion. */
export function still() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
