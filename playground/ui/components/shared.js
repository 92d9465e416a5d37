// Joined before every component's own script.

// One state for each place where a component is mounted. Streamlit calls the script again for
// every message, and calls only what the last call returned when the place is removed.
const places = new WeakMap();

function mountedOnce(component, mount) {
  const { parentElement } = component;
  let state = places.get(parentElement);
  if (!state) {
    state = mount(parentElement);
    const removals = [watchTheme(state.root, () => state.repaint?.()), () => state.remove?.()];
    state.unmount = () => {
      removals.forEach((remove) => remove());
      places.delete(parentElement);
      // A change of the theme mounts anew in the same place: what was there must not stay beside it.
      state.root.remove();
    };
    places.set(parentElement, state);
  }
  // The functions that send belong to the latest message: the fragment may be another one.
  state.keep = component.setStateValue;
  state.send = (name, value) => sendEvent(state, name, value);
  return state;
}

// Every component's script is a module of its own: what they share hangs on the window.
const shown = (window.playgroundShown ??= { places: new Map(), newest: new Map() });

// Streamlit's own script tells where it is, whatever page this is and under whatever path.
function serverRoot() {
  const own = document.querySelector('script[src*="static/js/"]')?.src;
  return own ? new URL("../../", own) : new URL(document.baseURI);
}

// One <script> for the page, however many charts wait for it, from the server's static folder.
function plotly(version) {
  if (window.Plotly) return Promise.resolve(window.Plotly);
  if (shown.plotly) return shown.plotly;
  shown.plotly = loaded(make("script", "", document.head, { src: plotlyAddress(version) }));
  shown.plotly.catch(() => { shown.plotly = null; });
  return shown.plotly;
}

function plotlyAddress(version) {
  const address = new URL("app/static/plotly-basic.min.js", serverRoot());
  address.searchParams.set("v", version);
  return address.href;
}

// So that it is there when somebody points at a chart. Not while the page itself is loaded.
function fetchPlotlyLater(version) {
  shown.fetched ??= setTimeout(() => make("link", "", document.head, {
    rel: "prefetch", as: "script", href: plotlyAddress(version),
  }), 3000);
}

function loaded(script) {
  return new Promise((resolve, reject) => {
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      script.remove();
      reject(new Error("plotly-basic.min.js could not be loaded"));
    };
  });
}

// What is costly to draw waits until a frame has shown what is cheap: a click or a dragged knob
// would else wait for it. All of it at once then, since every frame more costs its compositing.
function turnToDraw() {
  if (document.hidden) return null;
  shown.turn ??= new Promise((painted) => requestAnimationFrame(() => setTimeout(() => {
    shown.turn = null;
    painted();
  })));
  return shown.turn;
}

// A component whose content comes with its own message or over the page's connection, whichever is
// newer.
function live(component, mount, update) {
  const state = mountedOnce(component, mount);
  const message = unpacked(component.data);
  state.take = (given) => {
    state.serial = given.header.serial;
    update(state, given);
  };
  const { place } = message.header;
  state.place = place;
  if (!state.unfollow) {
    const unmount = state.unmount;
    state.unfollow = () => {
      if (shown.places.get(place) === state) shown.places.delete(place);
      unmount();
    };
  }
  shown.places.set(place, state);
  const fed = shown.newest.get(place);
  state.take(fed && fed.header.serial > message.header.serial ? fed : message);
  return state.unfollow;
}

function hand(place, message) {
  // The same may come twice, over an old and a new connection.
  const before = shown.newest.get(place);
  if (before && before.header.serial >= message.header.serial) return;
  shown.newest.set(place, message);
  const state = shown.places.get(place);
  if (state && !(state.serial > message.header.serial)) state.take(message);
}

// The latest events, numbered, as a state: see `events` in mounting.py.
const EVENTS_KEPT = 16;

function sendEvent(state, name, value) {
  // Over the page's own connection, where it has one: that runs nothing of Streamlit's.
  if (state.place && shown.tell?.(state.place, name, value)) return;
  const before = state.events ?? [];
  // Later than every event before it, also than those before a reload of the page.
  const id = Math.max(Date.now(), (before.at(-1)?.id ?? 0) + 1);
  state.events = [...before, { id, name, value }].slice(-EVENTS_KEPT);
  state.keep("events", state.events);
}

function make(tag, className = "", parent = null, attributes = {}) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent?.appendChild(element);
  return element;
}

