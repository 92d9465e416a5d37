"""Soft labels: part of each label is what another network says of the picture.

Hinton, Vinyals and Dean 2015, "Distilling the Knowledge in a Neural Network": which pictures are
hard to tell apart, and between what, is more than a label says, and a small network that is told
generalizes better.
"""

from __future__ import annotations

from typing import Any

import tensorflow as tf

Tensor = Any

# Divides the other network's logits: what it is nearly sure of is told as less sure.
TEMPERATURE = 2.0


def soft_targets(certain: Tensor, said: Tensor, share: float) -> Tensor:
    """(1 − share) · label + share · softmax(said / T), float32 (b, 3).

    `certain` (b, 3) float32, a label as 1 in its column; `said` (b, 3) the other network's logits,
    or the logarithms of its probabilities, which differ from them by a constant a picture and give
    the same.
    """
    return (1.0 - share) * certain + share * tf.nn.softmax(said / TEMPERATURE)


def at_side(images: Tensor, side: int) -> Tensor:
    """Pictures (b, h, w, 3) at the size that the other network takes, float32 where resampled."""
    if images.shape[1] == side:
        return images
    return tf.image.resize(images, (side, side), method="area")
