"""The trained network as the bytes of a `.keras` file of stock layers."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playground.errors import BadInput
from playground.messages import lazy
from playground.model.architectures import architecture_of
from playground.model.loading import MODEL_FILE
from playground.training.snapshot import Snapshot


def keras_file(snapshot: Snapshot) -> bytes:
    """The file. Raises `BadInput` where the snapshot holds no copy of the weights.

    Imports TensorFlow, and takes some tenths of a second.
    """
    if snapshot.weights is None:
        raise BadInput(lazy("There is no network to download yet; press Play first."))
    from playground.model.export import plain_model, save

    began = snapshot.began_as
    model = plain_model(
        architecture_of(began), began.pooling, snapshot.weights.arrays,
        snapshot.experiment.dropout)
    # Keras writes to files only.
    with tempfile.TemporaryDirectory() as folder:
        save(model, Path(folder) / MODEL_FILE)
        return (Path(folder) / MODEL_FILE).read_bytes()
