"""The pictures on which a challenge is judged: no page shows them, and nobody trains on them.

The renders of the studio that ship, cut out and put before green screens that are drawn anew with
a secret seed, every second one mirrored. A run is judged on renders that are not among those it
may train on: by the run's own split, whatever its seed.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.data.decode import compose
from playground.data.green_screen import SCREENS, drawn_screens
from playground.data.pictures import Pictures, load_pictures
from playground.data.sources import open_source
from playground.data.split import split_pictures
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import lazy
from playground.model.architectures import architecture_of

SOURCE = "studio"
COUNT = 150
"""A third of each class: the accuracy on as many is within about 5 points, 19 times of 20."""
MOST_SIZE = 64
"""A side of the networks that are judged: a larger one would take the cores from training."""
_FEWEST = 60
TOO_LARGE = lazy("Only networks for pictures of 64 pixels take part in the challenge.")
ALL_TRAINED = lazy("This run may train on all pictures, so none is left to judge it; choose the "
                   "honest split.")


@dataclass(frozen=True, eq=False)
class HiddenPictures:
    """`images` (n, s, s, 3) uint8 with their `labels` (n,)."""

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]


def free_of(experiment: Experiment, pictures: Pictures) -> NDArray[np.bool_]:
    """(n,) which of the source's pictures a run of that experiment trains on in no case."""
    free = np.ones(len(pictures), np.bool_)
    if experiment.data == SOURCE:
        free[split_pictures(pictures, experiment.protocol, experiment.seed).train] = False
    return free


class HiddenSet:
    """Of one challenge; used in the judge's thread alone."""

    def __init__(self, seed: int | None = None) -> None:
        """`seed` is secret: given in tests alone."""
        self._seed = secrets.randbits(128) if seed is None else seed

    def of(self, experiment: Experiment) -> HiddenPictures:
        """The pictures for a run of that experiment, the same at each call. Raises `BadInput`."""
        size = architecture_of(experiment).size
        if size > MOST_SIZE:
            raise BadInput(TOO_LARGE)
        pictures = load_pictures(
            open_source(SOURCE, paths_allowed=False), size, experiment.framing,
            experiment.resize_filter)
        chosen = self._chosen(pictures, free_of(experiment, pictures))
        if len(chosen) < _FEWEST:
            raise BadInput(ALL_TRAINED)
        return HiddenPictures(self._drawn(pictures, chosen), pictures.labels[chosen])

    def _chosen(self, pictures: Pictures, free: NDArray[np.bool_]) -> NDArray[np.int64]:
        order = np.random.default_rng([self._seed, 1]).permutation(len(pictures))
        order = order[free[order]]
        return np.concatenate([
            order[pictures.labels[order] == label][: COUNT // 3] for label in range(3)])

    def _drawn(self, pictures: Pictures, chosen: NDArray[np.int64]) -> NDArray[np.uint8]:
        generator = np.random.default_rng([self._seed, 2])
        screens = drawn_screens(pictures.images.shape[1], generator)
        # Of each render the same, whichever others are judged with it.
        which = generator.integers(0, SCREENS, len(pictures))
        mirrored = generator.random(len(pictures)) < 0.5
        cut_outs = pictures.images[chosen].copy()
        turned = mirrored[chosen]
        cut_outs[turned] = cut_outs[turned][:, :, ::-1]
        return compose(cut_outs, screens[which[chosen]])
