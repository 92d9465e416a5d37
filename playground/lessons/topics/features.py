"""Edges early, shapes late: what the filters of each layer look for."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from playground.insight.patch_sheet import PatchSheet, read_sheets
from playground.insight.receptive_field import receptive_fields
from playground.lessons.computed import Answer, Condition, Numbers, Reply
from playground.lessons.given import Given

PATCHES = Path(__file__).resolve().parents[2] / "assets" / "lessons" / "patches.npz"
"""Of the network that ships; made by `python -m tools.lesson_patches`."""
ALIKE = 8
"""Of nine patches: so many of one sign, and a filter is called one for that sign."""


@lru_cache(maxsize=1)
def shipped_patches() -> dict[str, PatchSheet]:
    return read_sheets(PATCHES)


def _seen_by_the_last(given: Given) -> Reply:
    """How much of the picture a unit of the last convolution sees."""
    sizes = [field.size for field in receptive_fields(given.architecture).values()]
    side = given.architecture.size
    choice = "most" if sizes[-1] > side / 2 else "same" if sizes[-1] == sizes[0] else "sum"
    return Reply(choice, {"size": sizes[-1], "side": side, "first": sizes[0]})


def _of_one_sign(told: Numbers) -> bool:
    return told["layer"] == told["layers"] and told["alike"] >= ALIKE


ANSWERS = {
    "seen-by-the-last-layer": Answer(
        ("same", "sum", "most"), _seen_by_the_last, gives=("size", "side", "first")),
}
CONDITIONS = {
    "last-layer-filter-of-one-sign": Condition(("layer", "layers", "alike"), _of_one_sign),
}
