"""What the Play page says of real runs of all kinds, and whether it is so.

    python -m benchmarks.words

Trains runs with drawn settings and knobs turned on the way, takes a reading a few times a second
as the page does, and checks each sentence's claim against the numbers.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter

from benchmarks.common import prepared
from playground.change import Change
from playground.experiment import LAMBDA_RANGES, Experiment
from playground.insight.words import describe
from playground.training.numbers_for_words import view_of
from playground.training.run import Run
from playground.training.states import ENDED
from tests.insight.claims import contradicts

REGULARIZERS = ("none", "none", "l1", "l2", "l1l2", "l1-proximal")


def drawn(draw: random.Random, epochs: int) -> tuple[Experiment, list[Change]]:
    """Settings of any kind, and what is turned on the way."""
    regularizer = draw.choice(REGULARIZERS)
    low, high = LAMBDA_RANGES[regularizer]
    strength = low * (high / low) ** draw.random()
    experiment = Experiment(
        data=draw.choice(["studio", "studio", "everyday"]), share=draw.choice([8, 12, 16]),
        wrong_labels=draw.choice([0, 0, 30, 50]), regularizer=regularizer, lambda_=strength,
        dropout=draw.choice([0.0, 0.0, 0.5, 0.9]),
        learning_rate=draw.choice([1e-5, 1e-3, 3e-3, 10.0]),
        optimizer=draw.choice(["adam", "adam", "sgd"]), epochs=epochs, seed=draw.randrange(1, 999))
    changes = []
    if draw.random() < 0.5:
        step = draw.randrange(5, 60)
        changes.append(draw.choice([
            Change(step, "dropout", experiment.dropout, 0.8),
            Change(step, "learning-rate", experiment.learning_rate, 1e-4),
            Change(step, "lambda", strength, high if regularizer != "none" else strength / 2),
        ]))
    return experiment, [one for one in changes if one.old != one.new]


def said_of(run: Run) -> tuple[Counter[str], list[str]]:
    """How often each sentence was said, and those that were not so."""
    said: Counter[str] = Counter()
    false: list[str] = []
    run.start()
    while True:
        reading = view_of(run.snapshot)
        sentence = describe(reading)
        said[sentence.state] += 1
        if contradicts(sentence, reading):
            false.append(f"{sentence.state}: {sentence.text}")
        if reading.state in ENDED:
            return said, false
        time.sleep(0.05)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=60)
    arguments.add_argument("--epochs", type=int, default=12)
    given = arguments.parse_args()
    draw = random.Random(1)
    said: Counter[str] = Counter()
    false: list[str] = []
    for number in range(given.runs):
        experiment, changes = drawn(draw, given.epochs)
        now, wrong = said_of(Run(experiment, prepared(experiment), changes=changes))
        said += now
        false += wrong
        print(f"\r{number + 1} of {given.runs} runs", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    for state, count in said.most_common():
        print(f"{count:>6}  {state}")
    print(f"{given.runs} runs, {sum(said.values()):,} sentences of {len(said)} kinds, "
          f"{len(false)} not so")
    for one in false[:20]:
        print(f"  {one}")


if __name__ == "__main__":
    main()
