// A chart that stays while its numbers change, to be read and zoomed: see chart.py.

import { paint } from "./painting/axes.js";
import { enlarged } from "./painting/large.js";
import { pointers, selection, titleOf, writeReadout } from "./painting/over.js";
import { patch, SVG } from "./painting/patch.js";
import { nearest, readable, rowsAt, stopsOf } from "./painting/readout.js";
import { axesOf, frameOf } from "./painting/scales.js";
import { looksOfThisFrame, measureAnew } from "./painting/words.js";
import {
  directionOf, draggedRanges, placeAt, stretched, zoomedLayout,
} from "./painting/zoom.js";
import { make, setHeight, setText, watchSize } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";
import { emphasize, join, liftIn, tellOthers } from "./shared/together.js";

/** @typedef {import("./painting/zoom.js").Place} Place */
/** How near to a line a pointer touches it, in pixels. */
const TOUCHES = 24;
/**
 * @typedef {Figure & {height: number, alt: string, tag: string, clicks: boolean, group: string}} Header
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-chart", parentElement);
  const view = make("div", "pg-view", root, { role: "img", tabindex: "0", "data-arrows": "" });
  const picture = sheet(view, "pg-painted");
  const over = sheet(view, "pg-over");
  const readout = make("div", "pg-readout", view);
  const state = placed({
    root, view, picture, over, readout, said: make("span", "pg-unseen", root, { "aria-live": "polite" }),
    content: "",
    wanted: /** @type {Header | null} */ (null),
    /** What is painted: a part of `wanted` while there is a zoom. */
    shown: /** @type {Figure | null} */ (null),
    axes: /** @type {Axes | null} */ (null),
    /** The place along the axis that is read. */
    reading: /** @type {number | null} */ (null),
    drag: /** @type {{from: Place, to: Place} | null} */ (null),
    zoom: /** @type {{revision?: string, ranges: import("./painting/zoom.js").Ranges} | null} */ (null),
    /** As the charts of its group see it. */
    member: /** @type {import("./shared/together.js").Member} */ ({
      group: "", read: (place) => read(state, place), emphasize: () => liftIn(picture),
      zoom: (range) => zoomTo(state, range && { x: range }),
    }),
  });
  const leave = join(state.member);
  const unwatch = watchSize(state, () => draw(state));
  state.remove = () => {
    leave();
    unwatch();
  };
  document.fonts.ready.then(() => {
    measureAnew();
    draw(state);
  });
  view.addEventListener("pointerdown", (event) => pressed(state, event));
  view.addEventListener("pointermove", (event) => pointed(state, event));
  view.addEventListener("pointerup", (event) => released(state, event));
  view.addEventListener("pointercancel", () => dropped(state));
  view.addEventListener("pointerleave", (event) => {
    // A finger has left where it was lifted; what it pointed at stays to be read.
    if (event.pointerType !== "touch" && !state.drag) leaveOff(state);
  });
  view.addEventListener("dblclick", () => zoomAll(state, null));
  view.addEventListener("blur", () => leaveOff(state));
  view.addEventListener("keydown", (event) => key(state, event));
  return state;
}

/**
 * @param {HTMLElement} view
 * @param {string} name
 */
function sheet(view, name) {
  const picture = view.appendChild(document.createElementNS(SVG, "svg"));
  picture.setAttribute("class", name);
  picture.setAttribute("aria-hidden", "true");
  return picture;
}

/** @param {State} state */
function draw(state) {
  const { root, picture, wanted, zoom, width, height } = state;
  if (!wanted || !width) return;
  const layout = zoom ? zoomedLayout(wanted.layout, zoom.ranges) : wanted.layout;
  const { font, large } = looksOfThisFrame(root);
  state.shown = enlarged({ data: wanted.data, layout }, large, height);
  state.axes = axesOf(state.shown.layout, frameOf(state.shown.layout, width, height));
  paint(picture, state.shown, width, height, font);
  root.dataset.tag = wanted.tag;
  root.dataset.zoom = zoom ? layout.xaxis.range.join(" ") : "";
  liftIn(picture);
  drawOver(state);
}

/**
 * Reads it here and in the charts of its group.
 * @param {State} state
 * @param {number | null} place
 */
function readAll(state, place) {
  if (state.reading === place) return;
  read(state, place);
  tellOthers(state.member, (other) => other.read(place));
}

/** @param {State} state */
function leaveOff(state) {
  readAll(state, null);
  if (state.member.group) emphasize("");
}

/**
 * Reads the figure at a place; at none, no more.
 * @param {State} state
 * @param {number | null} place
 */
function read(state, place) {
  if (state.reading === place) return;
  state.reading = place;
  drawOver(state);
}

/**
 * What lies over the picture: the rectangle of a drag, or the readout.
 * @param {State} state
 */
function drawOver(state) {
  const { over, axes, shown, drag, reading, width, height, readout } = state;
  /** @type {Pick<Drawn, "children">} */
  const fresh = { children: [] };
  const rows = axes && shown && !drag && reading !== null
    ? rowsAt(readable(shown), axes, reading, shown.layout.separators) : [];
  if (axes && drag) selection(drag, axes, fresh);
  if (axes && rows.length) pointers(rows, axes, height, fresh);
  if (fresh.children.length || over.childNodes.length) {
    over.setAttribute("width", String(width));
    over.setAttribute("height", String(height));
    patch(over, fresh.children);
  }
  readout.hidden = !rows.length;
  if (shown && rows.length) writeReadout(readout, titleOf(shown, rows), rows, width);
}

/**
 * @param {State} state
 * @param {PointerEvent} event
 * @returns {Place}
 */
