"""Which pictures stand for a set where all of it would take too long; the same in every run."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.data.streams import Purpose, stream
from playground.data.training_data import TrainingData

PROBE_IMAGES = 200


def probed(data: TrainingData, seed: int) -> NDArray[np.int64]:
    """The validation pictures of a quick look, as indices into `data.pictures`; (at most 200,)."""
    drawn = stream(seed, Purpose.SAMPLE, 1).permutation(len(data.validation))
    return np.asarray(data.validation[np.sort(drawn[:PROBE_IMAGES])])
