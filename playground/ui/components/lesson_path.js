// The lessons and which are done: see lesson_path.py.

import { make, setText } from "./shared/elements.js";
import { live, placed } from "./shared/places.js";
import { alsoDone, doneLessons, forgetLessons, watchLessons } from "./parts/lessons_done.js";

/**
 * @typedef {{name: string, number: number, title: string, idea: string, query: string, icon: string}} Step
 * @typedef {{steps: Step[], shape: "cards" | "row" | "next", here: string, done: string[],
 *            overview: string, forgets: boolean,
 *            words: Record<"all" | "done" | "here" | "next" | "lessons" | "forget" | "before" |
 *                          "after" | "progress" | "lesson", string>}} Header
 */
/** @typedef {ReturnType<typeof mount>} State */

/** @param {Parent} parentElement */
function mount(parentElement) {
  const root = make("nav", "pg pg-path", parentElement);
  const state = placed({
    root, shown: "",
    /** @type {Header | null} */
    header: null,
    /** @type {Map<string, HTMLElement>} */
    links: new Map(),
    /** @type {HTMLElement | null} */
    progress: null,
  });
  state.remove = watchLessons(() => tick(state));
  return state;
}

/**
 * A link as any other, that a plain click has the page follow without loading it anew.
 * @param {State} state
 * @param {ParentNode} parent
 * @param {string} className
 * @param {string} name
 * @param {string} query
 */
function link(state, parent, className, name, query) {
  const made = make("a", className, parent, { href: query ? `?${query}` : window.location.pathname });
  made.addEventListener("click", (clicked) => {
    if (clicked.ctrlKey || clicked.metaKey || clicked.shiftKey || clicked.button) return;
    clicked.preventDefault();
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    state.send("open", name);
  });
  return made;
}

/**
 * @param {State} state
 * @param {Header} header
 */
function cards(state, { steps, words, forgets }) {
  const above = make("div", "pg-above", state.root);
  state.progress = make("p", "pg-progress", above);
  const list = make("ol", "pg-cards", state.root);
  for (const step of steps) {
    const card = link(state, make("li", "", list), "pg-card", step.name, step.query);
    const picture = make("span", "pg-picture", card, { "aria-hidden": "true" });
    if (step.icon) picture.append(drawing(step.icon));
    const head = make("span", "pg-head", card);
    setText(make("span", "pg-number", head), String(step.number));
    setText(make("span", "pg-title", head), step.title);
    make("span", "pg-unseen", make("span", "pg-tick", head));
    setText(make("span", "pg-idea", card), step.idea);
    state.links.set(step.name, card);
  }
  if (!forgets) return;
  const forget = make("button", "pg-forget", above, { type: "button" });
  setText(forget, words.forget);
  forget.addEventListener("click", () => {
    forgetLessons();
    state.send("forget", null);
  });
}

/** @param {string} path */
function drawing(path) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 48 48");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/**
 * @param {State} state
 * @param {Header} header
 */
function row(state, { steps, here, words, overview }) {
  const at = steps.findIndex((step) => step.name === here);
  setText(link(state, state.root, "pg-all", "", overview), words.all);
  const line = make("div", "pg-line", state.root);
  arrow(state, line, steps[at - 1], "‹", words.before);
  const list = make("ol", "pg-steps", line);
  for (const step of steps) {
    const one = link(state, make("li", "", list), "pg-step", step.name, step.query);
    if (step.name === here) one.setAttribute("aria-current", "page");
    setText(make("span", "", one), String(step.number));
    one.title = step.title;
    state.links.set(step.name, one);
  }
  arrow(state, line, steps[at + 1], "›", words.after);
}

/**
 * @param {State} state
 * @param {ParentNode} parent
 * @param {Step | undefined} step
 * @param {string} sign
 * @param {string} label
 */
function arrow(state, parent, step, sign, label) {
  if (!step) {
    make("span", "pg-arrow", parent, { "aria-hidden": "true" });
    return;
  }
  const made = link(state, parent, "pg-arrow", step.name, step.query);
  setText(made, sign);
  made.setAttribute("aria-label", `${label}: ${step.title}`);
  made.title = step.title;
}

/**
 * @param {State} state
 * @param {Header} header
 */
function next(state, { steps, here, words }) {
  const step = steps[steps.findIndex(({ name }) => name === here) + 1];
  if (!step) return;
  const made = link(state, state.root, "pg-next", step.name, step.query);
  setText(make("span", "pg-word", made), words.next);
  setText(make("span", "pg-title", made), step.title);
}

/**
 * What only the browser knows: which are done.
 * @param {State} state
 */
function tick(state) {
  const { header } = state;
  if (!header) return;
  const done = doneLessons(header.done);
  for (const step of header.steps) {
    const element = state.links.get(step.name);
    if (!element) continue;
    const isDone = done.has(step.name), isHere = step.name === header.here;
    element.dataset.done = String(isDone);
    setText(element.querySelector(".pg-unseen"), isDone ? header.words.done : "");
    // A card is read as it is; of a step only its number is seen.
    if (header.shape === "cards") continue;
    const said = header.words.lesson.replace("{n}", String(step.number)).replace("{title}", step.title);
    const notes = [isDone ? header.words.done : "", isHere ? header.words.here : ""].filter(Boolean);
    element.setAttribute("aria-label", [said, ...notes].join(", "));
  }
  const count = header.steps.filter((step) => done.has(step.name)).length;
  setText(state.progress, header.words.progress
    .replace("{n}", String(count)).replace("{all}", String(header.steps.length)));
  state.root.dataset.any = String(count > 0);
}

/**
 * @param {State} state
 * @param {Message<Header & Stamp>} message
 */
function update(state, { header }) {
  const { done, ...rest } = header;
  alsoDone(done);
  const shown = JSON.stringify([rest.steps, rest.shape, rest.here, rest.words]);
  state.header = header;
  if (shown !== state.shown) {
    state.root.replaceChildren();
    state.links.clear();
    state.root.dataset.shape = header.shape;
    state.root.setAttribute("aria-label", header.shape === "next" ? header.words.next : header.words.lessons);
    ({ cards, row, next })[header.shape](state, header);
  }
  state.shown = shown;
  tick(state);
}

/** @param {Component} component */
export default function (component) {
  return live(component, mount, update);
}
