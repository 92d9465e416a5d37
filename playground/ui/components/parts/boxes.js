// A row of elements that stay while what they show changes.

/**
 * The box at that place of the row. It is made anew only where it becomes another kind of element,
 * as a button that was none: whoever has the focus must not lose it at every tick.
 * @template {{element: HTMLElement}} Box
 * @param {Box[]} boxes of the row, in order
 * @param {number} index
 * @param {HTMLElement} row
 * @param {string} tag
 * @param {() => Box} made
 */
export function keptBox(boxes, index, row, tag, made) {
  const there = boxes[index];
  if (there?.element.localName === tag) return there;
  const box = made();
  if (there) there.element.replaceWith(box.element);
  else row.appendChild(box.element);
  boxes[index] = box;
  return box;
}
