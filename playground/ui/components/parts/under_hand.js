// A picture that is one control: a pointer draws on it or drags, and keys move what it shows.

/**
 * @param {HTMLElement} box
 * @param {object} does
 * @param {() => boolean} does.may whether it answers at all
 * @param {(x: number, y: number, begins: boolean) => void} does.moved a pointer that is down, in
 *     pixels of the box; `begins` where it has just come down
 * @param {(key: string) => boolean} does.keyed false for a key that is none of its own
 */
export function underHand(box, { may, moved, keyed }) {
  let down = false;
  const tell = (/** @type {PointerEvent} */ at, /** @type {boolean} */ begins) => {
    const { left, top } = box.getBoundingClientRect();
    moved(at.clientX - left, at.clientY - top, begins);
  };
  box.addEventListener("pointerdown", (pressed) => {
    if (!may()) return;
    box.setPointerCapture(pressed.pointerId);
    down = true;
    tell(pressed, true);
  });
  box.addEventListener("pointermove", (at) => { if (down) tell(at, false); });
  for (const name of ["pointerup", "pointercancel"]) {
    box.addEventListener(name, () => { down = false; });
  }
  box.addEventListener("keydown", (pressed) => {
    if (may() && keyed(pressed.key)) pressed.preventDefault();
  });
}
