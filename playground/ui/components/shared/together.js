// Charts that show the same runs: where one is read or zoomed, the others of its group are, too.

import { shown } from "./shown.js";

/**
 * @typedef {{group: string, read(place: number | null): void,
 *            zoom(range: [number, number] | null): void, emphasize(run: string): void}} Member
 */

/** @returns {Set<Member>} */
function members() {
  return (shown.together ??= new Set());
}

/**
 * Takes it in; what is returned lets it go.
 * @param {Member} member
 */
export function join(member) {
  members().add(member);
  return () => members().delete(member);
}

/**
 * @param {Member} own
 * @param {(other: Member) => void} tell
 */
export function tellOthers(own, tell) {
  if (!own.group) return;
  for (const other of members()) if (other !== own && other.group === own.group) tell(other);
}

/**
 * Lifts a run above the others in every chart that has it; "" lifts none.
 * @param {string} run
 */
export function emphasize(run) {
  if ((shown.emphasized ?? "") === run) return;
  shown.emphasized = run;
  for (const one of members()) one.emphasize(run);
}

/**
 * The run that is lifted stands out, and the others step back.
 * @param {SVGElement} picture
 */
export function liftIn(picture) {
  const run = shown.emphasized ?? "";
  if (!run && picture.dataset.lifted === undefined) return;
  /** @type {NodeListOf<SVGElement>} */
  const drawn = picture.querySelectorAll("[data-run]");
  const has = run && [...drawn].some((one) => one.dataset.run === run);
  // An element may have been another run's before.
  for (const one of picture.querySelectorAll(".pg-back")) one.classList.remove("pg-back");
  if (has) for (const one of drawn) one.classList.toggle("pg-back", one.dataset.run !== run);
  if (has) picture.dataset.lifted = run;
  else delete picture.dataset.lifted;
}
