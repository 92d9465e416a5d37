"""The board of a room: a dot a person, exact zeros across, validation accuracy up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from playground.messages import _
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("room_board")
HEIGHT = 420


@dataclass(frozen=True)
class Dot:
    """`id` is handed to `on_open`; `words` say all of it, `doing` is as in `room.board.Row`."""

    id: str
    name: str
    zeros: float
    accuracy: float
    doing: str
    words: str


def room_board(
    screen: Screen, dots: Sequence[Dot], *, key: str, names: bool, waiting: str, alt: str,
    on_open: Callable[[str], None],
) -> None:
    """`names`: written beside the dots, and not only told when they are pointed at.

    `waiting`: of those who have no dot yet. `on_open` gets the id of one that is clicked.
    """
    known = {dot.id for dot in dots}

    def opened(given: object) -> None:
        if isinstance(given, str) and given in known:
            on_open(given)

    screen.show(
        _mount, key,
        {"dots": [asdict(dot) for dot in dots], "names": names, "waiting": waiting, "alt": alt,
         "across": _("weights that are exactly zero"), "up": _("validation accuracy"),
         "guessing": _("guessing")},
        height=HEIGHT, acts={"open": opened})