// A page may stretch its panels to the window's height: --pg-scale, 1 where it says nothing.
function setHeight(root, height) {
  root.style.height = `calc(${height}px * var(--pg-scale, 1))`;
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function variable(element, name) {
  return getComputedStyle(element).getPropertyValue(name).trim();
}

// Draws at each new size, the first one included. Until the browser tells that, `state.sized` is not
// set and nothing should be measured: asking for a size has the whole page laid out at once, and
// some twenty components are mounted one after another.
function watchSize(state, draw) {
  const sized = new ResizeObserver(() => {
    state.sized = true;
    draw();
  });
  sized.observe(state.root);
  return () => sized.disconnect();
}

function isDark(element) {
  const color = variable(element, "--st-background-color") || "#fff";
  shown.dark ??= new Map();
  if (!shown.dark.has(color)) {
    const paint = make("canvas").getContext("2d", { willReadFrequently: true });
    paint.fillStyle = color;
    paint.fillRect(0, 0, 1, 1);
    const [red, green, blue] = paint.getImageData(0, 0, 1, 1).data;
    shown.dark.set(color, 0.299 * red + 0.587 * green + 0.114 * blue < 128);
  }
  return shown.dark.get(color);
}

// For those that are mounted in one frame the page's styles are worked out once.
function themeOfThisFrame(root) {
  if (!shown.theme) {
    shown.theme = themeOf(root);
    requestAnimationFrame(() => { shown.theme = null; });
  }
  return shown.theme;
}

function themeOf(root) {
  return isDark(root) ? "dark" : "light";
}

// Streamlit hands the theme over as variables of a wrapper whose class changes with it, and does
// not call a component again. Marks `root` with data-theme, which the style sheets go by.
function watchTheme(root, changed) {
  const themed = new MutationObserver(() => {
    const theme = themeOf(root);
    if (root.dataset.theme === theme) return;
    root.dataset.theme = theme;
    changed();
  });
  root.dataset.theme = themeOfThisFrame(root);
  const host = root.getRootNode().host ?? root;
  const wrapper = host.closest(".stBidiComponent")?.firstElementChild;
  if (wrapper) themed.observe(wrapper, { attributes: true, attributeFilter: ["class", "style"] });
  return () => themed.disconnect();
}

// For components that nothing is seen of: they must not take a row of the page either.
function takeNoRoom(parentElement) {
  const host = parentElement.host ?? parentElement;
  const row = host.closest('[data-testid="stElementContainer"], .stElementContainer');
  if (row) row.style.cssText += "position:absolute;width:0;height:0;overflow:hidden";
}

// The counterpart of `packed` in mounting.py.
function unpacked(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  let at = 4 + length;
  const bodies = header.sizes.map((size) => bytes.subarray(at, (at += size)));
  return { header, bodies };
}

// One canvas pixel a number: the style sheet enlarges it, with image-rendering: pixelated.
function putPixels(canvas, rows, columns, paint) {
  if (canvas.width !== columns || canvas.height !== rows) {
    Object.assign(canvas, { width: columns, height: rows });
  }
  const image = new ImageData(Math.max(1, columns), Math.max(1, rows));
  paint(image.data);
  canvas.getContext("2d").putImageData(image, 0, 0);
}

function rgb(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

// -127..127 as opacity over the page: 0 is exactly the page's background, in any theme.
function paintLevels(root, pixels, bytes) {
  const levels = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  const negative = rgb(variable(root, "--pg-negative"));
  const positive = rgb(variable(root, "--pg-positive"));
  for (let i = 0, at = 0; i < levels.length; i += 1, at += 4) {
    const color = levels[i] < 0 ? negative : positive;
    pixels[at] = color[0];
    pixels[at + 1] = color[1];
    pixels[at + 2] = color[2];
    pixels[at + 3] = Math.min(255, Math.round((Math.abs(levels[i]) * 255) / 127));
  }
}

// Bytes as gray (1 channel) or color (3 channels).
function paintBytes(pixels, bytes, channels) {
  for (let i = 0, at = 0; at < pixels.length; i += channels, at += 4) {
    pixels[at] = bytes[i];
    pixels[at + 1] = bytes[i + (channels > 1 ? 1 : 0)];
    pixels[at + 2] = bytes[i + (channels > 1 ? 2 : 0)];
    pixels[at + 3] = 255;
  }
}
