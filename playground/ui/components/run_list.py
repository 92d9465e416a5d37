"""Runs to choose from, each with its letter and its line's pattern; one is the baseline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from playground.messages import _
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("run_list")


@dataclass(frozen=True)
class Item:
    """A run. `letter` and `dash`, of its lines, are empty while it is not chosen."""

    key: str
    name: str
    value: str
    """Its accuracy, as it is read."""
    note: str = ""
    letter: str = ""
    dash: str = ""
    baseline: bool = False
    training: bool = False


@dataclass(frozen=True)
class Group:
    """Runs of one kind; `empty` says what to do where there is none."""

    name: str
    items: tuple[Item, ...]
    empty: str = ""


def run_list(
    screen: Screen,
    groups: Sequence[Group],
    *,
    key: str,
    height: int,
    on_choose: Callable[[str], None],
    on_baseline: Callable[[str], None],
) -> None:
    """Draw them, as many in a row as there is room for; `height` is the least that it takes.

    `on_choose` gets the key of a run that is to be chosen or left out, `on_baseline` of the one
    that the others are to be compared with; of runs that are listed.
    """
    keys = {item.key for group in groups for item in group.items}

    def heard(act: Callable[[str], None]) -> Callable[[object], None]:
        return lambda given: act(given) if isinstance(given, str) and given in keys else None

    header = {
        "groups": [asdict(group) for group in groups], "height": height,
        "words": {"baseline": _("Baseline"), "compare": _("Make it the baseline"),
                  "training": _("trains now"), "measure": _("validation")},
    }
    screen.show(
        _mount, key, header, height=height,
        acts={"choose": heard(on_choose), "baseline": heard(on_baseline)})
