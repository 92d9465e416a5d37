"""The pictures that a run was judged on at its last epoch, to judge a changed network on them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.data.pictures import Pictures
from playground.data.training_data import TrainingData
from playground.insight.pruning import Judged
from playground.training.readings import Readings

MOST = 400
"""Of a set, so that a slider can be moved: the article's own set has 437 to validate."""


def judged_pictures(run: Readings, data: TrainingData) -> dict[str, Judged]:
    """By "validation" and, where there is one, "elsewhere": at most `MOST` of each.

    Those that the run's own accuracies are of, where there are not too many: the numbers of the
    whole network are then the same. All of the data's where the run has none on record.
    """
    last = run.records[-1] if run.records else None
    measured = last.validation.indices if last is not None else ()
    sets = {"validation": _judged(data.pictures, measured, data.validation)}
    if data.elsewhere is not None:
        there = last.elsewhere.indices if last is not None and last.elsewhere is not None else ()
        sets["elsewhere"] = _judged(data.elsewhere, there, np.arange(len(data.elsewhere.labels)))
    return sets


def _judged(
    pictures: Pictures, measured: NDArray[np.int64] | tuple[()], otherwise: NDArray[np.int64]
) -> Judged:
    indices = np.asarray(measured, np.int64) if len(measured) else otherwise
    if len(indices) > MOST:
        indices = indices[np.linspace(0, len(indices) - 1, MOST).astype(int)]
    return Judged(pictures.rgb(indices), pictures.labels[indices])
