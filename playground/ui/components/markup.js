// Words that change in place: see markup.py.

function mount(parentElement) {
  return { root: make("div", "pg-markup", parentElement) };
}

function update(state, { header }) {
  if (state.html === header.html) return;
  state.html = header.html;
  state.root.innerHTML = header.html;
}

export default function (component) {
  return live(component, mount, update);
}
