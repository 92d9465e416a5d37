"""The article's experiment in numbers: its whole runs by seed and role, and the statements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from playground.training.series.reading import PointView
from playground.training.series.results import PointResult
from playground.training.series.statements import Statement, statements
from playground.training.series.verdicts import WORDS


def whole_runs(points: Iterable[PointView]) -> dict[int, dict[str, PointResult]]:
    """By seed and role; what still trains, or diverged, is left out."""
    found: dict[int, dict[str, PointResult]] = {}
    for point in points:
        if point.done and not point.diverged and point.result is not None:
            seed, role = int(point.place["seed"]), str(point.place["role"])
            found.setdefault(seed, {})[role] = point.result
    return found


def article_statements(points: Iterable[PointView]) -> tuple[Statement, ...]:
    """Each statement of the article with what these runs say of it."""
    return statements(whole_runs(points))


def statement_row(statement: Statement) -> dict[str, Any]:
    """As JSON has it: the verdict by its name, and the sentences in the language spoken here."""
    return {
        "statement": statement.name, "said": str(statement.said), "verdict": statement.verdict,
        "measured": None if statement.measured is None else str(statement.measured),
        "numbers": dict(statement.numbers)}


def verdict_words(statement: Statement) -> str:
    """The verdict as a person reads it."""
    return str(WORDS[statement.verdict])