function placeOf({ view }, event) {
  const box = view.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/**
 * @param {State} state
 * @param {PointerEvent} event
 */
function pressed(state, event) {
  if (event.button) return;
  const at = placeOf(state, event);
  // A finger scrolls the page.
  if (event.pointerType === "touch") follow(state, at);
  else if (state.axes && at.x >= state.axes.x.start && at.x <= state.axes.x.end) {
    state.view.setPointerCapture(event.pointerId);
    state.drag = { from: at, to: at };
  }
}

/**
 * @param {State} state
 * @param {PointerEvent} event
 */
function pointed(state, event) {
  const at = placeOf(state, event);
  if (!state.drag) {
    follow(state, at);
    return;
  }
  state.drag.to = at;
  drawOver(state);
}

/**
 * @param {State} state
 * @param {PointerEvent} event
 */
function released(state, event) {
  const { drag, axes } = state;
  dropped(state);
  if (!drag || !axes) return;
  if (directionOf(drag.from, drag.to)) zoomAll(state, draggedRanges(drag.from, drag.to, axes));
  else clicked(state, placeOf(state, event));
}

/** @param {State} state */
function dropped(state) {
  if (!state.drag) return;
  state.drag = null;
  drawOver(state);
}

/**
 * Along the horizontal axis the charts of its group, too.
 * @param {State} state
 * @param {import("./painting/zoom.js").Ranges | null} ranges null: the whole figure
 */
function zoomAll(state, ranges) {
  zoomTo(state, ranges);
  if (!ranges || ranges.x) tellOthers(state.member, (other) => other.zoom(ranges?.x ?? null));
}

/**
 * @param {State} state
 * @param {import("./painting/zoom.js").Ranges | null} ranges null: the whole figure
 */
function zoomTo(state, ranges) {
  if (!ranges && !state.zoom) return;
  state.zoom = ranges && {
    revision: state.wanted?.layout.uirevision, ranges: { ...state.zoom?.ranges, ...ranges },
  };
  draw(state);
}

/**
 * @param {State} state
 * @param {Place} at
 */
function readNear(state, { x }) {
  const { axes, shown } = state;
  if (!axes || !shown || x < axes.x.start || x > axes.x.end) {
    readAll(state, null);
    return;
  }
  const stops = stopsOf(readable(shown), axes.x.axis.range);
  readAll(state, stops[nearest(stops, placeAt(axes.x, x))] ?? null);
}

/**
 * Reads what is near, and lifts the run whose line is pointed at.
 * @param {State} state
 * @param {Place} at
 */
function follow(state, at) {
  readNear(state, at);
  const { axes, shown, reading, member } = state;
  if (!member.group || !axes || !shown) return;
  const rows = reading === null ? [] : rowsAt(readable(shown), axes, reading);
  const near = rows.filter(({ left, top }) => Math.hypot(left - at.x, top - at.y) < TOUCHES);
  const [first] = near.sort((one, other) => Math.abs(one.top - at.y) - Math.abs(other.top - at.y));
  emphasize(first?.trace.legendgroup ?? "");
}

/** @type {Record<string, number>} */
const WAYS = { ArrowRight: 1, ArrowLeft: -1, PageUp: 10, PageDown: -10, Home: -Infinity, End: Infinity };

/**
 * @param {State} state
 * @param {KeyboardEvent} event
 */
function key(state, event) {
  const { axes, shown, wanted, reading } = state;
  if (!axes || !shown || !wanted || event.ctrlKey || event.altKey || event.metaKey) return;
  const stops = stopsOf(readable(shown), axes.x.axis.range);
  const way = WAYS[event.key];
  if (way && stops.length) {
    const from = reading === null ? (way > 0 ? -1 : stops.length) : nearest(stops, reading);
    readAloud(state, stops[Math.max(0, Math.min(stops.length - 1, from + way))]);
  } else if (event.key === "+" || event.key === "-") {
    const { range } = axes.x.axis, whole = wanted.layout.xaxis.range;
    const around = reading ?? (range[0] + range[1]) / 2;
    const next = stretched(range, whole, around, event.key === "+" ? 0.5 : 2);
    zoomAll(state, next[0] === whole[0] && next[1] === whole[1] ? null : { x: next });
  } else if (event.key === "Escape") {
    if (reading !== null) leaveOff(state);
    else zoomAll(state, null);
  } else {
    return;
  }
  event.preventDefault();
}

/**
 * @param {State} state
 * @param {number} place
 */
function readAloud(state, place) {
  readAll(state, place);
  setText(state.said, [...state.readout.children].map((line) => line.textContent).join(", "));
}

/**
 * @param {State} state
 * @param {Place} at
 */
function clicked(state, at) {
  readNear(state, at);
  const { wanted, axes, reading } = state;
  if (!wanted?.clicks || !axes || reading === null) return;
  const rows = rowsAt(readable(wanted), axes, reading);
  if (!rows.length) return;
  const { x, y, curve, point, trace } = rows.reduce((one, other) => (
    Math.abs(other.top - at.y) < Math.abs(one.top - at.y) ? other : one));
  const custom = Array.isArray(trace.customdata) ? trace.customdata[point] : null;
  state.send("click", { x, y, curve, point, customdata: custom ?? null });
}

/**
 * @param {State} state
 * @param {Message<Header>} message
 */
function update(state, { header }) {
  const content = JSON.stringify([header.data, header.layout]);
  state.wanted = header;
  state.member.group = header.group;
  setHeight(state.root, header.height);
  state.view.setAttribute("aria-label", header.alt);
  if (state.zoom && state.zoom.revision !== header.layout.uirevision) state.zoom = null;
  // Not for the same figure again.
  if (content === state.content && state.root.dataset.tag !== undefined) {
    state.root.dataset.tag = header.tag;
    return;
  }
  state.content = content;
  draw(state);
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
