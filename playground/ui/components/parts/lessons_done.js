// Which lessons are done, kept by the browser: names alone, for all its tabs.

const PLACE = "regularization-playground-lessons";
const CHANGED = "playground-lessons-done";
// Where storage is refused, as in some private windows: as long as the page lasts.
/** @type {Set<string>} */
const here = new Set();

/** @returns {string[]} */
function kept() {
  try {
    const found = JSON.parse(window.localStorage.getItem(PLACE) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => typeof one === "string").slice(0, 500) : [];
  } catch {
    return [];
  }
}

/** @param {string[]} names */
function keep(names) {
  try {
    window.localStorage.setItem(PLACE, JSON.stringify(names));
  } catch {
    // Refused: `here` has them.
  }
}

/**
 * @param {string[]} also of this session
 * @returns {Set<string>}
 */
export function doneLessons(also) {
  return new Set([...kept(), ...here, ...also]);
}

/** @param {string[]} names */
export function alsoDone(names) {
  const before = doneLessons([]);
  if (names.every((name) => before.has(name))) return;
  for (const name of names) here.add(name);
  keep([...doneLessons(names)]);
  window.dispatchEvent(new Event(CHANGED));
}

export function forgetLessons() {
  here.clear();
  keep([]);
  window.dispatchEvent(new Event(CHANGED));
}

/**
 * Also where another tab has done one.
 * @param {() => void} changed
 */
export function watchLessons(changed) {
  window.addEventListener(CHANGED, changed);
  window.addEventListener("storage", changed);
  return () => {
    window.removeEventListener(CHANGED, changed);
    window.removeEventListener("storage", changed);
  };
}
