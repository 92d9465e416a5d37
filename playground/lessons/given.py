"""What lessons are computed from: the reader's own network where there is one, and pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from playground.data.first_pictures import FirstTiles, first_tiles
from playground.experiment import Experiment
from playground.insight.recorded import recorded_runs
from playground.insight.slow_step import SlowStep
from playground.model.architectures import Architecture, architecture_of
from playground.model.weights import Weights
from playground.training.history import History, of_recorded


@dataclass(frozen=True, eq=False)
class Given:
    """`history` is the run whose network is shown; `own`: the reader's, and not what ships.

    Its weights can be had: see `shipped`, which stands in where they cannot.
    """

    history: History
    own: bool = False
    next_step: Callable[[], SlowStep | None] = lambda: None
    """The step that the reader's own run takes next; None where it cannot be followed."""

    @cached_property
    def weights(self) -> Weights:
        """Read-only arrays by `layer/kernel` and `layer/bias`, as in `insight.forward`."""
        found = self.history.weights()
        assert found is not None, "a run without weights is not given to a lesson"
        return found

    @property
    def experiment(self) -> Experiment:
        return self.history.experiment

    @cached_property
    def architecture(self) -> Architecture:
        return architecture_of(self.history.began_as)

    @property
    def pooling(self) -> str:
        """"max" or "average"."""
        return self.history.began_as.pooling

    def pictures(self, row: str = "validation") -> NDArray[np.uint8]:
        """(n, s, s, 3) uint8 at the network's own size; `row` as in `first_pictures.ROWS`."""
        return _sized(row, self.architecture.size)

    def labels(self, row: str = "validation") -> NDArray[np.int64]:
        """(n,): the classes of the same pictures."""
        return tiles(row).labels


def tiles(row: str = "validation") -> FirstTiles:
    """The pictures that ship for a first visit, at 64 x 64."""
    return first_tiles()[row]


@lru_cache(maxsize=1)
def shipped() -> Given:
    """The network that ships with the weights of its end: the default run without a regularizer.

    Weights are rounded to 11 bits.
    """
    return Given(of_recorded(recorded_runs()["none"]))


@lru_cache(maxsize=8)
def _sized(row: str, size: int) -> NDArray[np.uint8]:
    images = tiles(row).images
    if images.shape[1] == size:
        return images
    made = np.stack([
        np.asarray(Image.fromarray(one).resize((size, size), Image.Resampling.BILINEAR))
        for one in images])
    made.flags.writeable = False
    return made
