"""The numbers that a sentence about a run is made from, and what is read off them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playground.change import Change
from playground.insight.twin import TwinNumbers, TwinReading, against
from playground.messages import Text

# The words of training.states, which this package may not import.
RUNNING, PAUSED, QUEUED = "running", "paused", "queued"
FINISHED, STOPPED, FAILED = "finished", "stopped", "failed"

ONE_TURN = 40
"""Changes at most so many steps apart are one turn of a knob that is being dragged: a second."""


@dataclass(frozen=True)
class Look:
    """Validation accuracy, and the zeros of the penalized kernels, after `step` steps.

    `near_zeros`: share of |w| < 0.001, exact zeros included.
    """

    step: int
    validation: float
    exact_zeros: float
    near_zeros: float


@dataclass(frozen=True)
class EpochLook(Look):
    """At an epoch's end, with the accuracy on training labels as trained, in inference mode."""

    training: float
    elsewhere: float | None


@dataclass(frozen=True)
class Turn:
    """Knobs that were turned together, or one that was dragged: the first old, the last new."""

    began: int
    ended: int
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class RunReading:
    """A run in numbers. Accuracies and shares are 0 to 1; `share` and `wrong_labels` percent.

    `state` is "" before there is a run. `place_in_queue` is 1 for the next, None for a run that
    does not wait. `data_loss`, `penalty` and `batch_accuracy` (dropout on) are means over the
    last steps, None before the first. `others`: which of the textbook's other regularizers are on.
    `turn` is the last one, `twin` the run without it, where it was asked for.
    """

    state: str = ""
    message: Text = ""
    diverged: bool = False
    stopped_early: bool = False
    place_in_queue: int | None = None
    step: int = 0
    looks: tuple[EpochLook, ...] = ()
    probes: tuple[Look, ...] = ()
    data_loss: float | None = None
    penalty: float | None = None
    batch_accuracy: float | None = None
    regularizer: str = "none"
    lambda_: float = 0.0
    dropout: float = 0.0
    others: tuple[str, ...] = ()
    learning_rate: float = 1e-3
    share: int = 100
    wrong_labels: int = 0
    turn: Turn | None = None
    twin: TwinReading | None = None

    @property
    def ended(self) -> bool:
        return self.state in (FINISHED, STOPPED, FAILED)

    @property
    def now(self) -> Look | None:
        """The newest look, a probe or an epoch's end."""
        ends = [looks[-1] for looks in (self.probes, self.looks) if looks]
        # Of two at the same step the epoch's end, which measures more pictures.
        return max(reversed(ends), key=lambda look: look.step) if ends else None

    @property
    def last(self) -> EpochLook | None:
        """The last epoch's end."""
        return self.looks[-1] if self.looks else None

    @property
    def best(self) -> EpochLook | None:
        """The epoch's end with the highest validation accuracy, the first of equals."""
        return max(self.looks, key=lambda look: look.validation, default=None)

    @property
    def against_twin(self) -> TwinNumbers | None:
        """With its last turn against without; None where that cannot be told, or not yet."""
        if self.twin is None or self.turn is None or self.twin.turn.began != self.turn.began:
            return None
        return against(self.looks, self.twin, ended=self.ended)

    @property
    def penalized(self) -> bool:
        return self.regularizer != "none" and self.lambda_ > 0

    @property
    def regularized(self) -> bool:
        return self.penalized or self.dropout > 0 or bool(self.others)

    @property
    def steps_since_turn(self) -> int | None:
        return self.step - self.turn.ended if self.turn else None

    @property
    def around_turn(self) -> tuple[Look, Look] | None:
        """The last look before the knobs were turned and the newest after it, of one kind.

        Epochs' ends where there are such: probes measure fewer pictures.
        """
        if self.turn is None:
            return None
        kinds: tuple[Sequence[Look], ...] = (self.looks, self.probes)
        for looks in kinds:
            before = [look for look in looks if look.step <= self.turn.began]
            if before and looks[-1].step > self.turn.ended:
                return before[-1], looks[-1]
        return None


def last_turn(changes: Sequence[Change]) -> Turn | None:
    """The last turn of the knobs, from a run's changes in order; None where it left all as it was.

    The regularizer comes first: λ is read with it.
    """
    together = _together(changes)
    return _turn(together[-1]) if together else None


def turns_of(changes: Sequence[Change]) -> tuple[Turn, ...]:
    """All of them in order, but those that left all as it was."""
    return tuple(turn for one in _together(changes) if (turn := _turn(one)) is not None)


def _together(changes: Sequence[Change]) -> list[list[Change]]:
    """The changes that are one turn each."""
    found: list[list[Change]] = []
    for change in changes:
        if found and change.step - found[-1][-1].step <= ONE_TURN:
            found[-1].append(change)
        else:
            found.append([change])
    return found


def _turn(turned: Sequence[Change]) -> Turn | None:
    net: dict[str, Change] = {}
    for change in turned:
        old = net[change.name].old if change.name in net else change.old
        net[change.name] = Change(change.step, change.name, old, change.new)
    kept = [change for change in net.values() if change.old != change.new]
    kept.sort(key=lambda change: change.name != "regularizer")
    return Turn(turned[0].step, turned[-1].step, tuple(kept)) if kept else None
