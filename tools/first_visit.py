"""Makes the few pictures that a first visit shows: python -m tools.first_visit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.data.first_pictures import FOLDER, write_first_tiles
from playground.data.training_data import prepare
from playground.experiment import Experiment
from playground.insight.forward import probabilities
from playground.model.architectures import ARCHITECTURES, architecture_of
from playground.model.weights import initial_weights
from playground.presets import PLAY_DEFAULT
from playground.ui.pictures import tiles_of


def _answers(experiment: Experiment, images: NDArray[np.uint8]) -> NDArray[np.int64]:
    """What the network says that has learned nothing."""
    architecture = architecture_of(experiment)
    weights = initial_weights(architecture, experiment.seed)
    odds = probabilities(images, weights, architecture, experiment.pooling)
    return np.asarray(odds.argmax(axis=1), np.int64)


def main() -> None:
    experiment = PLAY_DEFAULT.experiment()
    data = prepare(experiment, ARCHITECTURES[experiment.model].size, paths_allowed=False)
    made = tiles_of(data, experiment)
    assert data.elsewhere is not None, "the default experiment has another setting"
    whole = {
        "training": (data.pictures.rgb(data.train), data.train_labels),
        "validation": (data.pictures.rgb(data.validation), data.validation_labels),
        "elsewhere": (data.elsewhere.rgb(slice(None)), data.elsewhere.labels),
    }
    tiles = {name: getattr(made, name) for name in whole}
    write_first_tiles(
        tiles,
        {name: _answers(experiment, row.images) for name, row in tiles.items()},
        {name: float((_answers(experiment, images) == labels).mean())
         for name, (images, labels) in whole.items()})
    print(f"Written to {FOLDER}.")


if __name__ == "__main__":
    main()
