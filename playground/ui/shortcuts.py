"""Keys: Space plays and holds, → trains one batch, R resets, 1 to 4 choose the regularizer.

They can be switched off below the tray, for who dictates or types where no field is; and what R
does can be undone.
"""

from __future__ import annotations

from playground.messages import _
from playground.ui import actions, undo
from playground.ui.components.keys import keys
from playground.ui.session import here

_REGULARIZERS = dict(
    zip(("first", "second", "third", "fourth"), actions.REGULARIZER_KEYS, strict=True))


def listen() -> None:
    at = here()
    undo.offer(at)
    keys(
        key="keys", on_key=_pressed,
        label=_("Keys"),
        told=_("Space plays and pauses, → trains one batch, R resets, 1 to 4 choose the "
               "regularizer."))


def _pressed(action: str) -> None:
    at = here()
    match action:
        case "play":
            actions.play_or_pause(at)
        case "step":
            actions.step(at, "batch")
        case "reset":
            undo.reset(at)
        case name if name in _REGULARIZERS:
            actions.choose_regularizer(at, _REGULARIZERS[name])
