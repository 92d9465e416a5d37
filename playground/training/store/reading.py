"""The reading side of the RunStore: what is on disk, checked, with each run's true state."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from numpy.typing import NDArray

from playground.controls import shown
from playground.errors import BadInput
from playground.messages import lazy
from playground.training.states import INTERRUPTED, LIVE_STATES
from playground.training.store import checkpoint as files
from playground.training.store import rows as rows
from playground.training.store.liveness import Liveness
from playground.training.store.rows import StoredRun
from playground.training.store.schema import Database

Value = TypeVar("Value")


class RunReader:
    """Reads the runs under one data directory; changes nothing of what is recorded there.

    Where nothing was ever recorded, an empty database is made.

    Every method that takes a `run_id` also takes a prefix that only one run has. `BadInput` is
    raised for any other, and when the record or a file cannot be read.
    """

    def __init__(self, directory: Path) -> None:
        directory = directory.absolute()
        self.directory = directory
        self._folders = directory / "runs"
        self._database = Database(directory / "runs.sqlite")
        self._liveness = Liveness(directory)

    def run(self, run_id: str) -> StoredRun:
        """The run, "interrupted" if it should be live and nobody holds it."""
        run = self._truthful(self._recorded(run_id))
        if run is None:
            raise unknown_run(run_id)
        return run

    def runs(self) -> list[StoredRun]:
        """All runs, newest first; a row that cannot be read is left out."""
        with self._database.reading() as db:
            found = db.execute(f"{rows.RUN_COLUMNS} ORDER BY runs.number DESC").fetchall()
        recorded = _readable(found, lambda row: rows.stored_run(row, self._folders))
        return [run for run in map(self._truthful, recorded) if run is not None]

    def runs_of(self, owner: str) -> list[StoredRun]:
        """The runs that pages have begun for that owner, oldest first."""
        with self._database.reading() as db:
            found = db.execute(
                f"{rows.RUN_COLUMNS} WHERE runs.owner = ? AND runs.origin = ? "
                "ORDER BY runs.number", (owner, rows.PAGE)).fetchall()
        recorded = _readable(found, lambda row: rows.stored_run(row, self._folders))
        return [run for run in map(self._truthful, recorded) if run is not None]

    def sizes(self) -> dict[str, int]:
        """How many bytes each run takes on the disk, by its id."""
        with self._database.reading() as db:
            found = db.execute(
                "SELECT runs.id, coalesce(sum(length(record) + length(arrays)), 0) AS bytes "
                "FROM runs LEFT JOIN epochs ON epochs.run = runs.number GROUP BY runs.number"
            ).fetchall()
        return {str(row["id"]): int(row["bytes"]) + files.folder_bytes(
            self._folders / str(row["id"])) for row in found}

    def epochs(self, run_id: str) -> list[dict[str, Any]]:
        """The records of the whole epochs in order; one that cannot be read is left out."""
        with self._database.reading() as db:
            number, _ = self._identify(db, run_id)
            found = db.execute(
                "SELECT epoch, step, record FROM epochs WHERE run = ? ORDER BY epoch", (number,)
            ).fetchall()
        return _readable(found, rows.epoch_record)

    def changes(self, run_id: str) -> list[dict[str, Any]]:
        """The live changes (`step`, `name`, `old`, `new`) in order.

        Raises `BadInput` if one cannot be read: a replay without it would be another run.
        """
        with self._database.reading() as db:
            number, name = self._identify(db, run_id)
            found = db.execute(
                "SELECT step, name, old, new FROM changes WHERE run = ? ORDER BY step, number",
                (number,),
            ).fetchall()
        try:
            return [rows.change_record(row) for row in found]
        except rows.BadRow:
            raise BadInput(lazy(
                "A change of run {name} is damaged: it cannot be replayed.", name=name)) from None

    def arrays(self, run_id: str, epoch: int) -> dict[str, NDArray[Any]]:
        """What `save_epoch` was given as `arrays`."""
        with self._database.reading() as db:
            number, name = self._identify(db, run_id)
            row = db.execute(
                "SELECT arrays FROM epochs WHERE run = ? AND epoch = ?", (number, epoch)
            ).fetchone()
        if row is None:
            raise BadInput(lazy("Run {name} has no epoch {epoch}.", name=name, epoch=epoch))
        return _unpacked(row, epoch, name)

    def arrays_of_epochs(self, run_id: str, steps: int) -> dict[int, dict[str, NDArray[Any]]]:
        """The same of all epochs up to that step, by epoch."""
        with self._database.reading() as db:
            number, name = self._identify(db, run_id)
            found = db.execute("SELECT epoch, arrays FROM epochs WHERE run = ? AND step <= ?",
                               (number, steps)).fetchall()
        return {int(row["epoch"]): _unpacked(row, int(row["epoch"]), name) for row in found}

    def checkpoint(self, run_id: str, prefix: str = "") -> dict[str, NDArray[Any]] | None:
        """The checkpoint of the last whole epoch, `None` before the first.

        Of its arrays those whose names begin with `prefix`: the others are not read.
        """
        return self._read(self._recorded(run_id), None, (prefix,))

    def state(
        self, run_id: str, epoch: int, prefixes: tuple[str, ...] = ("",)
    ) -> dict[str, NDArray[Any]]:
        """The checkpoint of that epoch. Raises `BadInput` where it is not kept."""
        run = self._recorded(run_id)
        there = self.state_files(run.id)
        found = self._read(run, epoch, prefixes) if epoch in there else None
        if found is None:
            raise BadInput(lazy(
                "Run {run} keeps no weights of epoch {epoch}; it keeps those of {kept:,}.",
                run=run.id, epoch=epoch, kept=tuple(map(str, sorted(there)))))
        return found

    def state_files(self, run_id: str) -> dict[int, str]:
        """The names of the checkpoints that are there, by epoch."""
        run = self._recorded(run_id)
        with self._database.reading() as db:
            number, _ = self._identify(db, run.id)
            named = checkpoint_names(db, number)
        return {epoch: name for epoch, name in named.items() if (run.folder / name).is_file()}

    def best_epoch(self, run_id: str) -> int | None:
        """The first epoch with the highest validation accuracy; None before the first."""
        with self._database.reading() as db:
            number, _ = self._identify(db, run_id)
            return best_epoch(db, number)

    def _read(
        self, run: StoredRun, epoch: int | None, prefixes: tuple[str, ...]
    ) -> dict[str, NDArray[Any]] | None:
        """Of that epoch, or the last; None where there is none."""
        name = self._checkpoint_name(run.id, epoch)
        while name is not None:
            try:
                return files.read_arrays(run.folder / name, prefixes)
            except FileNotFoundError:
                # The run's owner may have saved the next epoch, and removed this, in between.
                before, name = name, self._checkpoint_name(run.id, epoch)
                if name == before:
                    raise BadInput(lazy(
                        "The weights of run {run} are missing: {name}.",
                        run=run.id, name=name)) from None
            except files.DamagedArrays:
                raise BadInput(lazy(
                    "The weights of run {run} are damaged: {name}.",
                    run=run.id, name=name)) from None
        return None

    def _recorded(self, run_id: str) -> StoredRun:
        with self._database.reading() as db:
            number, name = self._identify(db, run_id)
            row = db.execute(f"{rows.RUN_COLUMNS} WHERE runs.number = ?", (number,)).fetchone()
        try:
            return rows.stored_run(row, self._folders)
        except rows.BadRow:
            raise BadInput(lazy(
                "The record of run {name} is damaged; delete it.", name=name)) from None

    def _truthful(self, run: StoredRun) -> StoredRun | None:
        """The run with its true state; `None` if it was deleted meanwhile."""
        if run.state not in LIVE_STATES:
            return run
        with self._liveness.vacant(run.folder) as free:
            if not free:
                return run
            # The state is read again: its owner may have finished since, and only then let go.
            # While this block lasts, nobody can claim the run.
            try:
                run = self._recorded(run.id)
            except BadInput:
                return None
        return replace(run, state=INTERRUPTED) if run.state in LIVE_STATES else run

    def _checkpoint_name(self, run_id: str, epoch: int | None = None) -> str | None:
        """That epoch's, or the last one's."""
        with self._database.reading() as db:
            number, name = self._identify(db, run_id)
            row = db.execute(
                "SELECT checkpoint FROM epochs WHERE run = ? AND (? IS NULL OR epoch = ?) "
                "ORDER BY epoch DESC LIMIT 1", (number, epoch, epoch)
            ).fetchone()
        if row is None:
            return None
        file = str(row["checkpoint"])
        if not files.CHECKPOINT_NAME.fullmatch(file):
            raise BadInput(lazy(
                "The record of run {name} names no checkpoint; delete it.", name=name))
        return file

    def _identify(self, db: sqlite3.Connection, run_id: str) -> tuple[int, str]:
        """The row number and whole id of the one run that `run_id` is, or is the start of."""
        if not run_id.isascii() or not run_id:
            raise unknown_run(run_id)
        found = [
            (int(row["number"]), str(row["id"]))
            for row in db.execute(
                "SELECT number, id FROM runs WHERE substr(id, 1, ?) = ? ORDER BY id",
                (len(run_id), run_id),
            )
            # An id becomes a path: one that this program cannot have made leads nowhere.
            if rows.RUN_ID.fullmatch(str(row["id"]))
        ]
        if not found:
            raise unknown_run(run_id)
        if len(found) > 1:
            names = ", ".join(name for _, name in found[:3])
            raise BadInput(lazy(
                "{run_id} is the start of several runs: {names}; type more.",
                run_id=shown(run_id), names=names))
        return found[0]


def checkpoint_names(db: sqlite3.Connection, number: int) -> dict[int, str]:
    """The checkpoint of each epoch of that run, of those that have one of their own."""
    found = db.execute("SELECT epoch, checkpoint FROM epochs WHERE run = ?", (number,))
    return {int(row["epoch"]): str(row["checkpoint"]) for row in found
            if files.epoch_of(str(row["checkpoint"])) == row["epoch"]}


def best_epoch(db: sqlite3.Connection, number: int) -> int | None:
    """The first epoch of that run with its highest validation accuracy; None where none has one."""
    row = db.execute(
        "SELECT epoch FROM (SELECT epoch, CASE WHEN json_valid(record) THEN "
        "json_extract(record, '$.validation.accuracy') END AS accuracy FROM epochs WHERE run = ?) "
        "WHERE accuracy IS NOT NULL ORDER BY accuracy DESC, epoch LIMIT 1", (number,)).fetchone()
    return None if row is None else int(row["epoch"])


def _unpacked(row: sqlite3.Row, epoch: int, name: str) -> dict[str, NDArray[Any]]:
    try:
        return files.unpack(row["arrays"])
    except (files.DamagedArrays, TypeError):
        raise BadInput(lazy(
            "The readings of epoch {epoch} of run {name} are damaged.",
            epoch=epoch, name=name)) from None


def unknown_run(run_id: str) -> BadInput:
    return BadInput(lazy(
        "There is no run {run_id}; the command runs lists them.", run_id=shown(run_id)))


def _readable(
    found: list[sqlite3.Row], read: Callable[[sqlite3.Row], Value]
) -> list[Value]:
    values = []
    for row in found:
        try:
            values.append(read(row))
        except rows.BadRow:
            continue
    return values
