// The event by which one component tells others that a key of the page was acted on.

export const HEARD = "playground-key";

/** @param {string} name as the browser names the key */
export function tellPressed(name) {
  document.dispatchEvent(new CustomEvent(HEARD, { detail: name }));
}
