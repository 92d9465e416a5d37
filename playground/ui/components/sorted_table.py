"""A table of runs whose columns sort it, in the browser alone: the server is not asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playground.messages import _
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("sorted_table")


@dataclass(frozen=True)
class Heading:
    """`first` is the way that a first click sorts: -1 the highest on top, 1 the lowest."""

    name: str
    label: str
    help: str = ""
    first: int = -1
    words: bool = False
    """Whether it holds words, which stand at the left."""


@dataclass(frozen=True)
class Entry:
    """`order` is what it is sorted by, None last; `direction` "better", "worse" or empty.

    `difference` is worded, with its sign.
    """

    text: str
    order: float | str | None = None
    difference: str = ""
    direction: str = ""
    best: bool = False


@dataclass(frozen=True)
class TableRow:
    """A run; `note` stands under its name."""

    key: str
    letter: str
    name: str
    entries: tuple[Entry, ...]
    baseline: bool = False
    note: str = ""


def sorted_table(
    screen: Screen, headings: Sequence[Heading], rows: Sequence[TableRow], *, key: str, height: int,
    label: str,
) -> None:
    """Draw it at full width; what is wider scrolls within its own box. `height`: the least.

    `label` says aloud what the table is. Raises `ValueError` unless each row has an entry for each
    heading.
    """
    if any(len(row.entries) != len(headings) for row in rows):
        raise ValueError(f"each row needs {len(headings)} entries")
    header = {
        "headings": [vars(heading) for heading in headings],
        "rows": [{**vars(row), "entries": [vars(entry) for entry in row.entries]} for row in rows],
        "label": label, "height": height,
        "words": {"run": _("Run"), "best": _("best"), "baseline": _("Baseline"),
                  "better": _("better than the baseline"),
                  "worse": _("worse than the baseline")},
    }
    screen.show(_mount, key, header, height=height)
