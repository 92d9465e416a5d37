// A slider that sends while it is dragged: see knob.py.

const SENDS_EVERY = 100; // ms
const POSITIONS = 200;
const RESTS_AFTER = 400; // ms without another value
const OFF_ZONE = 16; // positions between the stop and the lowest value

function mount(parentElement) {
  const root = make("div", "pg pg-knob", parentElement);
  const top = make("div", "pg-top", root);
  const label = make("label", "", top, { for: "range" });
  const number = make("input", "pg-number", top, {
    type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false",
  });
  const range = make("input", "", root, { type: "range", id: "range", min: 0, step: 1 });
  const state = { root, label, number, range, sent: 0, lastSend: 0, timer: null, held: false };
  state.remove = () => {
    // What was chosen last is not lost when the knob goes.
    if (state.unsent) rest(state);
  };
  range.addEventListener("input", () => choose(state, valueOf(state, snapped(state, range.valueAsNumber))));
  range.addEventListener("pointerdown", () => { state.held = true; });
  for (const name of ["pointerup", "pointercancel", "change"]) {
    range.addEventListener(name, () => release(state));
  }
  range.addEventListener("blur", () => rest(state));
  range.addEventListener("keydown", (pressed) => step(state, pressed));
  number.addEventListener("focus", () => number.select());
  number.addEventListener("blur", () => commit(state));
  number.addEventListener("keydown", (pressed) => {
    if (pressed.key === "Enter") commit(state);
    if (pressed.key === "Escape") setNumber(state);
  });
  return state;
}

const zone = ({ data }) => (data.off && (data.logarithmic || data.low > 0) ? OFF_ZONE : 0);
const positions = ({ data }) => (
  data.step && !data.logarithmic ? Math.round((data.high - data.low) / data.step) : POSITIONS
);

function snapped(state, position) {
  const off = zone(state);
  if (!off || position >= off) return position;
  return position < off / 2 ? 0 : off;
}

function valueOf(state, position) {
  const { low, high, logarithmic, step } = state.data;
  const off = zone(state), whole = positions(state);
  if (off && position < off) return 0;
  const share = (position - off) / whole;
  if (logarithmic) {
    return within(state, Number((low * (high / low) ** share).toPrecision(2)));
  }
  const value = low + share * (high - low);
  return within(state, step ? Number((Math.round(value / step) * step).toPrecision(12))
                            : Number(value.toPrecision(2)));
}

function positionOf(state, value) {
  const { low, high, logarithmic } = state.data;
  const off = zone(state);
  if (off && value < low) return 0;
  const share = logarithmic ? Math.log(value / low) / Math.log(high / low)
                            : (value - low) / (high - low);
  return off + Math.round(Math.min(1, Math.max(0, share)) * positions(state));
}

const within = ({ data }, value) => Math.min(data.high, Math.max(data.low, value));

function written(state, value) {
  if (state.data.off && value === 0) return "off";
  if (state.data.format === "percent") return `${Number((100 * value).toPrecision(3))} %`;
  if (value !== 0 && Math.abs(value) < 0.01) {
    const [digits, power] = value.toExponential(2).split("e");
    return `${Number(digits)}e${Number(power)}`;
  }
  return [Number(value.toPrecision(3)), state.data.unit].filter((part) => part !== "").join(" ");
}

function show(state) {
  const { range, root, data, value } = state;
  const off = zone(state), last = off + positions(state);
  range.max = last;
  const position = positionOf(state, value);
  if (!state.held) range.value = position;
  // The thumb's middle travels the width less the thumb.
  root.style.setProperty("--filled", `calc(9px + ${position / last} * (100% - 18px))`);
  root.dataset.off = data.off && value === 0;
  range.setAttribute("aria-valuetext", written(state, value));
  if (state.root.getRootNode().activeElement !== state.number) setNumber(state);
}

function setNumber(state) {
  state.number.value = written(state, state.value);
}

function choose(state, value) {
  if (value === state.value) return;
  state.value = value;
  show(state);
  state.unsent = true;
  const wait = state.lastSend + SENDS_EVERY - performance.now();
  if (wait <= 0) flush(state);
  else state.timer ??= setTimeout(() => flush(state), wait);
}

function flush(state) {
  clearTimeout(state.timer);
  state.timer = null;
  if (!state.unsent) return;
  state.lastSend = performance.now();
  const { place } = state.data;
  if (!place || !shown.tell?.(place, "edit", state.value)) {
    rest(state);
    return;
  }
  // It acts already; that it came to rest is for the page's own state.
  clearTimeout(state.resting);
  state.resting = setTimeout(() => !state.held && rest(state), RESTS_AFTER);
}

function rest(state) {
  clearTimeout(state.timer);
  clearTimeout(state.resting);
  state.timer = null;
  if (!state.unsent) return;
  state.unsent = false;
  // First the way that what was dragged has gone: nothing older may act after it.
  if (state.data.place) shown.tell?.(state.data.place, "edit", state.value);
  // Later than every edit before it, also than those before a reload of the page.
  state.sent = Math.max(Date.now(), state.sent + 1);
  state.keep("edit", { value: state.value, id: state.sent });
}

function release(state) {
  state.held = false;
  rest(state);
  show(state);
}

function step(state, pressed) {
  const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[pressed.key];
  if (!way) return;
  pressed.preventDefault();
  const off = zone(state), last = off + positions(state);
  let position = positionOf(state, state.value);
  // Two neighboring positions may round to one value: go on until it changes.
  do {
    position += way;
    if (position < off) position = way > 0 ? off : 0;
    position = Math.min(last, Math.max(0, position));
  } while (valueOf(state, position) === state.value && position > 0 && position < last);
  choose(state, valueOf(state, position));
}

function commit(state) {
  const { data, number } = state;
  const text = number.value.trim().toLowerCase().replace(",", ".");
  if (text === written(state, state.value)) return;
  const percent = data.format === "percent";
  // An empty field is no number, though Number("") is 0.
  const typed = Number(text.replace(/\s*%$/, "") || NaN) / (percent ? 100 : 1);
  const off = data.off && (text === "off" || typed === 0);
  if (off || Number.isFinite(typed)) {
    choose(state, off ? 0 : within(state, percent ? Number(typed.toPrecision(12)) : typed));
  }
  setNumber(state);
  // Whoever leaves the field may press what changes this very knob.
  rest(state);
}

export default function (component) {
  const state = mountedOnce(component, mount);
  const { data } = component;
  state.data = data;
  setText(state.label, data.label);
  state.root.title = data.help;
  state.root.dataset.disabled = data.disabled;
  state.range.disabled = state.number.disabled = data.disabled;
  state.range.setAttribute("aria-label", data.label);
  state.number.setAttribute("aria-label", `${data.label}, exact value`);
  // What Python has not yet answered is newer than what it sends.
  const answered = data.seen >= state.sent && !state.unsent && !state.held;
  if (state.value === undefined || answered) state.value = data.value;
  show(state);
  return state.unmount;
}
