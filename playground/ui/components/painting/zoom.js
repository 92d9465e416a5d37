// A part of a figure instead of the whole.

/** @typedef {Partial<Record<AxisName, [number, number]>>} Ranges of axes, as they count theirs */
/** @typedef {{x: number, y: number}} Place in pixels */

const LEAST = 8; // pixels that are a drag and no click
const FLAT = 20; // pixels of height that a drag along the axis may have

/** @type {Record<AxisName, "xaxis" | "yaxis" | "yaxis2">} */
const KEYS = { x: "xaxis", y: "yaxis", y2: "yaxis2" };

/**
 * Along which axes a drag goes: along both only where it is clearly neither flat nor steep.
 * @param {Place} from
 * @param {Place} to
 */
export function directionOf(from, to) {
  const [wide, high] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
  if (Math.max(wide, high) < LEAST) return "";
  if (high < Math.min(Math.max(0.6 * wide, LEAST), FLAT)) return "x";
  return wide < Math.min(0.6 * high, FLAT) ? "y" : "xy";
}

/**
 * The rectangle of a drag, as wide or as high as the axes where it goes along one of them.
 * @param {Place} from
 * @param {Place} to
 * @param {Axes} axes
 */
export function rectangleOf(from, to, axes) {
  const direction = directionOf(from, to);
  const up = verticalAt(axes, from.y)[1];
  const sides = (/** @type {Scaled} */ { start, end }, /** @type {number[]} */ places) => (
    places.map((at) => Math.min(Math.max(at, Math.min(start, end)), Math.max(start, end)))
      .sort((one, other) => one - other));
  const [left, right] = sides(axes.x, direction === "y" ? [axes.x.start, axes.x.end] : [from.x, to.x]);
  const [top, bottom] = sides(up, direction === "x" ? [up.start, up.end] : [from.y, to.y]);
  return { direction, left, right, top, bottom };
}

/**
 * What a drag leaves of the axes.
 * @param {Place} from
 * @param {Place} to
 * @param {Axes} axes
 * @returns {Ranges}
 */
export function draggedRanges(from, to, axes) {
  const { direction, left, right, top, bottom } = rectangleOf(from, to, axes);
  const [name, up] = verticalAt(axes, from.y);
  return {
    ...(direction.includes("x") && { x: [placeAt(axes.x, left), placeAt(axes.x, right)] }),
    ...(direction.includes("y") && { [name]: [placeAt(up, bottom), placeAt(up, top)] }),
  };
}

/**
 * The horizontal axis, so many times as long around a place, within what the whole figure shows.
 * @param {[number, number]} range
 * @param {[number, number]} whole
 * @param {number} place
 * @param {number} times
 * @returns {[number, number]}
 */
export function stretched([low, high], whole, place, times) {
  return [Math.max(whole[0], place - (place - low) * times),
          Math.min(whole[1], place + (high - place) * times)];
}

/**
 * The vertical axis at a height; where none is, the nearest.
 * @param {Axes} axes
 * @param {number} y
 * @returns {[AxisName, Scaled]}
 */
function verticalAt({ y: first, y2 }, y) {
  const away = (/** @type {Scaled} */ { start, end }) => Math.max(end - y, y - start, 0);
  return y2 && away(y2) < away(first) ? ["y2", y2] : ["y", first];
}

/**
 * The place along an axis, counted as its range is.
 * @param {Scaled} scaled
 * @param {number} at in pixels
 */
export function placeAt({ axis: { range: [from, to] }, start, end }, at) {
  return from + ((at - start) / (end - start)) * (to - from);
}

/**
 * The layout with those ranges. Ticks that stand in the figure stay while two of them are left;
 * words cannot be replaced by numbers.
 * @param {Layout} layout
 * @param {Ranges} ranges
 * @returns {Layout}
 */
export function zoomedLayout(layout, ranges) {
  const zoomed = { ...layout };
  for (const [name, range] of Object.entries(ranges)) {
    const key = KEYS[/** @type {AxisName} */ (name)];
    const axis = layout[key];
    if (!axis) continue;
    const { tickvals, ...rest } = axis;
    const left = tickvals?.filter((place) => place >= range[0] && place <= range[1]) ?? [];
    zoomed[key] = { ...(left.length < 2 && !axis.ticktext ? rest : axis), range };
  }
  return zoomed;
}
