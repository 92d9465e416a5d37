// Hands content to the components that show it: see feed.py.

function mount(parentElement) {
  takeNoRoom(parentElement);
  return { root: make("div", "", parentElement) };
}

export default function (component) {
  const state = mountedOnce(component, mount);
  const { header, bodies } = unpacked(component.data);
  header.places.forEach((place, index) => hand(place, unpacked(bodies[index])));
  return state.unmount;
}
