"""An epoch's end, measured a little after each of the next steps.

All at once it would hold the training, and every knob, for most of a second.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from playground.training.snapshot import BatchCopy, EpochRecord, StepSeries

if TYPE_CHECKING:
    from playground.training.loop.trainer import EpochEvaluation


class Stretch:
    """Pictures trained on since the epoch began, and the seconds that took."""

    def __init__(self) -> None:
        self.images, self.training, self.measuring = 0, 0.0, 0.0

    def add(self, batch: BatchCopy | None, seconds: float) -> None:
        self.images += len(batch.labels) if batch else 0
        self.training += seconds


class EpochEnd:
    """What the epoch that ended is measured with; `steps` and `state` as they were then.

    `state` None where nothing is recorded.
    """

    def __init__(
        self, evaluation: EpochEvaluation, trained: Stretch, steps: StepSeries,
        state: Mapping[str, NDArray[Any]] | None, steps_per_epoch: int,
    ) -> None:
        self.evaluation, self.steps, self.state = evaluation, steps, state
        self._trained = trained
        # Through when the next epoch ends, and until then as little at a time as that allows. The
        # first is waited for by whoever pressed Play: in a third of that.
        within = steps_per_epoch - 1 if evaluation.epoch > 1 else steps_per_epoch // 3
        self._pace = -(-evaluation.batches_left // max(1, within))

    @property
    def done(self) -> bool:
        return not self.evaluation.batches_left

    def advance(self, check_stop: Callable[[], None]) -> float:
        """Measure what is due after one step; the seconds that it took."""
        started = time.perf_counter()
        for _ in range(min(self._pace, self.evaluation.batches_left)):
            check_stop()
            self.evaluation.advance()
        spent = time.perf_counter() - started
        self._trained.measuring += spent
        return spent

    def record(self) -> EpochRecord:
        """Once it is done."""
        trained = self._trained
        return self.evaluation.record(
            trained.images / trained.training, trained.training + trained.measuring)
