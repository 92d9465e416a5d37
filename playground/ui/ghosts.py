"""Recorded runs, faint behind the live one: what this setting, and the others, came to elsewhere."""

from __future__ import annotations

from playground.figures.look import Ghost
from playground.ui.stage import Stage


def accuracy(stage: Stage) -> list[Ghost]:
    return []


def knock_out(stage: Stage) -> list[Ghost]:
    return []
