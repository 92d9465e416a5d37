// Plotly.react on one element that stays: see chart.py.

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
  const plot = make("div", "", root);
  const state = { root, plot, busy: false, wanted: null, failed: null };
  state.repaint = () => {
    state.styles = null;
    draw(state);
  };
  const sized = new ResizeObserver(() => {
    if (state.size && state.size !== sizeOf(root)) draw(state);
  });
  sized.observe(root);
  state.remove = () => {
    sized.disconnect();
    state.gone = true;
    if (window.Plotly && plot.classList.contains("js-plotly-plot")) window.Plotly.purge(plot);
  };
  return state;
}

function sizeOf(root) {
  return `${root.clientWidth}×${root.clientHeight}`;
}

async function draw(state) {
  // While one figure is being drawn only the newest of those that come in is kept.
  if (!state.wanted) return;
  if (state.busy) {
    state.again = true;
    return;
  }
  state.busy = true;
  const { root } = state;
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
    state.failed ??= make("div", "pg-chart-failed", state.root);
    setText(state.failed, "This chart could not be drawn. Reload the page to try again.");
  } finally {
    state.busy = false;
  }
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
  if (first) plot.on("plotly_click", (clicked) => clickedPoint(state, clicked.points[0]));
  root.dataset.tag = wanted.tag;
  state.failed?.remove();
  state.failed = null;
}

function clickedPoint(state, point) {
  if (!state.wanted.clicks || !point) return;
  const number = point.pointNumber ?? point.pointIndex ?? null;
  state.send("click", {
    x: point.x ?? null, y: point.y ?? null, curve: point.curveNumber, point: number,
    customdata: point.customdata ?? null,
  });
}

function update(state, { header }) {
  const figure = JSON.stringify([header.data, header.layout]);
  state.wanted = header;
  setHeight(state.root, header.height);
  state.root.setAttribute("aria-label", header.alt);
  // Drawing takes some 20 ms: not for the same figure again.
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
