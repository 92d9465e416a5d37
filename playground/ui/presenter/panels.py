"""The panels that may be shown on a projector, and how they share the window's height.

Heights are those in a window of 1280×720; `--pg-present` is 1 there and grows with the window.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playground.messages import Message, lazy

AROUND = 60 + 128 + 8
"""What is above and below the panels."""
CONTROLS = 128
_GAP = 8
_COLUMNS = {"pictures": 4, "network": 9, "score": 11}
"""Relative widths, from left to right."""


@dataclass(frozen=True)
class Panel:
    """`places`: keys of what it consists of, the one whose height gives way first.

    `fixed`: the height that it takes in any case; `share`: of what is left, relative to the others
    in its column. `column` is empty where it is no part of the stage.
    """

    label: Message
    column: str
    places: tuple[str, ...]
    fixed: int = 0
    share: int = 0


PANELS: Mapping[str, Panel] = {
    "pictures": Panel(lazy("Pictures in"), "pictures",
                      ("tiles-training", "tiles-validation", "tiles-elsewhere"), 3 * 34, 3),
    "matrix": Panel(lazy("Weights"), "network", ("matrix", "matrix-heading"), 40, 3),
    "histogram": Panel(lazy("Histogram"), "network", ("histogram",), 0, 2),
    "shares": Panel(lazy("Shares of the weights"), "network", ("shares",), 250),
    "knock-out": Panel(lazy("Knock-out curve"), "network", ("knock-out",), 0, 2),
    "scores": Panel(lazy("Three numbers"), "score", ("scores",), 128),
    "sentence": Panel(lazy("Sentence"), "score", ("sentence",), 84),
    "offers": Panel(lazy("What may be asked"), "score", ("offers",), 56),
    "accuracy": Panel(lazy("Accuracy"), "score", ("accuracy",), 0, 3),
    "loss": Panel(lazy("Loss"), "score", ("loss",), 0, 2),
    "controls": Panel(lazy("Controls"), "", ("controls",)),
}
USUAL = ("matrix", "scores", "accuracy")
_DETAILS = ("histogram", "shares", "knock-out")
# Parts of the stage that no projector shows.
_NEVER = ("layers", "maps", "timeline", "lane", "tour", "tray", "keys")


def sheet(names: Sequence[str]) -> str:
    """The style rules that show these panels, and no others, in one window."""
    hidden = [place for name, panel in PANELS.items() if name not in names
              for place in panel.places]
    rules = [f"{_selector((*hidden, *_NEVER))} {{ display: none !important; }}"]
    columns = [column for column in _COLUMNS if _within(column, names)]
    widths = " ".join(f"minmax(0, {_COLUMNS[column]}fr)" for column in columns)
    rules.append(f".st-key-stage {{ grid-template-columns: {widths} !important; }}")
    gone = [f".st-key-stage > :has(> .st-key-{column})" for column in _COLUMNS
            if column not in columns]
    if not set(_DETAILS) & set(names):
        gone.append(".st-key-network > :has(> .st-key-details)")
    if gone:
        rules.append(f"{', '.join(gone)} {{ display: none !important; }}")
    around = AROUND + (CONTROLS if "controls" in names else 0)
    for column in columns:
        rules += _heights(_within(column, names), around)
    return "\n".join(rules)


def _within(column: str, names: Sequence[str]) -> list[Panel]:
    return [panel for name, panel in PANELS.items() if name in names and panel.column == column]


def _heights(panels: Sequence[Panel], around: int) -> list[str]:
    shares = sum(panel.share for panel in panels)
    taken = around + sum(panel.fixed + _GAP * len(panel.places) for panel in panels)
    rules = []
    for panel in panels:
        if panel.share:
            # A panel of three rows has a third of its share for each.
            rows = panel.share if panel.column == "pictures" else 1
            part = panel.share / shares / rows
            places = panel.places if panel.column == "pictures" else panel.places[:1]
            rules.append(
                f"{_selector(places)} {{ --pg-height: max(calc(90px * var(--pg-present)), "
                f"calc((100vh - {taken}px * var(--pg-present)) * {part:.4f})); }}")
    return rules


def _selector(places: Sequence[str]) -> str:
    return ", ".join(f".st-key-{place}" for place in places)
