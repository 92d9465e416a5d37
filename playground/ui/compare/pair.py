"""Which run stands beside the baseline where only two can be, and which layer is looked at."""

from __future__ import annotations

from playground.comparison.layers import shared_layers
from playground.messages import _, lazy
from playground.model.architectures import HIDDEN
from playground.ui.compare.compared import Compared
from playground.ui.compare.section import Section
from playground.ui.components.picks import Option, Pick, picks
from playground.ui.components.screen import Screen

PAIR = "pair"
"""The place of the choice: sections that show two runs follow it."""
_BESIDE, _LAYER = "beside", "layer"


def layer_of(shown: Compared) -> str:
    """The chosen layer, or the largest that all the runs have."""
    there = shared_layers(shown.histories) if shown.runs else ()
    if shown.seen.layer in there:
        return shown.seen.layer
    return there[0] if there else HIDDEN


def show(screen: Screen, shown: Compared) -> None:
    others = tuple(
        Option(run.id, run.letter, run.name) for run in shown.by_letter if not run.baseline)
    layers = tuple(Option(name, name) for name in (
        shared_layers(shown.histories) if shown.runs else ()))
    rows = [Pick(_BESIDE, _("Beside the baseline"), others,
                 shown.beside.id if shown.beside is not None else ""),
            Pick(_LAYER, _("Layer"), layers, layer_of(shown))]

    def pick(row: str, value: str) -> None:
        if row == _BESIDE:
            shown.seen.put_beside(value)
        else:
            shown.seen.layer = value

    picks(screen, [row for row in rows if row.options], key=PAIR, height=30, on_pick=pick)


SECTION = Section("pair", show, lazy("Two runs side by side"), hears=(PAIR,))
