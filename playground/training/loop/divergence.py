"""When training has gone wrong for good, and what to say then.

NaN is not enough: at a learning rate of 10, SGD gives NaN, while Adam's loss reaches 1e14 and
stays finite.
"""

from __future__ import annotations

import math

from playground.errors import RunFailed
from playground.experiment import Experiment

WINDOW = 50
LIMIT = 1000 * math.log(3)


def _likely_cause(experiment: Experiment) -> str:
    if experiment.learning_rate > 0.01:
        return (f"The learning rate of {experiment.learning_rate:g} is the likely cause; "
                "try 0.001.")
    if experiment.regularizer != "none" and experiment.lambda_ > 0.1:
        return f"λ = {experiment.lambda_:g} is the likely cause; try 0.01 or less."
    return "Try a smaller learning rate."


def check_finite(data_loss: float, penalty: float, experiment: Experiment) -> None:
    """Raise `RunFailed` where the loss is no number any more."""
    if not (math.isfinite(data_loss) and math.isfinite(penalty)):
        raise RunFailed(f"Training diverged: the loss is no longer a finite number. "
                        f"{_likely_cause(experiment)}")


def check_size(mean_loss: float, experiment: Experiment) -> None:
    """Raise `RunFailed` where the mean data loss over 50 steps passes 1,000 ln 3."""
    _check_limit(mean_loss, f"the mean loss over {WINDOW} steps", experiment)


def check_end(data_loss: float, experiment: Experiment) -> None:
    """The same of the data loss at the end of a run, which may have had less than 50 steps."""
    _check_limit(data_loss, "at the end the loss", experiment)


def _check_limit(loss: float, what: str, experiment: Experiment) -> None:
    if not loss <= LIMIT:
        raise RunFailed(f"Training diverged: {what} is {loss:.3g}, where guessing has 1.1. "
                        f"{_likely_cause(experiment)}")
