"""What the database's rows mean. A row comes from outside: each value is checked as it is read."""

from __future__ import annotations

import json
import math
import re
import secrets
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playground.messages import Text, from_text
from playground.training.states import STATES

RUN_ID = re.compile(r"\d{8}-\d{6}-[0-9a-f]{4,16}")
COMMAND_LINE, PAGE = "command line", "page"
"""Where a run was begun."""

RUN_COLUMNS = """
    SELECT runs.*, epochs.epoch AS last_epoch, epochs.step AS last_step,
        EXISTS (SELECT 1 FROM points WHERE points.run = runs.id) AS in_series
    FROM runs LEFT JOIN epochs ON epochs.run = runs.number
        AND epochs.epoch = (SELECT max(epoch) FROM epochs WHERE run = runs.number)
"""


class BadRow(Exception):
    """A row that cannot be what this program wrote."""


@dataclass(frozen=True)
class StoredRun:
    """A run as it is on disk.

    `epoch` and `step` are those of the last whole epoch, 0 if there is none; `created` is in
    seconds since 1970; `state` is one of `STATES`, or "interrupted". `owner` is a hash of its
    owner's secret, empty for a run of the command line; `parent` the id of the run that it was
    forked from, or empty; `in_series`: it is a point of a series.
    """

    id: str
    state: str
    experiment: Mapping[str, Any]
    data: Mapping[str, Any]
    created: float
    pinned: bool
    epoch: int
    step: int
    message: Text
    folder: Path
    origin: str = COMMAND_LINE
    owner: str = field(default="", repr=False)
    parent: str = ""
    in_series: bool = False

    @property
    def spared(self) -> bool:
        """Whether it does not count among those of which the oldest go."""
        return self.pinned or self.in_series


@dataclass(frozen=True)
class PageRun:
    """What the record of a page's run is told of it; the words are those of `StoredRun`."""

    run_id: str
    owner: str = field(repr=False)
    parent: str = ""


def new_run_id(now: float, random_bytes: int = 2) -> str:
    """Such as 20261123-184512-ab12. UTC: local time would sort wrongly when clocks go back.

    With 2 random bytes, whoever takes it has to see whether it is free.
    """
    return f"{time.strftime('%Y%m%d-%H%M%S', time.gmtime(now))}-{secrets.token_hex(random_bytes)}"


def stored_run(row: sqlite3.Row, folders: Path) -> StoredRun:
    """Raises `BadRow`."""
    try:
        run_id, state, created = str(row["id"]), str(row["state"]), float(row["created"])
        # The id becomes a path, and that path may be deleted: it must not climb out of `folders`.
        if not RUN_ID.fullmatch(run_id) or state not in STATES or not math.isfinite(created):
            raise BadRow
        return StoredRun(
            id=run_id,
            state=state,
            experiment=_object(row["experiment"]),
            data=_object(row["data"]),
            created=created,
            pinned=bool(row["pinned"]),
            epoch=int(row["last_epoch"] or 0),
            step=int(row["last_step"] or 0),
            message=from_text(str(row["message"])),
            folder=folders / run_id,
            origin=str(row["origin"]),
            owner=str(row["owner"]),
            parent=str(row["parent"]),
            in_series=bool(row["in_series"]),
        )
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise BadRow from error


def epoch_record(row: sqlite3.Row) -> dict[str, Any]:
    """The record of an epoch, with `epoch` and `step` in front. Raises `BadRow`."""
    try:
        record = _object(row["record"])
        return {"epoch": int(row["epoch"]), "step": int(row["step"]), **record}
    except (TypeError, ValueError, RecursionError) as error:
        raise BadRow from error


def change_record(row: sqlite3.Row) -> dict[str, Any]:
    """A live change: `step`, `name`, `old`, `new`. Raises `BadRow`."""
    try:
        return {
            "step": int(row["step"]),
            "name": str(row["name"]),
            "old": json.loads(row["old"]),
            "new": json.loads(row["new"]),
        }
    except (TypeError, ValueError, RecursionError) as error:
        raise BadRow from error


def _object(text: object) -> dict[str, Any]:
    value = json.loads(text) if isinstance(text, str) else None
    if not isinstance(value, dict):
        raise BadRow
    return value
