"""What the optimizers are made with, and what each keeps of a weight, without TensorFlow."""

from __future__ import annotations

BETA_1, BETA_2, EPSILON, MOMENTUM = 0.9, 0.999, 1e-7, 0.9

SLOTS: dict[str, tuple[str, ...]] = {
    "adam": ("mean", "square"),
    "adamw": ("mean", "square"),
    "sgd": ("velocity",),
}
