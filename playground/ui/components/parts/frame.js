// The framed part of a photo: see framing.js. Lengths are the photo's own pixels.

/** @typedef {{x: number, y: number, w: number, h: number}} Part */
/** @typedef {{width: number, height: number, smallest: number}} Photo `smallest`: of its side */

/**
 * As near to a place as the photo has room.
 * @param {Photo} photo
 * @param {number} x
 * @param {number} y
 * @param {number} w
 * @param {number} h
 * @returns {Part}
 */
export function placedWithin({ width, height }, x, y, w, h) {
  return {
    w, h, x: Math.min(Math.max(x, 0), width - w), y: Math.min(Math.max(y, 0), height - h),
  };
}

/** @param {Photo} photo */
function least({ width, height, smallest }) {
  return smallest * Math.min(width, height);
}

/**
 * Around its own center; whatever shape it had becomes a square.
 * @param {Photo} photo
 * @param {Part} part
 * @param {number} side
 */
export function resized(photo, { x, y, w, h }, side) {
  const wanted = Math.min(Math.max(side, least(photo)), photo.width, photo.height);
  return placedWithin(photo, x + (w - wanted) / 2, y + (h - wanted) / 2, wanted, wanted);
}

/**
 * A square of the part's shorter side, moved.
 * @param {Photo} photo
 * @param {Part} part
 * @param {number} dx
 * @param {number} dy
 */
export function moved(photo, { x, y, w, h }, dx, dy) {
  const side = Math.min(w, h);
  return placedWithin(photo, x + (w - side) / 2 + dx, y + (h - side) / 2 + dy, side, side);
}

/**
 * A corner follows the pointer, the opposite one stays.
 * @param {Photo} photo
 * @param {Part} part
 * @param {{west: boolean, north: boolean}} corner
 * @param {number} dx
 * @param {number} dy
 */
export function pulled(photo, { x, y, w, h }, { west, north }, dx, dy) {
  const right = x + w, bottom = y + h;
  const wanted = Math.max(w + (west ? -dx : dx), h + (north ? -dy : dy));
  const room = Math.min(west ? right : photo.width - x, north ? bottom : photo.height - y);
  const side = Math.min(Math.max(wanted, least(photo)), room);
  return placedWithin(photo, west ? right - side : x, north ? bottom - side : y, side, side);
}
