// What filters see, layer by layer: see lesson_features.py.

import { movedBy } from "./painting/cells.js";
import { choiceRow } from "./parts/choices.js";
import { commonest, drawFeature, drawHeat, drawPatches } from "./parts/feature_tiles.js";
import { mapSheet } from "./parts/map_sheet.js";
import { make, setText, watchSize } from "./shared/elements.js";
import { putPixels } from "./shared/pixels.js";
import { live, placed } from "./shared/places.js";

/**
 * @typedef {{name: string, title: string, sees: number, units: number, size: [number, number],
 *            peak: number, maps: number, sheet: number, order: number[], shown: number, count: number,
 *            values: number[][], signs: number[][]}} Layer
 * @typedef {{side: number, pictures: string[], layers: Layer[], tag: string, locked: boolean,
 *            words: Record<string, string> & {signs: string[]}}} Header
 */
/** @typedef {ReturnType<typeof mount>} State */

const TILE = 72, BETWEEN = 6, MIXED = 8;

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg pg-features", parentElement);
  const picks = make("div", "pg-picks", root), both = make("div", "pg-both", root);
  const rows = make("div", "pg-rows", both), detail = make("div", "pg-detail", both);
  const state = placed({
    root, picks, rows, detail, header: /** @type {Header | null} */ (null),
    bodies: /** @type {Uint8Array[]} */ ([]), picture: 0, layer: -1, unit: -1, tag: "",
    sheets: /** @type {(ImageBitmap | null)[]} */ ([]),
    choices: /** @type {ReturnType<typeof choiceRow> | null} */ (null),
    name: make("h2", "", detail), heat: make("canvas", "", detail), fires: make("p", "", detail),
    patches: make("canvas", "", detail), said: make("p", "", detail, { role: "status" }),
    under: make("div", "pg-under", root),
    sheet: /** @type {ReturnType<typeof mapSheet> | null} */ (null),
  });
  state.sheet = mapSheet(make("div", "", root), (unit) => choose(state, state.layer, unit));
  state.repaint = () => show(state);
  const unwatch = watchSize(state, () => show(state));
  state.remove = () => {
    unwatch();
    state.sheets.forEach((one) => one?.close());
  };
  rows.addEventListener("keydown", (event) => {
    const { header } = state;
    if (!header || !event.key.startsWith("Arrow")) return;
    const order = header.layers[state.layer].order, across = tilesAcross(state);
    const at = /** @type {[number, number]} */ ([state.layer, Math.max(0, order.indexOf(state.unit))]);
    const to = movedBy(event.key, at, header.layers.length, across);
    if (!to) return;
    event.preventDefault();
    const next = header.layers[to[0]].order;
    choose(state, to[0], next[Math.min(to[1], next.length - 1)]);
    const focused = rows.querySelector('[aria-pressed="true"]');
    if (focused instanceof HTMLElement) focused.focus();
  });
  return state;
}

/** @param {State} state */
function tilesAcross({ rows }) {
  return Math.max(1, Math.floor((rows.clientWidth + BETWEEN) / (TILE + BETWEEN)));
}

/**
 * @param {State} state
 * @param {number} layer
 * @param {number} unit
 */
function choose(state, layer, unit) {
  Object.assign(state, { layer, unit });
  show(state);
  const { header } = state;
  if (!header) return;
  const signs = header.layers[layer].signs[unit] ?? [], dead = !((header.layers[layer].values[unit] ?? [])[0] > 0);
  state.send("tell", {
    layer: layer + 1, layers: header.layers.length, unit: unit + 1, alike: dead ? 0 : commonest(signs).count,
  });
}

/**
 * The map of a unit for the picture that is chosen.
 * @param {State} state
 * @param {number} layer
 * @param {number} unit
 */
function mapOf({ header, bodies, picture }, layer, unit) {
  const { units, size, maps } = /** @type {Header} */ (header).layers[layer], area = size[0] * size[1];
  const at = (picture * units + unit) * area;
  return { size, levels: bodies[maps].subarray(at, at + area) };
}

/** @param {State} state */
function pixelsOf({ header, bodies, picture }) {
  const side = header?.side ?? 0, area = side * side * 3;
  return bodies[0].subarray(picture * area, (picture + 1) * area);
}

