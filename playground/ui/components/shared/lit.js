// A unit that is pointed at, or focused, lights up wherever on the page it is drawn.

import { shown } from "./shown.js";

/** @typedef {{light(unit: string): void}} Member */

/** @returns {Set<Member>} */
function members() {
  return (shown.units ??= new Set());
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
 * `unit` as "layer:number"; "" lights none.
 * @param {string} unit
 */
export function light(unit) {
  if ((shown.litUnit ?? "") === unit) return;
  shown.litUnit = unit;
  for (const one of members()) one.light(unit);
}
