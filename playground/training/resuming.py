"""Beginning a run and taking one up again, with the store's record behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from playground.change import Change, change_row, check_changes
from playground.data.training_data import TrainingData
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import lazy
from playground.training.build import build
from playground.training.forking import Fork, forked
from playground.training.handle import MakeRun, RunHandle
from playground.training.loop.recording import Recording
from playground.training.loop.worker import PrepareData
from playground.training.run import Run
from playground.training.states import FINISHED, LIVE_STATES
from playground.training.store.epoch_states import kept_epochs, state_at
from playground.training.store.recalled import recalled
from playground.training.store.recorder import Recorder, resumption, still_planned
from playground.training.store.rows import StoredRun
from playground.training.store.store import RunStore
from playground.training.threads import threads_of_a_step


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
    stored = store.create(experiment.to_mapping(), described(data, planned) | (summary or {}))
    recorder = Recorder(store, stored.id, store.claim(stored.id))
    return stored.id, Run(experiment, data, changes=planned, recorder=recorder)


def described(data: TrainingData, planned: Iterable[Change]) -> dict[str, Any]:
    """What the record keeps so that the run can be taken up again on the same pictures.

    And what tells whether another run of this experiment would be the same to the last bit:
    `threads` and `build`. `seen`: how many of the validation pictures it trains on.
    """
    # A killed process must not take with it what was still to be turned.
    return {
        "fingerprint": data.fingerprint, "planned": [change_row(change) for change in planned],
        "threads": threads_of_a_step(), "build": build(), "seen": data.seen}


def check_resumable(stored: StoredRun) -> None:
    """Raise `BadInput` where the run is finished or being trained."""
    if stored.state == FINISHED:
        raise BadInput(lazy("Run {run} is finished; there is nothing to resume.", run=stored.id))
    if stored.state in LIVE_STATES:
        raise BadInput(lazy("Run {run} is being trained by another process.", run=stored.id))


def resumed_run(store: RunStore, run_id: str, data: TrainingData) -> Run:
    """The run, to be continued after its last whole epoch. Raises `BadInput` where it cannot be."""
    stored = store.run(run_id)
    check_resumable(stored)
    check_same_pictures(stored, data)
    run = taken_up(store, stored, data)
    assert isinstance(run, Run), "nobody said who else should make it"
    return run


def fork_of(
    store: RunStore, parent: StoredRun, epoch: int, values: Mapping[str, object]
) -> Fork:
    """A fork of a stored run: see `forking.forked`. Raises `BadInput` where it cannot be."""
    return forked(recalled(store, parent), epoch, values, kept_epochs(store, parent.id),
                  partial(state_at, store, parent.id))


def forked_run(
    store: RunStore, parent: StoredRun, fork: Fork, data: TrainingData,
    summary: dict[str, Any] | None = None,
) -> tuple[str, Run]:
    """A recorded run that begins as the fork says, not started yet, and its id.

    Raises `BadInput` where `data` are other pictures than its parent's.
    """
    check_same_pictures(parent, data)
    stored = store.create(
        fork.experiment.to_mapping(), described(data, fork.changes) | (summary or {}),
        parent=parent.id)
    recorder = Recorder(store, stored.id, store.claim(stored.id))
    if fork.past is not None:
        recorder.past(fork.past, parent.id)
    return stored.id, Run(
        fork.experiment, data, changes=fork.changes, recorder=recorder, resumption=fork.past,
        notes=(fork.note,) if fork.note else ())


def check_same_pictures(stored: StoredRun, data: TrainingData) -> None:
    """Raise `BadInput` where the run was trained on others."""
    if stored.data.get("fingerprint") != data.fingerprint:
        raise BadInput(lazy(
            "The pictures have changed since run {run} began; start a new run instead.",
            run=stored.id))


def taken_up(
    store: RunStore,
    stored: StoredRun,
    data: TrainingData | PrepareData,
    *,
    recording: Callable[[Recorder], Recording] = lambda recorder: recorder,
    make_run: MakeRun = Run,
    on_end: Callable[[], None] | None = None,
) -> RunHandle:
    """The run as it stands in the store, claimed. `recording` goes between it and its record.

    What prepares `data` must see to it that they are the same pictures. Raises `BadInput`.
    """
    claim = store.claim(stored.id)
    try:
        past, ahead = resumption(store, stored.id)
        done = past.records[-1].step if past else 0
        plan = still_planned(stored.data.get("planned"), ahead, done, stored.id)
        experiment = Experiment.from_mapping(stored.experiment)
        recorder = Recorder(store, stored.id, claim, known=ahead)
        # What was planned acts before what was turned by hand at the same step.
        changes = sorted((*plan, *ahead), key=lambda change: change.step)
        return make_run(experiment, data, changes=changes, recorder=recording(recorder),
                        resumption=past, on_end=on_end)
    except BaseException:
        claim.release()
        raise