/** @param {State} state */
function show(state) {
  const { header, rows, sheets, choices } = state;
  if (!header || !choices || !state.sized) return;
  choices.show(header.pictures.map((help, at) => ({ value: String(at), text: "", help })), String(state.picture),
               () => !header.locked);
  header.pictures.forEach((_, at) => thumbnail(state, at));
  if (state.unit < 0) state.unit = telling(state, header.layers[state.layer]);
  const across = tilesAcross(state);
  const side = Math.floor((rows.clientWidth + BETWEEN) / across) - BETWEEN;
  rows.style.setProperty("--tile", `${side}px`);
  [...rows.children].slice(header.layers.length).forEach((gone) => gone.remove());
  header.layers.forEach((layer, place) => {
    let row = rows.children[place];
    if (!row) {
      row = make("div", "pg-row-of", rows);
      make("div", "pg-row-head", row);
      make("div", "pg-tiles", row, { role: "group" });
    }
    const [head, tiles] = row.children;
    setText(head, `${layer.name}: ${layer.title}`);
    tiles.setAttribute("aria-label", head.textContent ?? "");
    const units = layer.order.slice(0, across);
    [...tiles.children].slice(units.length).forEach((gone) => gone.remove());
    units.forEach((unit, at) => {
      let tile = /** @type {HTMLButtonElement | undefined} */ (tiles.children[at]);
      if (!tile) {
        tile = make("button", "", tiles, { type: "button" });
        make("canvas", "", tile);
      }
      const chosen = place === state.layer && unit === state.unit;
      tile.setAttribute("aria-pressed", String(chosen));
      tile.tabIndex = chosen || (at === 0 && place !== state.layer) ? 0 : -1;
      tile.setAttribute("aria-label", header.words.filter.replace("{unit}", String(unit + 1)).replace("{layer}", layer.name));
      tile.title = tile.getAttribute("aria-label") ?? "";
      tile.onclick = () => choose(state, place, unit);
      drawFeature(/** @type {HTMLCanvasElement} */ (tile.firstElementChild), side, mapOf(state, place, unit), sheets[place], layer, unit);
    });
  });
  open(state);
}

/**
 * @param {State} state
 * @param {number} at
 */
function thumbnail({ header, bodies, choices }, at) {
  const button = choices?.button(String(at));
  if (!button || !header || button.querySelector("canvas")) return;
  const canvas = make("canvas"), side = header.side, area = side * side * 3;
  button.prepend(canvas);
  putPixels(canvas, side, side, (pixels) => {
    for (let i = 0; i < side * side; i += 1) pixels.set([...bodies[0].subarray(at * area + 3 * i, at * area + 3 * i + 3), 255], 4 * i);
  });
}

/**
 * To begin with, one of the last layer that can be seen, and not one that the task asks for.
 * @param {State} state
 * @param {Layer} last
 */
function telling(state, { order, signs }) {
  const seen = order.slice(0, tilesAcross(state));
  return seen.find((unit) => commonest(signs[unit] ?? []).count < MIXED) ?? order[0];
}

/** @param {State} state */
function open(state) {
  const { header, layer, unit, sheets, sheet, bodies, picture } = state;
  if (!header || !sheet) return;
  const { words } = header, one = header.layers[layer], map = mapOf(state, layer, unit);
  const digits = (/** @type {number} */ value) => value.toFixed(2).replace(".", words.point);
  const named = words.filter.replace("{unit}", String(unit + 1)).replace("{layer}", one.name);
  setText(state.name, named);
  drawHeat(state.heat, Math.min(216, state.detail.clientWidth - 24), pixelsOf(state), header.side, map);
  const peak = (Math.max(...map.levels) / 255) * one.peak;
  setText(state.fires, peak > 0 ? words.fires.replace("{value}", digits(peak)) : words.silent);
  const values = one.values[unit] ?? [], dead = !(values[0] > 0), { sign, count } = commonest(one.signs[unit] ?? []);
  state.patches.hidden = dead || !sheets[layer];
  drawPatches(state.patches, Math.min(216, state.detail.clientWidth - 24), sheets[layer], one, unit);
  setText(state.said, one.sheet < 0 ? words.waiting : dead ? words.dead : words.alike
    .replace("{count}", String(count)).replace("{all}", String(values.length)).replace("{sign}", words.signs[sign]));
  setText(state.under, words.all.replace("{layer}", one.name));
  const area = one.units * one.size[0] * one.size[1];
  sheet.root.setAttribute("aria-label", `${state.under.textContent}. ${words.keys}`);
  sheet.show({
    count: one.units, rows: one.size[0], columns: one.size[1], signed: false, peak: one.peak,
    levels: bodies[one.maps].subarray(picture * area, (picture + 1) * area),
  }, state.root.clientWidth, 48, unit, (at, value) => words.value.replace("{unit}", String(at + 1)).replace("{value}", digits(value)));
}

/**
 * @param {State} state
 * @param {Message<Header>} message
 */
function update(state, { header, bodies }) {
  const first = !state.header, another = state.tag !== header.tag;
  Object.assign(state, { header, bodies, tag: header.tag });
  if (first) {
    state.choices = choiceRow(state.picks, header.words.pictures, (at) => {
      state.picture = Number(at);
      show(state);
    });
  }
  if (another) {
    state.sheets.forEach((one) => one?.close());
    state.sheets = header.layers.map(() => null);
    state.layer = header.layers.length - 1;
    state.unit = -1;
    decode(state, header, bodies);
  }
  show(state);
}

/**
 * @param {State} state
 * @param {Header} header
 * @param {Uint8Array[]} bodies
 */
async function decode(state, header, bodies) {
  const made = await Promise.all(header.layers.map(({ sheet }) => (
    sheet < 0 ? null : createImageBitmap(new Blob([bodies[sheet].slice()], { type: "image/webp" })))));
  if (state.tag !== header.tag) return;
  state.sheets = made;
  show(state);
  state.root.dataset.tag = header.tag;
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
