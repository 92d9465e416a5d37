"""Rows of small buttons, of each of which one is chosen: without a run of the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("picks")


@dataclass(frozen=True)
class Option:
    value: str
    text: str
    help: str = ""


@dataclass(frozen=True)
class Pick:
    """A choice of one of `options`; `label` stands before them."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str


def picks(
    screen: Screen, rows: Sequence[Pick], *, key: str, height: int,
    on_pick: Callable[[str, str], None],
) -> None:
    """Draw them in a line, wrapped where it is narrow; `on_pick` gets a row's name and the value.

    `height` is the least that they take.
    """
    known = {(row.name, option.value) for row in rows for option in row.options}

    def picked(given: object) -> None:
        if isinstance(given, list) and len(given) == 2 and tuple(map(str, given)) in known:
            on_pick(str(given[0]), str(given[1]))

    screen.show(_mount, key, {"rows": [asdict(row) for row in rows], "height": height},
                height=height, acts={"pick": picked})
