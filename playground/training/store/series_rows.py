"""What the rows of series and their points mean; each value is checked as it is read."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from playground.training.store.rows import RUN_ID, BadRow


@dataclass(frozen=True)
class StoredPoint:
    """A point of a plan. `place` is where it stands, such as `{"method": "l1", "value": 0.01}`.

    `run` is the id of the run that trains it or has trained it, empty before.
    """

    position: int
    place: Mapping[str, Any]
    experiment: Mapping[str, Any]
    run: str = ""


@dataclass(frozen=True)
class StoredSeries:
    """A plan as it is on disk: its points in the order in which they are trained.

    `kind` says what kind of plan it is, `asked` what it was made of. `owner` is a hash of the
    owner's secret, empty for the command line's.
    """

    id: str
    kind: str
    created: float
    origin: str
    asked: Mapping[str, Any]
    points: tuple[StoredPoint, ...]
    owner: str = field(default="", repr=False)

    @property
    def runs(self) -> dict[int, str]:
        """The ids of the runs that there are, by their points' positions."""
        return {point.position: point.run for point in self.points if point.run}


def stored_series(row: sqlite3.Row, points: Sequence[sqlite3.Row]) -> StoredSeries:
    """Raises `BadRow`."""
    try:
        series_id, created = str(row["id"]), float(row["created"])
        # The id becomes the name of a file.
        if not RUN_ID.fullmatch(series_id) or not math.isfinite(created):
            raise BadRow
        return StoredSeries(
            series_id, str(row["kind"]), created, str(row["origin"]), _object(row["asked"]),
            tuple(map(_point, points)), str(row["owner"]))
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise BadRow from error


def _point(row: sqlite3.Row) -> StoredPoint:
    run = str(row["run"])
    if run and not RUN_ID.fullmatch(run):
        raise BadRow
    return StoredPoint(
        int(row["position"]), _object(row["place"]), _object(row["experiment"]), run)


def _object(text: object) -> dict[str, Any]:
    value = json.loads(text) if isinstance(text, str) else None
    if not isinstance(value, dict):
        raise BadRow
    return value
