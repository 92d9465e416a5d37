"""Keys of the whole page, as events: not while somebody types or moves a slider.

Keys of one character must be possible to switch off (WCAG 2.1.4): who dictates to the browser, or
types where no field is, would set things off with every word. The browser remembers it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from playground.ui.components.mounting import component, events
from playground.ui.live.message import packed

_mount = component("keys")

KEYS: Mapping[str, str] = {
    " ": "play", "ArrowRight": "step", "r": "reset",
    "1": "first", "2": "second", "3": "third", "4": "fourth",
}


def keys(
    *,
    key: str,
    on_key: Callable[[str], None],
    label: str,
    told: str,
    actions: Mapping[str, str] = KEYS,
) -> None:
    """Call `on_key` with the action of a key that was pressed, before the run.

    Draws the switch for them: its `label`, and the sentence `told` that names the keys.

    `actions` by the name that the browser gives the key, letters in lower case. Keys with Ctrl,
    Alt or Meta stay the browser's; so do all while a dialog is open.
    """
    def pressed(action: object) -> None:
        if action in actions.values():
            on_key(str(action))

    _mount(key=key, data=packed({"actions": dict(actions), "label": label, "told": told}),
           on_events_change=events(key, key=pressed))
