"""When training has gone wrong for good, and what to say then.

NaN is not enough: at a learning rate of 10, SGD gives NaN, while Adam's loss reaches 1e14 and
stays finite.
"""

from __future__ import annotations

import math

from playground.errors import RunFailed
from playground.experiment import Experiment
from playground.messages import Message, lazy, lazy_p

WINDOW = 50
LIMIT = 1000 * math.log(3)


def _likely_cause(experiment: Experiment) -> Message:
    if experiment.learning_rate > 0.01:
        return lazy("The learning rate of {rate:g} is the likely cause; try {better:g}.",
                    rate=experiment.learning_rate, better=0.001)
    if experiment.regularizer != "none" and experiment.lambda_ > 0.1:
        return lazy("λ = {strength:g} is the likely cause; try {better:g} or less.",
                    strength=experiment.lambda_, better=0.01)
    return lazy("Try a smaller learning rate.")


def check_finite(data_loss: float, penalty: float, experiment: Experiment) -> None:
    """Raise `RunFailed` where the loss is no number any more."""
    if not (math.isfinite(data_loss) and math.isfinite(penalty)):
        raise RunFailed(lazy_p(
            "divergence", "Training diverged: the loss is no longer a finite number. {likely}",
            likely=_likely_cause(experiment)))


def check_size(mean_loss: float, experiment: Experiment) -> None:
    """Raise `RunFailed` where the mean data loss over 50 steps passes 1,000 ln 3."""
    if not mean_loss <= LIMIT:
        raise RunFailed(lazy_p(
            "divergence", "Training diverged: the mean loss over {window} steps is "
            "{mean_loss:.3g}, where guessing has {guessing:g}. {likely}",
            window=WINDOW, mean_loss=mean_loss, guessing=1.1, likely=_likely_cause(experiment)))


def check_end(data_loss: float, experiment: Experiment) -> None:
    """The same of the data loss at the end of a run, which may have had less than 50 steps."""
    if not data_loss <= LIMIT:
        raise RunFailed(lazy_p(
            "divergence", "Training diverged: at the end the loss is {loss:.3g}, where guessing "
            "has {guessing:g}. {likely}",
            loss=data_loss, guessing=1.1, likely=_likely_cause(experiment)))
