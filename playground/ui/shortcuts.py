"""Keys: Space plays and holds, → trains one batch, R resets, 1 to 4 choose the regularizer, P shows
the page on a projector, where Page Up and Page Down change the scene.

They can be switched off below the tray, for who dictates or types where no field is; and what R
does can be undone.
"""

from __future__ import annotations

from playground.messages import _
from playground.ui import actions, undo
from playground.ui.components.keys import KEYS, keys
from playground.ui.presenter import mode
from playground.ui.session import here

_REGULARIZERS = dict(
    zip(("first", "second", "third", "fourth"), actions.REGULARIZER_KEYS, strict=True))


def listen() -> None:
    at = here()
    undo.offer(at)
    keys(
        key="keys", on_key=_pressed, actions={**KEYS, **mode.keys_of(at)},
        label=_("Keys"),
        told=_("Space plays and pauses, → trains one batch, R resets, 1 to 4 choose the "
               "regularizer, P shows the page on a projector."))


def _pressed(action: str) -> None:
    at = here()
    match action:
        case "play":
            actions.play_or_pause(at)
        case "step":
            actions.step(at, "batch")
        case "reset":
            undo.reset(at)
        case name if name in mode.KEYS.values():
            mode.pressed(at, name)
        case name if name in _REGULARIZERS:
            actions.choose_regularizer(at, _REGULARIZERS[name])
