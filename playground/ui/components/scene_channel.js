// Windows of one browser tell each other the scene that is on: see scene_channel.py.

import { make, takeNoRoom } from "./shared/elements.js";
import { unpacked } from "./shared/message.js";
import { mountedOnce, placed } from "./shared/places.js";

const CHANNEL = "regularization-playground-scene";

/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  takeNoRoom(parentElement);
  const channel = new BroadcastChannel(CHANNEL);
  const state = placed({ root: make("span", "", parentElement), channel, told: "", listens: false });
  channel.addEventListener("message", ({ data }) => {
    if (state.listens) state.send("scene", data);
  });
  state.remove = () => channel.close();
  return state;
}

/** @param {Component} component */
export default function (component) {
  const state = mountedOnce(component, mount);
  /** @type {Message<{scene: string, listens: boolean}>} */
  const { header } = unpacked(component.data);
  state.listens = header.listens;
  if (header.scene && header.scene !== state.told) state.channel.postMessage(header.scene);
  state.told = header.scene;
  return state.unmount;
}
