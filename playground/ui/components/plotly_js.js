// Begins to load Plotly while the server still works on the page: see plotly_js.py.

function mount(parentElement) {
  takeNoRoom(parentElement);
  return { root: make("div", "pg", parentElement, { hidden: "" }) };
}

export default function (component) {
  const state = mountedOnce(component, mount);
  // Where it fails, the charts say so.
  plotly(component.data.version).catch(() => {});
  return state.unmount;
}
