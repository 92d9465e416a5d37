// Many small pictures on one canvas. With a canvas each, the browser composites a layer each in
// every frame: for forty of them it took 3 % from the training beside it.

import { make } from "../shared/elements.js";
import { putPixels } from "../shared/pixels.js";

const scratch = make("canvas");

// The canvas, as large as given in CSS pixels and empty, to be drawn on in CSS pixels.
export function clearedSheet(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  const size = { width: Math.max(1, Math.round(width * ratio)), height: Math.max(1, Math.round(height * ratio)) };
  if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, size);
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

// rows x columns pixels, filled by `paint`, in the box {x, y, width, height}, cut off at each of
// `outlines`.
export function drawPicture(context, [rows, columns], paint, box, outlines, opacity = 1) {
  putPixels(scratch, rows, columns, paint);
  context.save();
  outlines.forEach((outline) => context.clip(outline));
  context.globalAlpha = opacity;
  context.drawImage(scratch, box.x, box.y, box.width, box.height);
  context.restore();
}

export function rounded({ x, y, width, height }, radius) {
  const outline = new Path2D();
  outline.roundRect(x, y, width, height, radius);
  return outline;
}

// The square of picture `index` where they lie in rows, `below` what stands under each of them.
export function squareOf(index, columns, side, gap, below = 0) {
  return {
    x: (index % columns) * (side + gap), y: Math.floor(index / columns) * (side + below + gap),
    width: side, height: side,
  };
}
