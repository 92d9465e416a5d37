// A sheet of pictures: see tiles.py.

const GAP = 4, HEADING = 20, LABEL = 16;

function mount(parentElement) {
  const root = make("div", "pg pg-tiles", parentElement, { role: "group" });
  const heading = make("div", "pg-heading", root);
  const sheet = make("div", "pg-sheet", root);
  const state = { root, heading, sheet, tiles: [], message: null };
  const sized = new ResizeObserver(() => arrange(state));
  sized.observe(root);
  state.remove = () => sized.disconnect();
  return state;
}

function arrange(state) {
  if (!state.message || !state.root.clientWidth) return;
  const { columns, heading, about } = state.message;
  const height = state.root.clientHeight;
  const rows = Math.max(1, Math.ceil(about.length / columns));
  const below = about.some((tile) => tile.label) ? LABEL : 0;
  const wide = (state.root.clientWidth - GAP * (columns - 1)) / columns;
  const high = (height - (heading ? HEADING : 0) - GAP * (rows - 1)) / rows - below;
  state.root.style.setProperty("--columns", columns);
  state.root.style.setProperty("--side", `${Math.max(12, Math.floor(Math.min(wide, high)))}px`);
}

function tile(state, index, clicks) {
  const tag = clicks ? "BUTTON" : "DIV";
  const there = state.tiles[index];
  if (there?.element.tagName === tag) return there;
  const element = make(tag.toLowerCase(), "pg-tile");
  const made = {
    element, canvas: make("canvas", "", element), mark: make("span", "pg-mark", element),
    under: make("span", "pg-under", element),
  };
  made.mark.setAttribute("aria-hidden", "true");
  element.addEventListener("click", () => {
    if (state.message.clicks) state.send("click", index);
  });
  if (there) there.element.replaceWith(element);
  else state.sheet.appendChild(element);
  state.tiles[index] = made;
  return made;
}

const ANSWERS = { true: ["✓", "right"], false: ["✗", "wrong"] };

function describe(drawn, about) {
  const { element, mark, under } = drawn;
  const [sign, word] = ANSWERS[about.right] ?? ["", ""];
  element.dataset.right = about.right;
  element.dataset.notched = about.notched;
  element.dataset.chosen = about.chosen;
  element.dataset.faint = about.faint;
  setText(mark, sign);
  setText(under, about.label);
  const words = [about.text, word, about.notched ? "label made wrong" : ""];
  const text = words.filter(Boolean).join(", ");
  element.title = text;
  element.setAttribute(element.tagName === "BUTTON" ? "aria-label" : "aria-description", text);
}

function update(state, message) {
  const { header, bodies: [pixels] } = message;
  state.message = header;
  setHeight(state.root, header.height);
  state.root.setAttribute("aria-label", header.alt);
  setText(state.heading, header.heading);
  state.tiles.splice(header.about.length).forEach((gone) => gone.element.remove());
  const size = header.side * header.side * 3;
  header.about.forEach((about, index) => {
    const drawn = tile(state, index, header.clicks);
    describe(drawn, about);
    putPixels(drawn.canvas, header.side, header.side, (into) => {
      paintBytes(into, pixels.subarray(index * size, (index + 1) * size), 3);
    });
  });
  arrange(state);
  state.root.dataset.tag = header.tag;
}

export default function (component) {
  return live(component, mount, update);
}
