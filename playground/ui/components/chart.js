// @ts-nocheck
// A chart that stays while its numbers change: painted (painting/) as long as nobody points at it,
// and drawn by Plotly, which can be read and zoomed, while somebody does. See chart.py.

import { paint } from "./painting/axes.js";
import { SVG } from "./painting/patch.js";
import { measureAnew } from "./painting/words.js";
import { make, setHeight, setText, variable, watchSize } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";
import { fetchPlotlyLater, plotly } from "./shared/plotly.js";
import { turnToDraw } from "./shared/turns.js";

const PAINTED = { scatter: ["lines", "markers"], bar: [undefined] };
const AXES = { x: "xaxis", y: "yaxis", y2: "yaxis2" };

// Lines, areas and bars on axes that say how far they reach.
function paintable({ data, layout }) {
  return Boolean(layout.margin)
    && data.every((trace) => PAINTED[trace.type]?.includes(trace.mode))
    && ["xaxis", "yaxis"].every((name) => layout[name]?.range);
}

function colored(value, styles) {
  if (typeof value === "string") {
    return value.includes("var(--")
      ? value.replace(/var\((--[\w-]+)\)/g, (_, name) => styles.getPropertyValue(name).trim())
      : value;
  }
  if (Array.isArray(value)) return value.map((item) => colored(item, styles));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, colored(v, styles)]));
  }
  return value;
}

// color-mix() is the style sheet's, not Plotly's: an element resolves it.
function resolved(root, name) {
  const probe = make("i", "", root);
  probe.style.color = `var(${name})`;
  const color = getComputedStyle(probe).color;
  probe.remove();
  const parts = color.match(/^color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)$/);
  if (!parts) return color;
  const [red, green, blue] = parts.slice(1, 4).map((part) => Math.round(255 * Number(part)));
  return `rgba(${red},${green},${blue},${parts[4] ?? 1})`;
}

function template(state) {
  const axis = {
    gridcolor: state.colors["--pg-grid"], linecolor: state.colors["--pg-line"],
    zerolinecolor: state.colors["--pg-line"], zeroline: false, automargin: true,
    tickfont: { color: state.colors["--pg-soft"] },
  };
  return {
    layout: {
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: variable(state.root, "--st-font") || "sans-serif",
              color: variable(state.root, "--st-text-color"), size: 14 },
      margin: { l: 40, r: 16, t: 24, b: 32 }, showlegend: false, hovermode: "closest",
      xaxis: axis, yaxis: axis,
      // Dragging on a touch screen scrolls the page.
      dragmode: matchMedia("(pointer: coarse)").matches ? false : "zoom",
      hoverlabel: { font: { family: variable(state.root, "--st-font"), size: 13 } },
    },
  };
}

const OWN = ["--pg-training", "--pg-validation", "--pg-elsewhere", "--pg-negative",
             "--pg-positive", "--pg-line", "--pg-soft", "--pg-grid", "--pg-ghost", "--pg-gap"];

function readColors(state) {
  state.colors = Object.fromEntries(OWN.map((name) => [name, resolved(state.root, name)]));
  const page = getComputedStyle(state.root);
  state.styles = {
    getPropertyValue: (name) => state.colors[name] ?? page.getPropertyValue(name),
  };
}

function mount(parentElement) {
  const root = make("div", "pg pg-chart", parentElement, { role: "img" });
  const picture = root.appendChild(document.createElementNS(SVG, "svg"));
  picture.setAttribute("class", "pg-painted");
  picture.setAttribute("aria-hidden", "true");
  const plot = make("div", "pg-plot", root);
  const state = placed(
    { root, picture, plot, pointed: false, busy: false, wanted: null, failed: null });
  state.repaint = () => {
    state.styles = null;
    draw(state);
  };
  const unwatch = watchSize(state, () => {
    if (state.size !== sizeOf(root)) draw(state);
  });
  // Measured before its font had come, a text stands in the wrong place.
  document.fonts.ready.then(() => {
    measureAnew();
    draw(state);
  });
  const released = () => settle(state);
  addEventListener("pointerup", released);
  root.addEventListener("pointerenter", () => {
    // Not for a pointer that only passes.
    state.staying = setTimeout(() => point(state), 60);
  });
  root.addEventListener("pointerdown", () => point(state));
  root.addEventListener("pointerleave", () => {
    clearTimeout(state.staying);
    settle(state);
  });
  state.remove = () => {
    unwatch();
    removeEventListener("pointerup", released);
    clearTimeout(state.staying);
    state.gone = true;
    if (window.Plotly && plot.classList.contains("js-plotly-plot")) window.Plotly.purge(plot);
  };
  return state;
}

