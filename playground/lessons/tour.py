"""The first five minutes: five tasks beside the panels they speak of, ticked off by the numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from playground.insight.reading import EpochLook, RunReading
from playground.insight.twin_phrases import AND_WITHOUT
from playground.messages import Text, lazy

LATELY = 3
"""Epochs whose mean says where validation is: on few pictures one epoch alone jumps."""
FALL, RISE = 0.05, 0.10
"""By how much validation is below its best epoch, and training above what it was there."""
DRAINED = 0.5
"""The share of weights near zero from which the matrix is seen to be empty."""
L1 = ("l1", "l1-proximal")


@dataclass(frozen=True)
class TourNumbers:
    """`run` as it is now, None before the first; `photos`: how many pictures of hands were taken
    or brought to Try a hand."""

    run: RunReading | None = None
    photos: int = 0


def has_begun(seen: TourNumbers) -> bool:
    """Whether a network trains, or has trained."""
    return seen.run is not None and bool(seen.run.state)


def overfits(seen: TourNumbers) -> bool:
    """Whether validation fell from its best while training went on rising.

    Of the run, or of the run without its last turn.
    """
    run = seen.run
    if run is None:
        return False
    return _parts(run.looks) or (run.twin is not None and _parts(run.twin.looks))


def _parts(looks: Sequence[EpochLook]) -> bool:
    best = max(looks, key=lambda look: look.validation, default=None)
    # The best one is none of those that are below it.
    if best is None or best in looks[-LATELY:]:
        return False
    lately = sum(look.validation for look in looks[-LATELY:]) / LATELY
    return lately <= best.validation - FALL and looks[-1].training >= best.training + RISE


def has_drained(seen: TourNumbers) -> bool:
    """Whether L1 is on and has driven most weights to zero, or near it."""
    now = seen.run.now if seen.run is not None else None
    return (seen.run is not None and now is not None and seen.run.penalized
            and seen.run.regularizer in L1 and now.near_zeros >= DRAINED)


def asks_without(seen: TourNumbers) -> bool:
    """Whether the run without its last turn was asked for."""
    return seen.run is not None and seen.run.twin is not None


def tried_a_hand(seen: TourNumbers) -> bool:
    return seen.photos > 0


@dataclass(frozen=True)
class Task:
    """`words`: what to do; `done`: whether these numbers show that it was."""

    words: Text
    done: Callable[[TourNumbers], bool]


TASKS: Mapping[str, Task] = {
    "play": Task(
        lazy("Press Play: a network learns to tell rock, paper and scissors apart."), has_begun),
    "fall": Task(
        lazy("Let it train: training rises to the end, validation, on new pictures, falls again."),
        overfits),
    "drain": Task(
        lazy("Click L1 while a run trains, and watch the matrix of weights drain."), has_drained),
    "without": Task(
        lazy("What did L1 do? Ask for the same run without it: press “{button}”.",
             button=AND_WITHOUT), asks_without),
    "hand": Task(
        lazy("Now your own hand: show it to your network on the page Try a hand."), tried_a_hand),
}
"""In order, by name: the page outlines the panel that a task speaks of by that name."""
_ENDED = lazy("This run has ended: press Play for another, then click L1 while it trains.")
_NO_TURN = lazy("Press Play, click L1 while it trains, then ask for the same run without it.")
FINISHED = lazy("That was the tour. The page Learn goes on from here, one idea at a time.")


@dataclass(eq=False)
class Tour:
    """What was done of it: a tick stays, also where another run is begun."""

    done: set[str] = field(default_factory=set)

    def tick(self, seen: TourNumbers) -> None:
        """Tick off what these numbers show, in whatever order it was done."""
        self.done.update(name for name, task in TASKS.items() if task.done(seen))

    @property
    def now(self) -> str:
        """The first task that is still to be done; empty after the last."""
        return next((name for name in TASKS if name not in self.done), "")


def words(name: str, seen: TourNumbers) -> Text:
    """What to do now; of a task whose moment has passed, how to come to it again."""
    run = seen.run
    if not name:
        return FINISHED
    if name == "drain" and run is not None and run.ended:
        return _ENDED
    if name == "without" and (run is None or run.turn is None):
        return _NO_TURN
    return TASKS[name].words
