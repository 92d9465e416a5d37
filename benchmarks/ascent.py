"""Seconds to draw by gradient ascent what excites every unit of a first and a last conv layer.

With the weights of a recorded run: silent units change no time. The first round includes what
TensorFlow traces once for each layer, which a page pays too.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from benchmarks.common import prepared, spread
from playground.insight.ascent import SPECTRUM_OF, STEPS, ascend, magnitudes
from playground.insight.recorded import recorded_runs
from playground.model.architectures import FIRST, architecture_of, kernel_shapes


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--run", choices=recorded_runs(), default="none")
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    run = recorded_runs()[given.run]
    weights, architecture = run.weights(), architecture_of(run.experiment)
    assert weights is not None
    data = prepared(run.experiment)
    spectrum = magnitudes(data.pictures.rgb(data.train[:SPECTRUM_OF]))
    import tensorflow  # noqa: F401 - its import is another figure

    shapes = {name: shape for name, shape in kernel_shapes(architecture).items()
              if name.startswith(FIRST)}
    for layer in (next(iter(shapes)), list(shapes)[-1]):
        units, taken = np.arange(shapes[layer][-1]), []
        for _ in range(given.rounds):
            began = time.perf_counter()
            ascend(layer, units, spectrum, weights, architecture, run.experiment.pooling)
            taken.append(time.perf_counter() - began)
        print(f"{layer}, {len(units)} units, {STEPS} steps: {spread(taken, ' s', 2)}, "
              f"the first {taken[0]:.2f} s", flush=True)


if __name__ == "__main__":
    main()
