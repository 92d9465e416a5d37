"""Is it luck? The same runs with several seeds each, paired: all runs of one with each seed.

What the numbers then say is `playground.comparison`'s.
"""

from __future__ import annotations

from collections.abc import Sequence

from playground.experiment import Experiment
from playground.training.series.plan import LUCK, Plan, by_seed

SEEDS = 5


def luck_plan(named: Sequence[tuple[str, Experiment]], seeds: Sequence[int]) -> Plan:
    """Of each experiment, by a name of its own, one run a seed; all with one seed before the next.

    Places: `run`, the name, and `seed`. Raises `BadInput` where there is none.
    """
    experiments = [({"run": name}, experiment) for name, experiment in named]
    asked = {"runs": {name: made.to_mapping() for name, made in named}, "seeds": list(seeds)}
    return Plan(LUCK, asked, by_seed(experiments, seeds))
