"""How a run leaves the one that it followed: it trains on by itself, with other settings.

To the last bit it is the run that was trained alone and turned at that step: it begins with the
trainer's state after the last epoch that is kept, trains again what came since, and turns the knobs
where they were turned. Until it has come there, its person sees what they saw when they turned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from playground.change import Change, check_live
from playground.experiment import Experiment
from playground.training.forking import Fork, StateAt, begun
from playground.training.manager.keeping import Record
from playground.training.run import Run
from playground.training.snapshot import Snapshot
from playground.training.twins import allowed

Make = Callable[[Fork], tuple[Run, Record]]


@dataclass
class Branch:
    """From what was `seen`; `fork` leads there, and `planned` is what was to be turned later.

    `make` gives a run, which has not begun, and its record. `turned`: there, by hand.
    """

    seen: Snapshot
    fork: Fork
    planned: tuple[Change, ...]
    make: Make
    turned: dict[str, object] = field(default_factory=dict)
    later: dict[str, object] = field(default_factory=dict)
    """Turned by hand while it trains again what it had seen: that it takes where it has come."""

    @property
    def wanted(self) -> Experiment:
        return self.seen.experiment.with_values(self.turned).with_values(self.later)

    def turn(self, values: Mapping[str, object]) -> tuple[Run, Record]:
        """Anew, with these values besides. Raises `BadInput` where they are not allowed."""
        for name in values:
            check_live(name)
        turned = {**self.turned, **values}
        changes = self._changes(turned)
        self.turned = turned
        done = self.fork.past.records[-1].step if self.fork.past is not None else 0
        self.fork = replace(
            self.fork, changes=tuple(change for change in changes if change.step >= done))
        return self.make(self.fork)

    def turn_later(self, values: Mapping[str, object]) -> None:
        """Raises `BadInput`."""
        for name in values:
            check_live(name)
        self.wanted.with_values(values)
        self.later.update(values)

    def stands_before(self, run: Snapshot) -> bool:
        """Whether the run has not yet come to where it left the other one."""
        return run.step < self.seen.step

    def _changes(self, turned: Mapping[str, object]) -> tuple[Change, ...]:
        seen = self.seen
        is_now, then = seen.experiment.to_mapping(), seen.experiment.with_values(turned)
        values: Mapping[str, Any] = then.to_mapping()
        by_hand = [Change(seen.step, name, is_now[name], values[name]) for name in turned
                   if values[name] != is_now[name]]
        here = [change for change in self.planned if change.step == seen.step]
        ahead = [change for change in self.planned if change.step > seen.step]
        return allowed(seen.began_as, (*seen.changes, *here, *by_hand, *ahead))


def branch(
    seen: Snapshot, planned: Iterable[Change], kept: Iterable[int], state_at: StateAt, make: Make
) -> Branch:
    """From the moment that was seen; `kept` and `state_at` as in `forking`."""
    ahead = tuple(change for change in planned if change.step >= seen.step)
    each = seen.steps_per_epoch
    fork = begun(seen, seen.began_as, seen.step // each if each else 0,
                 allowed(seen.began_as, (*seen.changes, *ahead)), kept, state_at)
    return Branch(seen, fork, ahead, make)
