"""Beginning a run and taking one up again, with the store's record behind it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from playground.data.training_data import TrainingData
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.training.commands import check_changes
from playground.training.recording import Recorder, resumption
from playground.training.run import Run
from playground.training.snapshot import FINISHED, Change, change_from, change_row
from playground.training.store import RunStore, StoredRun


def new_run(
    store: RunStore,
    experiment: Experiment,
    data: TrainingData,
    *,
    changes: Iterable[Change] = (),
    summary: dict[str, Any] | None = None,
) -> tuple[str, Run]:
    """A recorded run that has not started yet, and its id. `summary` describes its data."""
    planned = tuple(sorted(changes, key=lambda change: change.step))
    # Before anything is recorded: a refused run must not leave an entry without an owner.
    check_changes(experiment, planned)
    described = {
        "fingerprint": data.fingerprint,
        # A killed process must not take with it what was still to be turned.
        "planned": [change_row(change) for change in planned],
        **(summary or {}),
    }
    stored = store.create(experiment.to_mapping(), described)
    recorder = Recorder(store, stored.id, store.claim(stored.id))
    return stored.id, Run(experiment, data, changes=planned, recorder=recorder)


def resumed_run(store: RunStore, run_id: str, data: TrainingData) -> Run:
    """The run, to be continued after its last whole epoch. Raises `BadInput` where it cannot be."""
    stored = store.run(run_id)
    if stored.state == FINISHED:
        raise BadInput(f"Run {stored.id} is finished; there is nothing to resume.")
    if stored.data.get("fingerprint") != data.fingerprint:
        raise BadInput(
            f"The pictures have changed since run {stored.id} began; start a new run instead.")
    claim = store.claim(stored.id)
    try:
        past, ahead = resumption(store, stored.id)
        experiment = Experiment.from_mapping(stored.experiment)
        for change in past.changes if past else ():
            experiment = experiment.with_values({change.name: change.new})
        recorder = Recorder(store, stored.id, claim, known=ahead)
        changes = (*ahead, *_still_planned(store, stored, ahead))
        return Run(experiment, data, changes=changes, recorder=recorder, resumption=past)
    except BaseException:
        claim.release()
        raise


def _still_planned(
    store: RunStore, stored: StoredRun, ahead: tuple[Change, ...]
) -> tuple[Change, ...]:
    """The planned changes that no process has come to yet."""
    state = store.checkpoint(stored.id)
    done = int(state["step"]) if state else 0
    recorded = {(change.step, change.name, change.new) for change in ahead}
    planned = (change_from(row) for row in stored.data.get("planned", ()))
    return tuple(change for change in planned if change.step >= done
                 and (change.step, change.name, change.new) not in recorded)
