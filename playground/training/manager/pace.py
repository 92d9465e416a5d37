"""How long runs take here, from those that were trained: what an expected wait is made of."""

from __future__ import annotations

from playground.experiment import Experiment
from playground.training.snapshot import Snapshot

# Fewer steps than these say little: the first ones include compilation.
_FEWEST_STEPS = 20

Key = tuple[str, str, int, int]


class Pace:
    """Seconds an epoch by model, data, share and batch size. Not locked: its owner's lock does."""

    def __init__(self) -> None:
        self._seconds_an_epoch: dict[Key, float] = {}

    def learn(self, seen: Snapshot) -> None:
        """Take up how fast that run was; the last one counts most: it shared today's load."""
        measured = _seconds_an_epoch(seen)
        if measured is not None:
            known = self._seconds_an_epoch.get(_key(seen.began_as), measured)
            self._seconds_an_epoch[_key(seen.began_as)] = (known + measured) / 2

    def remaining(self, seen: Snapshot) -> float | None:
        """Seconds that the run still trains, pauses left out; None where nothing like it was."""
        pace = _seconds_an_epoch(seen)
        if pace is None:
            pace = self._of_like(seen.began_as)
        if pace is None:
            return None
        done = seen.step / seen.steps_per_epoch if seen.steps_per_epoch else 0.0
        return pace * max(0.0, seen.experiment.epochs - done)

    def _of_like(self, experiment: Experiment) -> float | None:
        exact = self._seconds_an_epoch.get(_key(experiment))
        alike = [pace for key, pace in self._seconds_an_epoch.items() if key[0] == experiment.model]
        return exact if exact is not None else max(alike, default=None)


def _seconds_an_epoch(seen: Snapshot) -> float | None:
    if seen.step < _FEWEST_STEPS or not seen.steps_per_epoch:
        return None
    return seen.seconds / seen.step * seen.steps_per_epoch


def _key(experiment: Experiment) -> Key:
    return experiment.model, experiment.data, experiment.share, experiment.batch_size
