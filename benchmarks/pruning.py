"""From a slider's percentage to the numbers of a pruned network, and the whole curve.

The compact network as it starts: what its weights are changes no time. The curve is the whole one,
in which no two shares leave the same network.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from benchmarks.common import prepared, spread
from playground.insight.pruning import PERCENTS, Judged, PrunedNetwork, Pruning
from playground.model.architectures import architecture_of
from playground.model.weights import initial_weights
from playground.presets import PLAY_DEFAULT


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and of all cores together."""
    began, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - used


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--pictures", type=int, default=400)
    arguments.add_argument("--rounds", type=int, default=9)
    arguments.add_argument("--per-layer", action="store_true")
    given = arguments.parse_args()
    experiment = PLAY_DEFAULT.experiment()
    pictures = prepared(experiment).pictures
    judged = Judged(pictures.rgb(slice(0, given.pictures)), pictures.labels[:given.pictures])
    architecture, weights = architecture_of(experiment), initial_weights(
        architecture_of(experiment), experiment.seed)

    def network() -> PrunedNetwork:
        pruning = Pruning(weights, per_layer=given.per_layer)
        return PrunedNetwork(pruning, architecture, experiment.pooling, {"validation": judged})

    print(f"{len(judged.labels)} pictures, compact network, seconds (on the clock / of all cores)")
    moved = network()
    print("the first share, with the weights put in order: {:.3f} / {:.3f}".format(
        *timed(lambda: moved.at(50))))
    taken = [timed(lambda at=at: moved.at(51 + at)) for at in range(given.rounds)]
    print(f"a share of the slider: {spread([one[0] for one in taken], digits=3)} / "
          f"{spread([one[1] for one in taken], digits=3)}")
    whole = [timed(lambda: list(network().curve())) for _ in range(3)]
    print(f"the curve of {len(PERCENTS)} shares: {spread([one[0] for one in whole], digits=2)} / "
          f"{spread([one[1] for one in whole], digits=2)}")


if __name__ == "__main__":
    main()
