// A lesson's task and whether it is done: see lesson_task.py.

import { doneLessons, watchLessons } from "./parts/lessons_done.js";
import { make, setText } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";

/**
 * @typedef {{lesson: string, task: string, done: boolean, words: Record<"label" | "done", string>}}
 *          Header
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("div", "pg ln-task", parentElement);
  make("i", "", root, { "aria-hidden": "true" });
  const text = make("div", "", root);
  const state = placed({
    root, label: make("div", "pg-label", text), task: make("p", "", text),
    done: make("p", "pg-done", text, { role: "status" }), header: /** @type {Header | null} */ (null),
  });
  state.remove = watchLessons(() => paint(state));
  return state;
}

/** @param {State} state */
function paint({ header, root, label, task, done }) {
  if (!header) return;
  const { lesson, words } = header;
  const is = doneLessons(header.done ? [lesson] : []).has(lesson);
  root.dataset.done = String(is);
  setText(label, words.label);
  setText(task, header.task);
  setText(done, is ? words.done : "");
}

/**
 * @param {State} state
 * @param {Message<Header>} message
 */
function update(state, { header }) {
  state.header = header;
  paint(state);
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
