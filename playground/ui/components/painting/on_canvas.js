// A described picture on a canvas: what axes.js makes, where no element of the page is wanted.

/** @typedef {(color: string) => string} ColorOf a color that a canvas understands, of one of a style */

/**
 * @param {CanvasRenderingContext2D} pen its origin is the picture's upper left corner
 * @param {Pick<Drawn, "children">} picture
 * @param {ColorOf} colorOf
 * @param {string} family
 */
export function drawOnCanvas(pen, picture, colorOf, family) {
  for (const node of picture.children) {
    if ("text" in node) continue;
    pen.save();
    pen.globalAlpha *= Number(node.attributes.opacity ?? 1);
    drawn(pen, node, colorOf, family);
    pen.restore();
  }
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Drawn} node
 * @param {ColorOf} colorOf
 * @param {string} family
 */
function drawn(pen, node, colorOf, family) {
  const { tag, attributes: at } = node;
  if (tag === "text") words(pen, node, colorOf, family);
  else if (tag === "g") drawOnCanvas(pen, node, colorOf, family);
  else if (tag === "svg") {
    // A window onto the same coordinates.
    pen.beginPath();
    pen.rect(Number(at.x), Number(at.y), Number(at.width), Number(at.height));
    pen.clip();
    drawOnCanvas(pen, node, colorOf, family);
  } else outline(pen, outlineOf(node), at, colorOf);
}

/** @param {Drawn} node */
function outlineOf({ tag, attributes: at }) {
  if (tag === "path") return new Path2D(String(at.d));
  const path = new Path2D();
  if (tag === "circle") path.arc(Number(at.cx), Number(at.cy), Number(at.r), 0, 2 * Math.PI);
  else path.rect(Number(at.x), Number(at.y), Number(at.width), Number(at.height));
  return path;
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Path2D} path
 * @param {Attributes} at
 * @param {ColorOf} colorOf
 */
function outline(pen, path, at, colorOf) {
  if (at.fill && at.fill !== "none") {
    pen.fillStyle = colorOf(String(at.fill));
    pen.fill(path);
  }
  if (!at.stroke || at.stroke === "none") return;
  pen.strokeStyle = colorOf(String(at.stroke));
  pen.lineWidth = Number(at["stroke-width"] ?? 1);
  pen.setLineDash(String(at["stroke-dasharray"] ?? "").split(" ").filter(Boolean).map(Number));
  pen.stroke(path);
}

const ALIGNED = { start: "left", middle: "center", end: "right" };

/**
 * A text, or the lines within it, each at a place of its own.
 * @param {CanvasRenderingContext2D} pen
 * @param {Drawn} node
 * @param {ColorOf} colorOf
 * @param {string} family
 */
function words(pen, { attributes: at, children }, colorOf, family) {
  pen.font = `${at["font-size"]}px ${family}`;
  pen.fillStyle = colorOf(String(at.fill));
  pen.textAlign = /** @type {CanvasTextAlign} */ (
    ALIGNED[/** @type {keyof typeof ALIGNED} */ (at["text-anchor"] ?? "start")]);
  for (const child of children) {
    if ("text" in child) pen.fillText(child.text, Number(at.x), Number(at.y));
    else {
      const text = child.children.map((one) => ("text" in one ? one.text : "")).join("");
      pen.fillText(text, Number(child.attributes.x ?? at.x), Number(child.attributes.y ?? at.y));
    }
  }
}
