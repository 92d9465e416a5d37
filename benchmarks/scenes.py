"""Whether what the scenes for the projector claim holds, over five seeds.

    nice python -m benchmarks.scenes [--seeds 1 2 3 4 5] [--scenes NAME …]

One scene at a time; a run that several scenes rest on is trained once. Prints for each claim and
seed the figures, and in how many of the seeds it holds. One thread: who else computes changes no
figure.
"""

from __future__ import annotations

import argparse
import sys
from functools import cache

import tensorflow as tf

from benchmarks.common import prepared
from playground.scenes.catalog import scenes
from playground.scenes.claims import CLAIMS, Outcome, Planned
from playground.training.run import Run
from playground.training.states import FINISHED


@cache
def outcome(planned: Planned) -> Outcome:
    run = Run(planned.experiment, prepared(planned.experiment), changes=planned.changes)
    run.start()
    seen = run.wait()
    if seen.state != FINISHED:
        sys.exit(f"A run ended as {seen.state}: {seen.message}")
    last = seen.records[-1]
    return Outcome(
        last.training.accuracy, last.validation.accuracy,
        max(record.validation.accuracy for record in seen.records),
        last.elsewhere.accuracy if last.elsewhere is not None else float("nan"),
        last.exact_zeros, last.near_zeros)


def seeded(planned: Planned, seed: int) -> Planned:
    return Planned(planned.experiment.with_values({"seed": seed}), planned.changes)


def main() -> None:
    every = scenes("en")
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    arguments.add_argument("--scenes", nargs="+", choices=[one.name for one in every],
                           default=[one.name for one in every])
    given = arguments.parse_args()
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    for scene in (one for one in every if one.name in given.scenes):
        claim, held = CLAIMS[scene.claim], 0
        print(f"{scene.name}: {claim.words}", flush=True)
        for seed in given.seeds:
            outcomes = {role: outcome(seeded(run, seed)) for role, run in claim.runs.items()}
            holds = claim.holds(outcomes)
            held += holds
            print(f"  seed {seed}: {'holds' if holds else 'DOES NOT HOLD'}; "
                  f"{claim.told(outcomes)}", flush=True)
        print(f"  {scene.claim}: holds in {held} of {len(given.seeds)}", flush=True)


if __name__ == "__main__":
    main()
