"""A run as it is seen from outside: what names it, and what its owner is shown of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from playground.data.training_data import TrainingData
from playground.experiment import Experiment
from playground.messages import lazy
from playground.model.architectures import ARCHITECTURES
from playground.model.weights import initial_weights
from playground.training.cluster.hosting import DISCONNECTED
from playground.training.snapshot import Snapshot
from playground.training.states import LIVE_STATES, STOPPED
from playground.training.twins import NO_KIN, Kin

CLOSED = lazy("The page of this run was closed, so the run was stopped.")
HALTED = lazy("The series of this run was stopped; it goes on with it.")
BROKEN_OFF = (CLOSED, HALTED, DISCONNECTED)
"""Why a run was stopped that can be taken up again."""


@dataclass(frozen=True)
class Ticket:
    """The name of a run, and the secret that gives power over it. Only `run_id` may be shown."""

    run_id: str
    token: str


@dataclass(frozen=True, eq=False)
class RunView:
    """A run as its owner sees it.

    `place_in_queue` is 1 for the next, None for a run that does not wait; `expected_wait_seconds`
    None where it cannot be told. `started`: it has had a slot. `data` is None until prepared, and
    of a run that was found on the disk. `wanted`: the experiment as it will stand once all that was
    turned has been heard. `resumable`: it was broken off, and can go on from its last whole epoch.
    `kin`: from which run it was forked, and of which it is the twin. `shared`: how many others
    follow the same training; `before`: it plays what was trained here before; `left_at`: the step
    at which it left a training that others follow, while it waits or comes there by itself.
    `follows`: the id of the training whose states it shows, and `first` of whose that was at first,
    where either is another run. `in_step`: others see the same of it at the same moment.
    """

    run_id: str
    snapshot: Snapshot
    started: bool
    place_in_queue: int | None
    expected_wait_seconds: float | None
    data: TrainingData | None
    wanted: Experiment | None = None
    resumable: bool = False
    kin: Kin = NO_KIN
    shared: int = 0
    before: bool = False
    left_at: int | None = None
    follows: str = ""
    first: str = ""
    in_step: bool = False

    @property
    def ended(self) -> bool:
        """Nobody trains it: it came to an end, or its server did."""
        return self.snapshot.state not in LIVE_STATES

    @property
    def training(self) -> str:
        """The same for all who follow one, and for nothing else."""
        return self.follows or self.run_id

    @property
    def figures(self) -> str:
        """Names it in figures, which keep their zoom while that stays.

        Also where others begin to follow it, and where it leaves with a branch.
        """
        return self.first or self.run_id

    @property
    def answers(self) -> bool:
        """Whether a twin is, or will be, the answer it was trained for: neither stopped nor turned.

        What was broken off can be resumed.
        """
        of, seen = self.kin.twin_of, self.snapshot
        return of is not None and of.answered_by(seen.changes) and (
            seen.state != STOPPED or self.resumable)

    @property
    def knobs(self) -> Experiment:
        """Where the run's knobs stand, also those that it has not heard of yet."""
        return self.wanted or self.snapshot.experiment

    @property
    def initial_weights(self) -> Mapping[str, NDArray[np.float32]]:
        """The start weights by `layer/kernel` and `layer/bias`, read-only."""
        return start_weights(self.snapshot.began_as.model, self.snapshot.began_as.seed)


@lru_cache(maxsize=8)
def start_weights(model: str, seed: int) -> Mapping[str, NDArray[np.float32]]:
    """`initial_weights` by the model's name: a function of the seed, so nobody has to keep them."""
    return initial_weights(ARCHITECTURES[model], seed)
