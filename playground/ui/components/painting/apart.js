// Names at the ends of lines, moved up or down until none touches another: larger words need more
// room than figures/look.py has reckoned with.

const LINE_HEIGHT = 1.2;
/** Labels that begin further from each other, as a part of the figure's width, do not touch. */
const TOUCHING = 0.2;

/**
 * @param {Annotation[]} notes
 * @param {{margin: {t: number, b: number}, xaxis: Axis, yaxis: Axis}} layout as it is painted
 * @param {number} height of the whole figure, in pixels
 * @returns {Annotation[]}
 */
export function apart(notes, layout, height) {
  const { margin: { t, b }, xaxis, yaxis } = layout;
  const [from, to] = yaxis.domain ?? [0, 1];
  const tall = (height - t - b) * (to - from);
  if (tall <= 0) return notes;
  const [low, high] = yaxis.range, pixel = (high - low) / tall;
  const [left, right] = xaxis.range;
  const moved = new Map();
  /** @type {Annotation[][]} */
  const groups = [];
  for (const one of notes.filter(namesALine).sort((less, more) => less.x - more.x)) {
    const group = groups.at(-1);
    if (group && one.x - group[0].x <= TOUCHING * (right - left)) group.push(one);
    else groups.push([one]);
  }
  for (const group of groups) {
    group.sort((one, other) => one.y - other.y);
    const room = group.map((one) => pixel * LINE_HEIGHT * one.font.size * one.text.split("<br>").length);
    const places = spreadApart(group.map((one) => one.y), room, low, high);
    group.forEach((one, i) => moved.set(one, { ...one, y: places[i] }));
  }
  return notes.map((one) => moved.get(one) ?? one);
}

/** @param {Annotation} one */
function namesALine(one) {
  return one.xref === "x" && one.yref === "y" && one.xanchor === "left" && one.yanchor === "middle";
}

/**
 * Ascending places, each the middle of something as high as its `room`, within [low, high].
 * @param {number[]} places
 * @param {number[]} room
 * @param {number} low
 * @param {number} high
 */
function spreadApart(places, room, low, high) {
  const found = [...places];
  let bottom = low;
  found.forEach((place, i) => {
    found[i] = Math.max(place, bottom + room[i] / 2);
    bottom = found[i] + room[i] / 2;
  });
  let top = high;
  for (let i = found.length - 1; i >= 0; i--) {
    found[i] = Math.min(found[i], top - room[i] / 2);
    top = found[i] - room[i] / 2;
  }
  return found;
}
