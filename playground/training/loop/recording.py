"""What a worker tells whoever records its run; the store knows two ways of doing so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from numpy.typing import NDArray

from playground.change import Change
from playground.messages import Text
from playground.training.snapshot import EpochRecord, StepSeries


class Recording(Protocol):
    """Called in the run's own thread alone, in the order of what happens."""

    def state(self, state: str, message: Text = "") -> None: ...

    def change(self, change: Change) -> None: ...

    def epoch(
        self, record: EpochRecord, steps: StepSeries, first: int, state: Mapping[str, NDArray[Any]]
    ) -> None:
        """One whole epoch; `first` is its first step in `steps`, `state` the trainer's after it."""

    def keep_traceback(self, text: str) -> None: ...

    def close(self) -> None:
        """Nothing more will come."""
