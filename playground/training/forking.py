"""Forks: a run that goes on from an epoch's end of another one, with other settings.

A fork is the same to the last bit as a run that was changed there live: it begins with the state of
the trainer, the records, steps and changes up to there, and with what is turned at its first step.
Where the epoch's state is not kept, the epochs since the nearest one that is (or since the start
weights) are trained again, which gives the same bits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from playground.change import Change, after_changes
from playground.controls import shown
from playground.errors import BadInput
from playground.experiment import Experiment, live_controls
from playground.messages import Text, lazy
from playground.training.snapshot import EpochRecord, Probe, StepSeries
from playground.training.store.memory_states import State
from playground.training.store.recorder import Resumption

NOT_LIVE = ("epochs", "patience")
"""Controls that do not act live and may differ in a fork: what they decide is still ahead."""

StateAt = Callable[[int], State]


class Past(Protocol):
    """What a fork asks of the run it is forked from: a Snapshot, or a History."""

    @property
    def began_as(self) -> Experiment: ...
    @property
    def epoch(self) -> int: ...
    @property
    def steps_per_epoch(self) -> int: ...
    @property
    def records(self) -> tuple[EpochRecord, ...]: ...
    @property
    def steps(self) -> StepSeries: ...
    @property
    def probes(self) -> tuple[Probe, ...]: ...
    @property
    def changes(self) -> tuple[Change, ...]: ...


@dataclass(frozen=True)
class Fork:
    """What a new run is made of: `experiment` as of step 0, `changes` still to be replayed.

    `past` is None where it trains from the start weights. `epoch` is where it was forked, and
    `note` says which epochs are trained again to come there, or is empty.
    """

    experiment: Experiment
    changes: tuple[Change, ...]
    past: Resumption | None
    epoch: int
    note: Text = ""


def forked(
    run: Past, epoch: int, values: Mapping[str, object], kept: Iterable[int], state_at: StateAt
) -> Fork:
    """A fork after `epoch` whole epochs, 0 for the start, where controls take other `values`.

    Live controls may be among them, and those in `NOT_LIVE`. `kept`: the epochs of the run whose
    state `state_at` gives, or raises `BadInput`. Raises `BadInput` where that cannot be.
    """
    if not 0 <= epoch <= run.epoch:
        raise BadInput(lazy(
            "A run is forked at the end of one of its epochs, 0 to {last}, not at {epoch}.",
            last=run.epoch, epoch=epoch))
    for name in values:
        if name not in live_controls() and name not in NOT_LIVE:
            raise BadInput(lazy(
                "{name} cannot change in a fork: it decides what the run has been so far; these "
                "can: {names}.", name=shown(name), names=", ".join((*live_controls(), *NOT_LIVE))))
    step = epoch * run.steps_per_epoch
    past = tuple(change for change in run.changes if change.step < step)
    now = after_changes(run.began_as, past)
    then = now.with_values(values)
    if then.epochs <= epoch:
        raise BadInput(lazy(
            "The fork would end where it begins, after epoch {epoch}; choose more epochs.",
            epoch=epoch))
    was, is_now = now.to_mapping(), then.to_mapping()
    turned = tuple(Change(step, name, was[name], is_now[name]) for name in live_controls()
                   if is_now[name] != was[name])
    began_as = run.began_as.with_values({name: is_now[name] for name in NOT_LIVE})
    return begun(run, began_as, epoch, (*past, *turned), kept, state_at)


def begun(
    run: Past, began_as: Experiment, epoch: int, changes: tuple[Change, ...],
    kept: Iterable[int], state_at: StateAt,
) -> Fork:
    """With the run's past up to that epoch, as far as it is kept, and with these changes in all.

    Those before the epoch must be the run's own.
    """
    for nearest in sorted({one for one in kept if 0 < one <= epoch}, reverse=True):
        try:
            past = _resumption(run, nearest, state_at(nearest))
        except BadInput:
            # Damaged, or removed meanwhile: the one before leads there too.
            continue
        ahead = tuple(change for change in changes if change.step >= past.records[-1].step)
        return Fork(began_as, ahead, past, epoch, _note(nearest, epoch))
    return Fork(began_as, changes, None, epoch, _note(0, epoch))


def _resumption(run: Past, epoch: int, state: State) -> Resumption:
    records = tuple(record for record in run.records if record.epoch <= epoch)
    if not records or records[-1].epoch != epoch:
        raise BadInput(lazy("Epoch {epoch} is not recorded.", epoch=epoch))
    done, steps = records[-1].step, run.steps
    if int(state["step"]) != done or len(steps) < done:
        raise BadInput(lazy("The weights of this epoch are damaged; choose another epoch."))
    columns = (steps.data_loss, steps.penalty, steps.accuracy, steps.seconds)
    past = tuple(change for change in run.changes if change.step < done)
    probes = tuple(probe for probe in run.probes if probe.step <= done)
    return Resumption(state, records, past, np.stack(columns)[:, :done], probes)


def _note(nearest: int, epoch: int) -> Text:
    if nearest == epoch:
        return ""
    return lazy(
        "The weights of epoch {epoch} are not kept: what was trained since epoch {nearest} is "
        "trained again, to the same bits.", epoch=epoch, nearest=nearest) if nearest else lazy(
        "The weights of epoch {epoch} are not kept: what was trained since the start is trained "
        "again, to the same bits.", epoch=epoch)
