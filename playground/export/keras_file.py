"""The trained network as the bytes of a `.keras` file of stock layers."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playground.errors import BadInput
from playground.messages import lazy
from playground.model.architectures import architecture_of
from playground.model.loading import MODEL_FILE
from playground.training.history import History


def keras_file(run: History) -> bytes:
    """The file, of the newest weights. Raises `BadInput` where there are none.

    Imports TensorFlow, and takes some tenths of a second.
    """
    weights = run.weights()
    if weights is None:
        raise BadInput(lazy("There is no network to download yet; press Play first."))
    from playground.model.export import plain_model, save

    began = run.began_as
    model = plain_model(
        architecture_of(began), began.pooling, weights, run.experiment.dropout)
    # Keras writes to files only.
    with tempfile.TemporaryDirectory() as folder:
        save(model, Path(folder) / MODEL_FILE)
        return (Path(folder) / MODEL_FILE).read_bytes()
