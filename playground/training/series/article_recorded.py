"""What the article's experiment gave on its own pictures: recorded, and shipped with the app.

Numbers and curves alone: the pictures are not ours to ship. Made by `python -m
tools.record_article`; docs/article.md has the same as a table.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from playground.errors import BadInput
from playground.messages import lazy
from playground.training.series.results import PointResult
from playground.training.series.statements import Statement, statements

PLACE = Path(__file__).parents[2] / "assets" / "recorded" / "article.json"
CURVES = ("training", "validation", "loss", "penalty")
_FIELDS = tuple(field.name for field in fields(PointResult))


@dataclass(frozen=True, eq=False)
class RecordedExperiment:
    """`results` by seed and role; `curves` of the first seed: by role, one value an epoch.

    Accuracies are 0 to 1; `loss` is the data loss on validation.
    """

    data: str
    model: str
    epochs: int
    command: str
    results: Mapping[int, Mapping[str, PointResult]]
    curves: Mapping[str, Mapping[str, Sequence[float]]]

    @property
    def statements(self) -> tuple[Statement, ...]:
        return statements(self.results)


@lru_cache(maxsize=2)
def recorded_article(place: Path = PLACE) -> tuple[RecordedExperiment, ...]:
    """All that were recorded, the compact network first. Raises `BadInput` where damaged."""
    try:
        rows = json.loads(place.read_text(encoding="utf-8"))
        return tuple(map(_experiment, rows))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise BadInput(lazy(
            "The recorded runs of this app are damaged; install it again.")) from None


def recorded_row(made: RecordedExperiment) -> dict[str, Any]:
    """As the file holds it, to four decimals."""
    return {
        "data": made.data, "model": made.model, "epochs": made.epochs, "command": made.command,
        "results": {str(seed): {
            role: {name: _rounded(getattr(result, name)) for name in _FIELDS}
            for role, result in runs.items()} for seed, runs in made.results.items()},
        "curves": {role: {name: [_rounded(value) for value in values]
                          for name, values in curves.items()}
                   for role, curves in made.curves.items()}}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4) if math.isfinite(value) else None
    return value


def _experiment(row: Mapping[str, Any]) -> RecordedExperiment:
    return RecordedExperiment(
        data=str(row["data"]), model=str(row["model"]), epochs=int(row["epochs"]),
        command=str(row["command"]),
        results={int(seed): {str(role): _result(one) for role, one in runs.items()}
                 for seed, runs in row["results"].items()},
        curves={str(role): {name: tuple(map(float, one[name])) for name in CURVES}
                for role, one in row["curves"].items()})


def _result(row: Mapping[str, Any]) -> PointResult:
    values: dict[str, Any] = {name: row[name] for name in _FIELDS}
    for name in ("training_loss", "loss", "penalty"):
        if values[name] is None:
            values[name] = math.nan
    return PointResult(**values)
