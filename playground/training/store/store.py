"""The RunStore: every run on disk, so that nothing recorded is lost, whoever is killed and when.

One SQLite database, and one folder a run for its checkpoint. An epoch is recorded when its row is
committed: the checkpoint is safely in place before, and older ones go after. Any number of threads
and processes may use the same data directory.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from playground.errors import BadInput
from playground.messages import Text, lazy, to_text
from playground.training.states import STATES
from playground.training.store import checkpoint as files
from playground.training.store import rows as rows
from playground.training.store.data_directory import data_directory, make_folder
from playground.training.store.lightening import lighten
from playground.training.store.liveness import RunClaim
from playground.training.store.reading import RunReader, best_epoch, checkpoint_names
from playground.training.store.retention import (
    DEFAULT_KEEP,
    EPOCH_MB,
    RUNS_OF_COMMAND_LINE,
    PageBounds,
    keep_runs,
    kept,
    surplus,
    surplus_of_pages,
)
from playground.training.store.rows import PageRun, StoredRun

__all__ = ["RunClaim", "RunStore", "StoredRun", "data_directory", "keep_runs"]

WholeEpoch = tuple[int, int, Mapping[str, Any], Mapping[str, NDArray[Any]]]
"""An epoch's number and last step, its record, and its arrays."""


