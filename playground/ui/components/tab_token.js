// The token of a run in sessionStorage: see tab_token.py.

const PLACE = "regularization-playground-run";

function mount(parentElement) {
  takeNoRoom(parentElement);
  return { root: make("div", "pg", parentElement, { hidden: "" }) };
}

// Storage is refused in some private windows: then the tab has no token, and F5 loses the run.
function stored(act) {
  try {
    return act(window.sessionStorage) ?? "";
  } catch {
    return "";
  }
}

export default function (component) {
  const state = mountedOnce(component, mount);
  const { write } = component.data;
  if (write === null) {
    if (!state.told) component.setStateValue("token", stored((storage) => storage.getItem(PLACE)));
    state.told = true;
  } else {
    stored((storage) => (write ? storage.setItem(PLACE, write) : storage.removeItem(PLACE)));
  }
  return state.unmount;
}
