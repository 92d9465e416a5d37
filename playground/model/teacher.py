"""The network that gives soft labels, asked within another network's training step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow as tf

from playground.model.architectures import architecture_of
from playground.model.export import read_weights
from playground.model.loading import TEACHER_FILE, experiment_beside, load_model
from playground.model.network import as_computed, hidden_units, logits
from playground.model.soft_labels import at_side
from playground.model.tracing import TRACING

Tensor = Any


def teacher(dtype: tf.DType) -> Callable[[Tensor], Tensor]:
    """A function from uint8 images (b, size, size, 3) to that network's logits, float32 (b, 3).

    Not from within a trace: the file is read here, in some tenths of a second.
    """
    experiment = experiment_beside(TEACHER_FILE)
    architecture = architecture_of(experiment)
    # Loading builds layers.
    with TRACING:
        model = load_model(TEACHER_FILE)
    weights = as_computed({
        name: tf.constant(value)
        for name, value in read_weights(model, architecture, experiment.pooling).items()
    }, dtype)

    def says(images: Tensor) -> Tensor:
        seen = at_side(images, architecture.size)
        units, _ = hidden_units(seen, weights, architecture, experiment.pooling, dtype)
        return logits(units, weights)

    return says
