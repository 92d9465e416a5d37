"""The border between whoever steers a run and whatever trains it.

Commands go in: values that can be sent anywhere. Readings come out: a `Snapshot`, which only grows
(see `growth`), and what a record keeps, told to its `Recording` in order. `Run` trains in a thread
of this process; a run on a cluster looks the same from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from playground.change import Change
from playground.data.training_data import TrainingData
from playground.experiment import Experiment
from playground.messages import Text
from playground.settings import KnobTurn
from playground.training.loop.recording import Recording
from playground.training.loop.worker import PrepareData
from playground.training.snapshot import Snapshot
from playground.training.store.recorder import Resumption


@dataclass(frozen=True)
class Play:
    """Train on."""


@dataclass(frozen=True)
class Pause:
    """Hold still from the next step on."""


@dataclass(frozen=True)
class StepBatch:
    """Train one batch, then pause."""


@dataclass(frozen=True)
class StepEpoch:
    """Train to the end of the epoch, measure, then pause."""


@dataclass(frozen=True)
class Stop:
    """End this training, with `why` as its message; the first one counts."""

    why: Text = ""


@dataclass(frozen=True)
class Turn:
    """Turn live knobs together, such as a regularizer and the λ that suits it."""

    knobs: KnobTurn


@dataclass(frozen=True)
class Request:
    """A copy of "weights", the last "batch" or "units" in one of the next snapshots."""

    what: str


Command = Play | Pause | StepBatch | StepEpoch | Stop | Turn | Request


class RunHandle(Protocol):
    """A run to be steered. All of it may be called from any thread, and nothing of it waits."""

    @property
    def snapshot(self) -> Snapshot:
        """The newest reading."""
        ...

    @property
    def data(self) -> TrainingData | None:
        """What it trains on; None before that is prepared."""
        ...

    @property
    def paused(self) -> bool:
        """Whether it has been told to hold still, or has come to where it should."""
        ...

    @property
    def wanted(self) -> Experiment:
        """As the experiment will stand once all that was turned so far has been heard."""
        ...

    def start(self, *, paused: bool = False) -> None:
        """Begin; a second call does nothing. What was told before counts."""
        ...

    def tell(self, command: Command) -> None:
        """Hear a command between two steps, in the order in which they were told.

        Raises `BadInput` at once for knobs that the experiment does not allow together, or of a run
        that has ended.
        """
        ...

    def race(self, leader: RunHandle) -> None:
        """Before it begins: never come further than one step ahead of `leader`, nor let it."""
        ...

    def leave_race(self) -> None:
        """Nobody waits for it any more; a second call does nothing."""
        ...


class MakeRun(Protocol):
    """Makes a run that has not begun; what the arguments mean says `Run`."""

    def __call__(
        self,
        experiment: Experiment,
        data: TrainingData | PrepareData,
        *,
        changes: Iterable[Change] = (),
        recorder: Recording | None = None,
        resumption: Resumption | None = None,
        on_end: Callable[[], None] | None = None,
        notes: tuple[Text, ...] = (),
    ) -> RunHandle: ...
