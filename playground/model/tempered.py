"""Probabilities as if the logits had been divided by a temperature.

Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks" (ICML 2017).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LEAST = 1e-12
"""What is less likely counts as this likely: its logarithm is a number."""


def softened(probabilities: NDArray[np.float32], temperature: float) -> NDArray[np.float32]:
    """(…, 3): softmax of the logits divided by the temperature, from the softmax of the logits."""
    logits = np.log(np.maximum(probabilities.astype(np.float64), LEAST)) / temperature
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float32)