function sizeOf(root) {
  return `${root.clientWidth}×${root.clientHeight}`;
}

function point(state) {
  if (state.pointed || state.gone) return;
  state.pointed = true;
  draw(state);
}

// Back to the painted picture, once nobody points at the chart, drags in it or has zoomed into it.
function settle(state) {
  if (!state.pointed) return;
  clearTimeout(state.settling);
  state.settling = setTimeout(() => {
    if (state.gone || state.busy || state.root.matches(":hover") || zoomed(state)
        || document.querySelector(".dragcover")) return;
    state.pointed = false;
    draw(state);
  }, 150);
}

function zoomed({ plot, wanted }) {
  return Object.values(AXES).some((name) => {
    const [now, then] = [plot.layout?.[name]?.range, wanted.layout[name]?.range];
    return now && then && now.some((end, i) => Math.abs(end - then[i]) > 1e-9);
  });
}

async function draw(state) {
  const { root, wanted } = state;
  if (!wanted || !state.sized || !root.clientWidth) return;
  if (!state.pointed && paintable(wanted)) {
    fetchPlotlyLater(wanted.version);
    state.size = sizeOf(root);
    paint(state.picture, wanted, root.clientWidth, root.clientHeight, variable(root, "--st-font"));
    root.classList.remove("pg-pointed");
    root.dataset.tag = wanted.tag;
    return;
  }
  // While one figure is being drawn only the newest of those that come in is kept.
  if (state.busy) {
    state.again = true;
    return;
  }
  state.busy = true;
  try {
    const library = await plotly(state.wanted.version);
    do {
      // The first time there is nothing to look at meanwhile.
      if (root.dataset.tag !== undefined) await turnToDraw();
      state.again = false;
      if (state.gone) return;
      await react(library, state);
    } while (state.again);
  } catch (error) {
    // Taken off the page while it was being drawn.
    if (state.gone) return;
    console.error(error);
    couldNot(state);
  } finally {
    state.busy = false;
  }
  settle(state);
}

// What is painted stays; it can only not be read with the pointer.
function couldNot(state) {
  state.pointed = false;
  if (paintable(state.wanted)) {
    draw(state);
    return;
  }
  state.failed ??= make("div", "pg-chart-failed", state.root);
  setText(state.failed, state.wanted.failed);
}

async function react(library, state) {
  const { root, plot, wanted } = state;
  if (!root.clientWidth) return;
  if (!state.styles) readColors(state);
  state.size = sizeOf(root);
  const layout = colored(wanted.layout, state.styles);
  layout.uirevision ??= "kept";
  layout.template = template(state);
  Object.assign(layout, { width: root.clientWidth, height: root.clientHeight, autosize: false });
  const first = !plot.classList.contains("js-plotly-plot");
  await library.react(plot, colored(wanted.data, state.styles), layout, {
    displayModeBar: false, displaylogo: false, scrollZoom: false, showTips: false,
    doubleClick: "reset+autosize",
  });
  if (first) {
    plot.on("plotly_click", (clicked) => clickedPoint(state, clicked.points[0]));
    plot.on("plotly_relayout", () => settle(state));
  }
  root.classList.add("pg-pointed");
  root.dataset.tag = wanted.tag;
  state.failed?.remove();
  state.failed = null;
}

function clickedPoint(state, clicked) {
  if (!state.wanted.clicks || !clicked) return;
  const number = clicked.pointNumber ?? clicked.pointIndex ?? null;
  state.send("click", {
    x: clicked.x ?? null, y: clicked.y ?? null, curve: clicked.curveNumber, point: number,
    customdata: clicked.customdata ?? null,
  });
}

function update(state, { header }) {
  const figure = JSON.stringify([header.data, header.layout]);
  state.wanted = header;
  setHeight(state.root, header.height);
  state.root.setAttribute("aria-label", header.alt);
  // Not for the same figure again.
  if (figure === state.figure && state.root.dataset.tag !== undefined) {
    state.root.dataset.tag = header.tag;
    return;
  }
  state.figure = figure;
  draw(state);
}

export default function (component) {
  return live(component, mount, update);
}
