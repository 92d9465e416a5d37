"""Keys: Space plays and holds, → trains one batch, R resets, 1 to 4 choose the regularizer."""

from __future__ import annotations

from playground.ui import actions
from playground.ui.components.keys import keys
from playground.ui.session import here

_REGULARIZERS = dict(
    zip(("first", "second", "third", "fourth"), actions.REGULARIZER_KEYS, strict=True))


def listen() -> None:
    keys(key="keys", on_key=_pressed)


def _pressed(action: str) -> None:
    at = here()
    match action:
        case "play":
            actions.play_or_pause(at)
        case "step":
            actions.step(at, "batch")
        case "reset":
            actions.reset(at)
        case name if name in _REGULARIZERS:
            actions.choose_regularizer(at, _REGULARIZERS[name])
