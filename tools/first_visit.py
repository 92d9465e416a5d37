"""Makes the few pictures that a first visit shows: python -m tools.first_visit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.data.first_pictures import FOLDER, write_first_tiles
from playground.data.training_data import prepare
from playground.experiment import Experiment
from playground.insight.forward import probabilities
from playground.model.architectures import ARCHITECTURES
from playground.model.weights import initial_weights
from playground.presets import PLAY_DEFAULT
from playground.ui.pictures import tiles_of


def _score(
    experiment: Experiment, images: NDArray[np.uint8], labels: NDArray[np.int64]
) -> float:
    """Accuracy of the network that has learned nothing."""
    architecture = ARCHITECTURES[experiment.model]
    weights = initial_weights(architecture, experiment.seed)
    odds = probabilities(images, weights, architecture, experiment.pooling)
    return float((odds.argmax(axis=1) == labels).mean())


def main() -> None:
    experiment = PLAY_DEFAULT.experiment()
    data = prepare(experiment, ARCHITECTURES[experiment.model].size, paths_allowed=False)
    made = tiles_of(data, experiment)
    assert made.elsewhere is not None, "the default experiment has another setting"
    assert data.elsewhere is not None
    scores = {
        "training": _score(experiment, data.pictures.rgb(data.train), data.train_labels),
        "validation": _score(
            experiment, data.pictures.rgb(data.validation), data.validation_labels),
        "elsewhere": _score(experiment, data.elsewhere.rgb(slice(None)), data.elsewhere.labels),
    }
    write_first_tiles({
        "training": made.training, "validation": made.validation, "elsewhere": made.elsewhere,
    }, scores)
    print(f"Written to {FOLDER}.")


if __name__ == "__main__":
    main()
