"""Keys: Space plays and holds, → trains one batch, R resets, 1 to 4 choose the regularizer."""

from __future__ import annotations

from playground.ui import actions
from playground.ui.components.keys import keys

_REGULARIZERS = dict(
    zip(("first", "second", "third", "fourth"), actions.REGULARIZER_KEYS, strict=True))


def listen() -> None:
    keys(key="keys", on_key=_pressed)


def _pressed(action: str) -> None:
    match action:
        case "play":
            actions.play_or_pause()
        case "step":
            actions.step("batch")
        case "reset":
            actions.reset()
        case name if name in _REGULARIZERS:
            actions.choose_regularizer(_REGULARIZERS[name])
