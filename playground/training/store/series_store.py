"""Series on disk: each a plan of points, and which run trains each of them.

The runs themselves are in the `RunStore` of the same directory; what belongs to a series is spared
there as a pinned run is. Whoever trains a series holds its claim, a lock of the operating system's
that is gone with the process, however it dies.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from playground.controls import shown
from playground.errors import BadInput
from playground.messages import lazy
from playground.training.store.data_directory import make_folder
from playground.training.store.rows import COMMAND_LINE, PAGE, RUN_ID, BadRow, new_run_id
from playground.training.store.schema import Database
from playground.training.store.series_rows import StoredSeries, stored_series

MOST_OF_COMMAND_LINE = 20
MOST_OF_AN_OWNER = 6
"""As many series are kept; the runs of older ones are as any others from then on."""
_COLUMNS = "SELECT number, id, created, kind, origin, owner, asked FROM series"
_RANDOM_BYTES = 6

PlannedPoint = tuple[Mapping[str, Any], Mapping[str, Any]]
"""A point's place on the plan, and its experiment."""


class SeriesClaim:
    """The right to train a series, until `release`, or until this process is gone."""

    def __init__(self, lock: FileLock) -> None:
        self._lock = lock

    def release(self) -> None:
        """Any number of times, from any thread."""
        self._lock.release()


class SeriesStore:
    """The series under one data directory, by their whole ids or a prefix that only one has.

    Every method raises `BadInput` for any other, and where the record cannot be read or written.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory.absolute()
        self._locks = self.directory / "series"
        self._database = Database(self.directory / "runs.sqlite")
        make_folder(self._locks, directory)

    def create(
        self, kind: str, asked: Mapping[str, Any], points: Sequence[PlannedPoint], owner: str = ""
    ) -> StoredSeries:
        """A new series; with an `owner`, a page's. The oldest beyond what is kept go."""
        created = time.time()
        series_id = new_run_id(created, _RANDOM_BYTES)
        origin = PAGE if owner else COMMAND_LINE
        rows = [(json.dumps(dict(place)), json.dumps(dict(experiment)))
                for place, experiment in points]
        with self._database.writing() as db:
            number = db.execute(
                "INSERT INTO series (id, created, kind, origin, owner, asked)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (series_id, created, kind, origin, owner, json.dumps(dict(asked)))).lastrowid
            db.executemany(
                "INSERT INTO points (series, position, place, experiment) VALUES (?, ?, ?, ?)",
                [(number, position, *texts) for position, texts in enumerate(rows)])
        self._prune(owner)
        return self.series(series_id)

    def series(self, series_id: str) -> StoredSeries:
        with self._database.reading() as db:
            row = self._row(db, series_id)
            points = _points_of(db, row)
        try:
            return stored_series(row, points)
        except BadRow:
            raise BadInput(lazy(
                "The record of series {name} is damaged; start another.",
                name=str(row["id"]))) from None

    def all(self, owner: str = "") -> list[StoredSeries]:
        """An owner's series, newest first, or the command line's; damaged ones are left out."""
        with self._database.reading() as db:
            rows = db.execute(
                f"{_COLUMNS} WHERE owner = ? ORDER BY number DESC", (owner,)).fetchall()
            found = [(row, _points_of(db, row)) for row in rows]
        made = []
        for row, points in found:
            try:
                made.append(stored_series(row, points))
            except BadRow:
                continue
        return made

    def of_run(self, run_id: str) -> list[tuple[str, int]]:
        """The series that the run is a point of, oldest first, and its position in each."""
        with self._database.reading() as db:
            found = db.execute(
                "SELECT series.id, points.position FROM points JOIN series"
                " ON series.number = points.series WHERE points.run = ?"
                " ORDER BY series.number, points.position", (run_id,)).fetchall()
        return [(str(row["id"]), int(row["position"])) for row in found]

    def trained_by(self, series_id: str, position: int, run_id: str) -> None:
        """The run of that id trains the point, or has; an empty id takes it back."""
        if run_id and not RUN_ID.fullmatch(run_id):
            raise ValueError(f"{run_id!r} is no run.")
        with self._database.writing() as db:
            row = self._row(db, series_id)
            db.execute("UPDATE points SET run = ? WHERE series = ? AND position = ?",
                       (run_id, row["number"], position))

    def delete(self, series_id: str) -> None:
        """Forget the plan; its runs stay as any others. Raises `BadInput` while it is trained."""
        with self._database.reading() as db:
            name = str(self._row(db, series_id)["id"])
        if not self._forget(name):
            raise BadInput(lazy("Series {name} is being trained; stop it first.", name=name))

    def claim(self, series_id: str) -> SeriesClaim:
        """The right to train it. Raises `BadInput` while another process, or this one, does."""
        name = self.series(series_id).id
        lock = self._lock(name)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            raise BadInput(lazy(
                "Series {name} is being trained by another process.", name=name)) from None
        except OSError as error:
            raise BadInput(lazy(
                "Nothing can be written to {directory} ({reason}); make room, or choose another "
                "data directory.", directory=self.directory, reason=error.strerror)) from error
        return SeriesClaim(lock)

    def _lock(self, name: str) -> FileLock:
        # thread_local off: a claim is taken by one thread and released by another.
        return FileLock(self._locks / f"{name}.lock", thread_local=False, fallback_to_soft=False)

    def _prune(self, owner: str) -> None:
        most = MOST_OF_AN_OWNER if owner else MOST_OF_COMMAND_LINE
        with self._database.reading() as db:
            names = [str(row["id"]) for row in db.execute(
                "SELECT id FROM series WHERE owner = ? ORDER BY number DESC", (owner,))]
        for name in filter(RUN_ID.fullmatch, names[most:]):
            self._forget(name)

    def _forget(self, name: str) -> bool:
        """Remove it unless somebody trains it."""
        lock = self._lock(name)
        try:
            lock.acquire(blocking=False)
        except (Timeout, OSError):
            return False
        try:
            with self._database.writing() as db:
                db.execute("DELETE FROM series WHERE id = ?", (name,))
            (self._locks / f"{name}.lock").unlink(missing_ok=True)
        finally:
            lock.release()
        return True

    def _row(self, db: sqlite3.Connection, series_id: str) -> sqlite3.Row:
        """The one series that the id is, or is the start of."""
        found = db.execute(
            f"{_COLUMNS} WHERE substr(id, 1, ?) = ? ORDER BY id", (len(series_id), series_id)
        ).fetchall() if series_id and series_id.isascii() else []
        if not found:
            raise BadInput(lazy("There is no series {series}.", series=shown(series_id)))
        if len(found) > 1:
            names = ", ".join(str(row["id"]) for row in found[:3])
            raise BadInput(lazy(
                "{series} is the start of several series: {names}; type more.",
                series=shown(series_id), names=names))
        return found[0]  # type: ignore[no-any-return]


def _points_of(db: sqlite3.Connection, series: sqlite3.Row) -> list[sqlite3.Row]:
    return db.execute(
        "SELECT position, place, experiment, run FROM points WHERE series = ? ORDER BY position",
        (series["number"],)).fetchall()
