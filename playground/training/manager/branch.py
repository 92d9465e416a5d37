"""How a run leaves the one that it followed: it trains on by itself, with other settings.

To the last bit it is the run that was trained alone and turned at that step: it begins with the
trainer's state after the last epoch that is kept, trains again what came since, and turns the knobs
where they were turned. Until it has come there, its person sees what they saw when they turned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from playground.change import Change
from playground.experiment import Experiment
from playground.settings import KnobTurn
from playground.training.forking import Fork, StateAt, begun
from playground.training.handle import RunHandle
from playground.training.manager.keeping import Record
from playground.training.snapshot import Snapshot
from playground.training.twins import allowed

_NOTHING = KnobTurn()
Make = Callable[[Fork], tuple[RunHandle, Record]]


@dataclass
class Branch:
    """From what was `seen`; `fork` leads there, and `planned` is what was to be turned later.

    `make` gives a run, which has not begun, and its record. `turned`: there, by hand.
    """

    seen: Snapshot
    fork: Fork
    planned: tuple[Change, ...]
    make: Make
    turned: KnobTurn = _NOTHING
    later: KnobTurn = _NOTHING
    """Turned by hand while it trains again what it had seen: that it takes where it has come."""

    @property
    def wanted(self) -> Experiment:
        return self.later.on(self.turned.on(self.seen.experiment))

    def turn(self, turn: KnobTurn) -> tuple[RunHandle, Record]:
        """Anew, with these values besides. Raises `BadInput` where they are not allowed."""
        turned = _both(self.turned, turn)
        changes = self._changes(turned)
        self.turned = turned
        done = self.fork.past.records[-1].step if self.fork.past is not None else 0
        self.fork = replace(
            self.fork, changes=tuple(change for change in changes if change.step >= done))
        return self.make(self.fork)

    def turn_later(self, turn: KnobTurn) -> None:
        """Raises `BadInput`."""
        turn.on(self.wanted)
        self.later = _both(self.later, turn)

    def stands_before(self, run: Snapshot) -> bool:
        """Whether the run has not yet come to where it left the other one."""
        return run.step < self.seen.step

    def _changes(self, turned: KnobTurn) -> tuple[Change, ...]:
        seen = self.seen
        is_now, then = seen.experiment.to_mapping(), turned.on(seen.experiment).to_mapping()
        by_hand = [Change(seen.step, name, is_now[name], then[name]) for name in turned.names
                   if then[name] != is_now[name]]
        here = [change for change in self.planned if change.step == seen.step]
        ahead = [change for change in self.planned if change.step > seen.step]
        return allowed(seen.began_as, (*seen.changes, *here, *by_hand, *ahead))


def _both(first: KnobTurn, then: KnobTurn) -> KnobTurn:
    return KnobTurn(tuple({**dict(first.values), **dict(then.values)}.items()))


def branch(
    seen: Snapshot, planned: Iterable[Change], kept: Iterable[int], state_at: StateAt, make: Make
) -> Branch:
    """From the moment that was seen; `kept` and `state_at` as in `forking`."""
    ahead = tuple(change for change in planned if change.step >= seen.step)
    each = seen.steps_per_epoch
    fork = begun(seen, seen.began_as, seen.step // each if each else 0,
                 allowed(seen.began_as, (*seen.changes, *ahead)), kept, state_at)
    return Branch(seen, fork, ahead, make)