class RunStore(RunReader):
    """The runs under one data directory.

    As for reading, every method takes a run's id or a prefix that only one run has, and raises
    `BadInput` for any other, and when the record or a file cannot be written.
    """

    def __init__(
        self, directory: Path, keep: int = DEFAULT_KEEP, pages: PageBounds | None = None,
        epoch_megabytes: int = EPOCH_MB,
    ) -> None:
        """`keep`: how many of the command line's runs that are neither pinned nor live stay.

        The newest do. `pages`: what of the runs of pages stays. `epoch_megabytes`: what the states
        of one run's epochs may take.
        """
        super().__init__(directory)
        self.keep, self.pages = keep, pages or PageBounds()
        self._epoch_bytes = epoch_megabytes * 2**20
        make_folder(self._folders, directory)

    def check(self) -> None:
        """Raise `BadInput` where nothing can be recorded here."""
        with self._database.writing():
            pass
        if not os.access(self._folders, os.W_OK):
            raise self._unwritable(PermissionError(errno.EACCES, os.strerror(errno.EACCES)))

    # The life of a run

    def create(
        self, experiment: Mapping[str, Any], data: Mapping[str, Any], page: PageRun | None = None,
        parent: str = "",
    ) -> StoredRun:
        """A new run, queued. Claim it at once: until then it reads as interrupted to others.

        `page`: whose run it is, and its id, where a page has begun it. `parent`: the run that one
        of the command line was forked from.
        """
        texts = json.dumps(dict(experiment)), json.dumps(dict(data))
        created = time.time()
        run_id = self._new_folder(created) if page is None else self._folder_of(page.run_id)
        origin, owner = (rows.COMMAND_LINE, "") if page is None else (rows.PAGE, page.owner)
        parent = parent if page is None else page.parent
        with self._database.writing() as db:
            db.execute(
                "INSERT INTO runs (id, created, state, experiment, data, origin, owner, parent)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (run_id, created, "queued", *texts, origin, owner, parent),
            )
        self._prune(new=run_id)
        return self._recorded(run_id)

    def _new_folder(self, created: float) -> str:
        while True:
            try:
                return self._folder_of(rows.new_run_id(created))
            except FileExistsError:
                continue

    def _folder_of(self, run_id: str) -> str:
        try:
            (self._folders / run_id).mkdir()
            files.sync_folder(self._folders)
        except FileExistsError:
            raise
        except OSError as error:
            raise self._unwritable(error) from error
        return run_id

    def copy(
        self, run_id: str, page: PageRun, through: int | None = None,
        ended: tuple[str, Text] | None = None,
    ) -> StoredRun:
        """A run once more, as a page's of another owner: with its epochs, `through` the last.

        `ended`: the state, and why, that it has instead. Its states are one on the disk: nobody
        writes into one. The last epoch is one whose state is there; without one, `BadInput`.
        """
        run = self._recorded(run_id)
        there = {epoch: name for epoch, name in self.state_files(run.id).items()
                 if through is None or epoch <= through}
        if run.epoch and not there:
            raise BadInput(lazy("The weights of this epoch are damaged; choose another epoch."))
        last = max(there, default=0)
        folder = self._folders / self._folder_of(page.run_id)
        try:
            for file in there.values():
                files.share(run.folder / file, folder / file)
        except OSError as error:
            raise self._unwritable(error) from error
        with self._database.writing() as db:
            number, _ = self._identify(db, run.id)
            made = db.execute(
                "INSERT INTO runs (id, created, state, message, experiment, data, origin, owner)"
                " SELECT ?, ?, state, message, experiment, data, ?, ? FROM runs WHERE number = ?",
                (page.run_id, time.time(), rows.PAGE, page.owner, number)).lastrowid
            db.execute(
                "INSERT INTO epochs (run, epoch, step, record, checkpoint, arrays)"
                " SELECT ?, epoch, step, record, checkpoint, arrays FROM epochs"
                " WHERE run = ? AND epoch <= ?", (made, number, last))
            db.execute(
                "INSERT INTO changes (run, step, name, old, new)"
                " SELECT ?, step, name, old, new FROM changes WHERE run = ? AND step <"
                " (SELECT max(step) FROM epochs WHERE run = ?) ORDER BY number",
                (made, number, made))
            if ended is not None:
                db.execute("UPDATE runs SET state = ?, message = ? WHERE number = ?",
                           (ended[0], to_text(ended[1]), made))
        return self._recorded(page.run_id)

    def claim(self, run_id: str) -> RunClaim:
        """The right to train the run, held until released or until this process is gone.

        Raises `BadInput` while another process, or another claim of this one, holds it.
        """
        run = self._recorded(run_id)
        claim = self._liveness.claim(run.id, run.folder)
        try:
            # It may have been deleted since it was looked up.
            self._recorded(run.id)
        except BadInput:
            claim.release()
            raise
        return claim

    def set_state(self, run_id: str, state: str, message: Text = "") -> None:
        """`state` is one of `states.STATES`; `message` says why, for a person."""
        if state not in STATES:
            raise ValueError(f"There is no state {state!r}.")
        with self._database.writing() as db:
            number, _ = self._identify(db, run_id)
            db.execute(
                "UPDATE runs SET state = ?, message = ? WHERE number = ?",
                (state, to_text(message), number))

    def record_changes(self, run_id: str, changes: Iterable[tuple[int, str, Any, Any]]) -> None:
        """Controls that changed: step before which, control, old and new value of each.

        On the disk when this returns. Every call adds to the record: whoever replays changes must
        not record them again.
        """
        with self._database.writing() as db:
            number, _ = self._identify(db, run_id)
            db.executemany(
                "INSERT INTO changes (run, step, name, old, new) VALUES (?, ?, ?, ?, ?)",
                [(number, step, name, json.dumps(old), json.dumps(new))
                 for step, name, old, new in changes],
            )

    def save_epoch(
        self,
        run_id: str,
        epoch: int,
        step: int,
        record: Mapping[str, Any],
        arrays: Mapping[str, NDArray[Any]],
        checkpoint: Mapping[str, NDArray[Any]],
    ) -> None:
        """Record a whole epoch: all of it, or, if the process dies on the way, none of it.

        Replaces the epoch if it was recorded, and forgets later ones, which followed from it. Only
        the run's owner may call this. `arrays` are small (histograms, predictions) and kept for
        every epoch, `checkpoint` (weights, optimizer) for those that `epoch_states` says.
        """
        self.save_epochs(run_id, [(epoch, step, record, arrays)], {epoch: checkpoint})

    def save_epochs(
        self, run_id: str, epochs: Sequence[WholeEpoch],
        checkpoints: Mapping[int, Mapping[str, NDArray[Any]] | Path],
    ) -> None:
        """Several epochs in their order at once, as `save_epoch`.

        `checkpoints` by epoch: of the last, and of those before it that are there; instead of
        arrays, the file of another run that holds them.
        """
        first, last = epochs[0][0], epochs[-1][0]
        written = [(epoch, step, json.dumps(dict(record)), files.pack(arrays))
                   for epoch, step, record, arrays in epochs]
        run = self._recorded(run_id)
        with self._database.reading() as db:
            number, _ = self._identify(db, run.id)
            taken = checkpoint_names(db, number)
        try:
            run.folder.mkdir(parents=True, exist_ok=True)
            names = {epoch: name for epoch, content in checkpoints.items() if (
                name := files.write_checkpoint(run.folder, epoch, content, taken.get(epoch)))}
            size = (run.folder / names[last]).stat().st_size
        except OSError as error:
            raise self._unwritable(error) from error
        with self._database.writing() as db:
            number, _ = self._identify(db, run.id)
            db.execute("DELETE FROM epochs WHERE run = ? AND epoch >= ?", (number, first))
            db.executemany(
                "INSERT INTO epochs (run, epoch, step, record, checkpoint, arrays)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [(number, epoch, step, text, names.get(epoch, names[last]), blob)
                 for epoch, step, text, blob in written],
            )
            here = checkpoint_names(db, number)
            wanted = kept(last, best_epoch(db, number) or last, self._epoch_bytes // size)
        files.remove_other_checkpoints(
            run.folder, {name for epoch, name in here.items() if epoch in wanted})

    # Keeping and removing

    def pin(self, run_id: str, pinned: bool = True) -> None:
        """Spare the run from the retention limit, or no longer."""
        with self._database.writing() as db:
            number, _ = self._identify(db, run_id)
            db.execute("UPDATE runs SET pinned = ? WHERE number = ?", (int(pinned), number))

    def delete(self, run_id: str) -> None:
        """Remove the run and its folder. Raises `BadInput` while it is being trained."""
        with self._database.reading() as db:
            _, name = self._identify(db, run_id)
        if not self._forget(name):
            with self._database.reading() as db:
                self._identify(db, name)
            raise BadInput(lazy("Run {name} is being trained; stop it first.", name=name))
        self._sweep()

    def prune(self) -> list[str]:
        """Remove the oldest runs beyond `keep` that are neither pinned nor live; their ids."""
        return self._prune(new=None)

    def _prune(self, new: str | None) -> list[str]:
        runs = self.runs()
        of_command_line = [run for run in runs if run.origin != rows.PAGE]
        lighten(self, self._liveness, of_command_line,
                RUNS_OF_COMMAND_LINE * self._epoch_bytes // 2**20)
        gone = [
            name for name in surplus(of_command_line, self.keep, new)
            if self._forget(name, only_unpinned=True)
        ]
        of_pages = [run for run in runs if run.origin == rows.PAGE]
        if of_pages:
            lighten(self, self._liveness, of_pages, self.pages.megabytes)
            too_many = surplus_of_pages(of_pages, self.pages, self.sizes(), new)
            gone += [name for name in too_many if self._forget(name)]
        self._sweep()
        return gone

    def _forget(self, run_id: str, only_unpinned: bool = False) -> bool:
        """Remove the rows unless the run is live; the folder is left for `_sweep`."""
        with self._liveness.vacant(self._folders / run_id) as free:
            if not free:
                return False
            with self._database.writing() as db:
                spared = " AND pinned = 0" if only_unpinned else ""
                removed = db.execute(f"DELETE FROM runs WHERE id = ?{spared}", (run_id,)).rowcount
                if removed:
                    db.execute("INSERT OR IGNORE INTO removed VALUES (?)", (run_id,))
        return removed > 0

    def _sweep(self) -> None:
        """Remove the folders of deleted runs, also those that a killed process left behind."""
        with self._database.reading() as db:
            names = [str(row["id"]) for row in db.execute("SELECT id FROM removed")]
        for name in filter(rows.RUN_ID.fullmatch, names):
            folder = self._folders / name
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                with self._database.writing() as db:
                    db.execute("DELETE FROM removed WHERE id = ?", (name,))

    def _unwritable(self, error: OSError) -> BadInput:
        return BadInput(
            lazy(
                "Nothing can be written to {directory} ({reason}); make room, or choose another "
                "data directory.", directory=self.directory, reason=error.strerror)
        )
