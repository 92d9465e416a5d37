"""What is kept here of a run that trains elsewhere, so that it can go on when its host is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from playground.change import Change
from playground.experiment import Experiment, live_controls
from playground.messages import Text, lazy
from playground.training.cluster.wire import EpochTold
from playground.training.growth import rows
from playground.training.snapshot import Snapshot
from playground.training.store.memory_states import State
from playground.training.store.recorder import Resumption


@dataclass
class Kept:
    """How the run is begun on a host: as `Run` has it. The run's own thread alone uses it.

    `recorded`: changes that its record has been told of, and will be told again by the replay.
    """

    experiment: Experiment
    changes: tuple[Change, ...]
    resumption: Resumption | None
    notes: tuple[Text, ...] = ()
    recorded: list[Change] = field(default_factory=list)
    _epoch: int = 0
    _state: State | None = None

    @property
    def epoch(self) -> int:
        """The last whole epoch that it can go on from; 0 before the first."""
        if self._state is not None:
            return self._epoch
        return self.resumption.records[-1].epoch if self.resumption is not None else 0

    def add(self, told: EpochTold) -> None:
        """An epoch has come back whole."""
        self._epoch, self._state = told.record.epoch, told.state

    def is_new(self, change: Change) -> bool:
        """Whether the record has yet to be told of it."""
        if change in self.recorded:
            self.recorded.remove(change)
            return False
        return True

    def after_loss(self, seen: Snapshot, wanted: Experiment) -> Kept:
        """How it goes on: from its last whole epoch, all that was turned at its own step.

        `seen` is the last that was heard of it. What is `wanted` and had not been heard of acts at
        the step at which the run stood.
        """
        past = self._past(seen)
        done = past.records[-1].step if past is not None else 0
        known = [change for change in seen.changes if change.step >= done]
        places = {(change.step, change.name) for change in known}
        planned = [change for change in self.changes
                   if change.step >= seen.step and (change.step, change.name) not in places]
        note = lazy(
            "The computer of the cluster that trained this run was lost at step {step:,}; the run "
            "goes on from the end of epoch {epoch} on another.", step=seen.step, epoch=self.epoch)
        changes = sorted((*known, *planned, *_unheard(seen, wanted)), key=lambda one: one.step)
        return Kept(self.experiment, tuple(changes), past, (*seen.notes, note),
                    [*self.recorded, *known])

    def _past(self, seen: Snapshot) -> Resumption | None:
        if self._state is None:
            return self.resumption
        records = seen.records[:self._epoch]
        done = records[-1].step
        return Resumption(
            self._state, records,
            tuple(change for change in seen.changes if change.step < done),
            rows(seen.steps)[:, :done],
            tuple(probe for probe in seen.probes if probe.step <= done))


def _unheard(seen: Snapshot, wanted: Experiment) -> Iterable[Change]:
    before, after = seen.experiment.to_mapping(), wanted.to_mapping()
    return (Change(seen.step, name, before[name], after[name]) for name in live_controls()
            if before[name] != after[name])
