"""A run that is followed: what another one trains, or has trained, shown at a pace of one's own.

At its edge a tape shows what the other run shows. Held and let go on it plays what was trained
meanwhile, at the speed at which that was trained, until it is at the edge again; from the start it
plays a run that was trained before. Its methods may be called from any thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from playground.data.training_data import TrainingData
from playground.training.as_of import up_to
from playground.training.handle import Pause, Play, StepBatch, StepEpoch
from playground.training.snapshot import Snapshot, WeightsCopy
from playground.training.states import PAUSED, RUNNING

if TYPE_CHECKING:
    from playground.training.manager.managed import ManagedRun


class Tape:
    """Of `source`, from its edge on; or `from_start`, over `data` where the source has none."""

    def __init__(
        self, source: ManagedRun, clock: Callable[[], float], *, from_start: bool = False,
        data: TrainingData | None = None,
    ) -> None:
        self.source, self.before, self._clock = source, from_start, clock
        self._data = data
        # Where it stands moves by being looked at, also without the manager's lock.
        self._moving = threading.RLock()
        self._at_edge, self._playing = not from_start, True
        self._step, self._since, self._until = 0, clock(), -1
        self._until_epoch_end = False
        self._held: Snapshot | None = None
        """The copies of weights and pictures that are shown until there are newer ones."""
        self._weights: WeightsCopy | None = None
        self._last: tuple[int, int, str, Snapshot] | None = None

    @property
    def data(self) -> TrainingData | None:
        return self.source.data or self._data

    @property
    def at_edge(self) -> bool:
        """Whether it shows all there is, and whatever comes."""
        self._move()
        return self._at_edge

    @property
    def paused(self) -> bool:
        self._move()
        return not self._playing

    @property
    def over(self) -> bool:
        """Whether the run has ended, and has been shown to its end."""
        self._move()
        return not self.source.live and self._step >= self.source.snapshot.step

    @property
    def snapshot(self) -> Snapshot:
        seen = self.source.snapshot
        self._move()
        if self._at_edge or self.over:
            return seen
        state = RUNNING if self._playing else PAUSED
        weights = self._newest_weights()
        key = self._step, weights.step if weights is not None else -1, state
        if self._last is None or self._last[:3] != key:
            held = self._held
            self._last = *key, replace(
                up_to(seen, self._step), state=state, message="", weights=weights,
                batch=held.batch if held is not None else None,
                units=held.units if held is not None else None)
        return self._last[3]

    @property
    def epoch_to_read(self) -> int | None:
        """The epoch whose weights should be shown now, and are not; None for none."""
        if self.at_edge or self.over:
            return None
        shown, each = self._newest_weights(), self.source.snapshot.steps_per_epoch
        epoch = self._step // each if each else 0
        return epoch if epoch and (shown is None or shown.step < epoch * each) else None

    def lacks(self, epoch: int) -> bool:
        """Whether the weights of that epoch would be newer than what is shown."""
        shown = self._newest_weights()
        return shown is None or shown.step < epoch * self.source.snapshot.steps_per_epoch

    def take_weights(self, weights: WeightsCopy) -> None:
        """Those of an epoch that has been read for it."""
        self._weights = weights

    def tell(self, command: Play | Pause | StepBatch | StepEpoch) -> None:
        """What a run would do: of one that trains, as soon as it has come so far."""
        with self._moving:
            match command:
                case Play():
                    self._go(-1)
                case Pause():
                    self._leave_edge()
                    self._playing = False
                case StepBatch():
                    self._leave_edge()
                    self._go(self._step + 1)
                case StepEpoch():
                    self._leave_edge()
                    each = self.source.snapshot.steps_per_epoch
                    self._go((self._step // each + 1) * each if each else -1)
                    self._until_epoch_end = not each

    def _go(self, until: int) -> None:
        self._move()
        self._playing, self._until, self._until_epoch_end = True, until, False
        self._since = self._clock()

    def _leave_edge(self) -> None:
        self._move()
        if self._at_edge:
            self._held, self._at_edge = self.source.snapshot, False
        self._since = self._clock()

    def _newest_weights(self) -> WeightsCopy | None:
        held = self._held.weights if self._held is not None else None
        there = [one for one in (held, self._weights)
                 if one is not None and one.step <= self._step]
        return max(there, key=lambda one: one.step, default=None)

    def _move(self) -> None:
        """To where it stands by now."""
        with self._moving:
            self._move_on()

    def _move_on(self) -> None:
        seen, now = self.source.snapshot, self._clock()
        if self._at_edge:
            self._step = seen.step
            return
        if not self._playing:
            return
        if self._until_epoch_end and seen.steps_per_epoch:
            # How many steps that is was not known when it was asked for.
            self._until, self._until_epoch_end = seen.steps_per_epoch, False
        end = seen.step if self._until < 0 else min(seen.step, max(self._until, self._step))
        ends = np.cumsum(seen.steps.seconds[self._step:end], dtype=np.float64)
        played = int(np.searchsorted(ends, now - self._since, side="right"))
        if played:
            self._step += played
            self._since += float(ends[played - 1])
        if self._step == self._until:
            self._playing, self._until = False, -1
        elif self._step >= seen.step:
            # Waiting for what is still to be trained is not playing.
            self._since = now
            self._at_edge = self._until < 0 and not self._until_epoch_end and self.source.live
