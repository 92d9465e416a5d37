/**
 * Every component's script is a module of its own: what they share hangs on the window.
 * @type {Shown}
 */
export const shown = (window.playgroundShown ??= { places: new Map(), newest: new Map() });
