import { shown } from "./shown.js";

// What is costly to draw waits until a frame has shown what is cheap: a click or a dragged knob
// would else wait for it. All of it at once then, since every frame more costs its compositing.
export function turnToDraw() {
  if (document.hidden) return null;
  shown.turn ??= new Promise((painted) => requestAnimationFrame(() => setTimeout(() => {
    shown.turn = null;
    painted();
  })));
  return shown.turn;
}
