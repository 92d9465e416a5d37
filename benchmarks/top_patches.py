"""Seconds to find the nine patches of every unit over the whole training set, TensorFlow loaded.

With weights as they start: what they are changes no time. The first round includes what TensorFlow
does once for each shape; every round reads the pictures and crops all patches.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from benchmarks.common import prepared, spread
from playground.insight.top_patches import patches, strongest
from playground.model.architectures import ARCHITECTURES, architecture_of
from playground.model.weights import initial_weights
from playground.presets import PLAY_DEFAULT


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--model", choices=ARCHITECTURES, default="compact")
    arguments.add_argument("--data", default="studio")
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    experiment = PLAY_DEFAULT.experiment().with_values(
        {"model": given.model, "data": given.data, "share": 100})
    data, architecture = prepared(experiment), architecture_of(experiment)
    weights = initial_weights(architecture, experiment.seed)
    import tensorflow  # noqa: F401 - its import is another figure

    found_in, cropped_in, units = [], [], 0
    for _ in range(given.rounds):
        began = time.perf_counter()
        found = strongest(data.pictures, data.train, weights, architecture, experiment.pooling)
        found_in.append(time.perf_counter() - began)
        began = time.perf_counter()
        # A dense unit sees whole pictures, which nobody crops.
        units = sum(len(patches(data.pictures, one)) for one in found.values()
                    if one.field is not None)
        cropped_in.append(time.perf_counter() - began)
    both = np.add(found_in, cropped_in)
    print(f"{given.model} over {given.data}, {len(data.train)} pictures, {units} filters: "
          f"{spread(both.tolist(), ' s', 2)}, the first {both[0]:.2f} s; "
          f"of them cropping {spread(cropped_in, ' s', 2)}")


if __name__ == "__main__":
    main()
