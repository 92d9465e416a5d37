// Feature maps with their kernels: see feature_maps.py.

const GAP = 6;
const NOTE = 56; // pixels that a note needs

function mount(parentElement) {
  const root = make("div", "pg pg-maps", parentElement, { role: "img" });
  const state = { root, note: make("div", "pg-maps-note", root), maps: [], message: null };
  state.repaint = () => paint(state);
  const sized = new ResizeObserver(() => arrange(state));
  sized.observe(root);
  state.remove = () => sized.disconnect();
  return state;
}

function arrange({ root, note, message }) {
  if (!message || !root.clientWidth) return;
  const { columns, count } = message.header;
  const height = root.clientHeight;
  // On a narrow screen fewer a row, if that makes them larger.
  const choices = [columns, Math.ceil(columns / 2), Math.ceil(columns / 4)].map((across) => {
    const rows = Math.max(1, Math.ceil(count / across));
    const wide = (root.clientWidth - GAP * (across - 1)) / across;
    return { across, side: Math.min(wide, (height - GAP * (rows - 1)) / rows) };
  });
  const best = choices.reduce((one, other) => (other.side > one.side ? other : one));
  root.style.setProperty("--columns", best.across);
  const side = Math.floor(best.side), taken = best.across * (side + GAP);
  root.style.setProperty("--side", `${side}px`);
  setText(note, message.header.note);
  note.style.left = `${taken}px`;
  note.hidden = count > best.across || root.clientWidth - taken < NOTE;
}

function map(state, index) {
  if (!state.maps[index]) {
    const element = make("div", "pg-map", state.root);
    state.maps[index] = {
      element, large: make("canvas", "pg-large", element), kernel: make("canvas", "pg-kernel", element),
    };
  }
  return state.maps[index];
}

function paint(state) {
  if (!state.message) return;
  const { header, maps, kernels } = state.message;
  const { size, kernel, signed, count } = header;
  const area = size[0] * size[1], small = kernel[0] * kernel[1];
  state.maps.splice(count).forEach((gone) => gone.element.remove());
  for (let index = 0; index < count; index += 1) {
    const drawn = map(state, index);
    putPixels(drawn.large, ...size, (into) => {
      paintBytes(into, maps.subarray(index * area, (index + 1) * area), 1);
    });
    drawn.kernel.hidden = !small;
    drawn.element.title = header.names[index] ?? "";
    if (!small) continue;
    const bytes = small * (signed ? 1 : 3);
    const own = kernels.subarray(index * bytes, (index + 1) * bytes);
    putPixels(drawn.kernel, ...kernel, (into) => {
      if (signed) paintLevels(state.root, into, own);
      else paintBytes(into, own, 3);
    });
  }
  arrange(state);
  state.root.dataset.tag = header.tag;
}

function update(state, message) {
  const { header, bodies: [maps, kernels] } = message;
  state.message = { header, maps, kernels };
  setHeight(state.root, header.height);
  state.root.setAttribute("aria-label", header.alt);
  paint(state);
}

export default function (component) {
  return live(component, mount, update);
}
