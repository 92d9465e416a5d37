"""Trains the network that finds hands, on scenes made of the pictures that ship.

    python -m tools.train_finder [--rounds 64] [--seed 1] [--out playground/assets/finder]

Takes half an hour on one core. Writes weights.npz and history.csv. The hold-out's
people and backgrounds are for the figures in the history alone.
"""

from __future__ import annotations

import argparse
import csv
import os
import time
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# As `playground` sets it, which is imported after TensorFlow here.
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from playground.photo.finder_network import CELL, SIDE, WEIGHTS, maps
from tools.train_finder.network import begin_as_pretrained, folded, loss, network, save
from tools.train_finder.scenes import Place, Stock, scenes, targets

ROUND, PASSES, BATCH = 2048, 2, 32
LEARNING_RATE, WEIGHT_DECAY = 3e-3, 1e-2
HELD_OUT = 600


def judged(pictures: NDArray[np.uint8], places: list[list[Place]], weights: dict[str, np.ndarray]
           ) -> dict[str, float]:
    """Of scenes of the hold-out: how well the highest heat tells hands from none, and places them.

    `auc`: how often a scene with a hand has a higher heat than one without. `refused`: of those
    without, where nine of ten with one are not. `placed`: hands in whose middle half the
    highest cell lies. `side`: mean error of log2 of the side there.
    """
    heat, sides = (np.concatenate(parts) for parts in zip(*(
        maps(pictures[at : at + 50], weights) for at in range(0, len(pictures), 50)),
        strict=True))
    flat = heat.reshape(len(heat), -1)
    highest, at = flat.max(1), flat.argmax(1)
    has = np.array([bool(hands) for hands in places])
    yes, no = highest[has], highest[~has]
    placed, errors = [], []
    for index in np.flatnonzero(has):
        y, x = (np.array(divmod(at[index], heat.shape[2])) + 0.5) * CELL
        hand = min(places[index], key=lambda one: (one.x - x) ** 2 + (one.y - y) ** 2)
        placed.append(max(abs(hand.x - x), abs(hand.y - y)) < max(hand.side / 4, CELL))
        errors.append(abs(np.log2(sides[index].flat[at[index]] / hand.side)))
    return {
        "auc": float((yes[:, None] > no).mean()),
        "refused": float((no < np.quantile(yes, 0.1)).mean()),
        "placed": float(np.mean(placed)), "side": float(np.mean(errors)),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=64)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--out", type=Path, default=WEIGHTS.parent)
    arguments.add_argument("--photos", type=Path, nargs="*", default=[], metavar="FILE",
                           help="photos without hands that more scenes are made of")
    given = arguments.parse_args()
    keras.utils.set_random_seed(given.seed)
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    stock = Stock.of(held_out=False, photos=given.photos)
    unseen, their_places = scenes(
        Stock.of(held_out=True), np.random.default_rng([given.seed, 1]), HELD_OUT, 0.5)

    model = network()
    begin_as_pretrained(model)
    steps = given.rounds * PASSES * ROUND // BATCH
    rate = keras.optimizers.schedules.CosineDecay(
        1e-4, steps - steps // 20, warmup_target=LEARNING_RATE, warmup_steps=steps // 20)
    optimizer = keras.optimizers.AdamW(rate, weight_decay=WEIGHT_DECAY, global_clipnorm=5.0)
    optimizer.build(model.trainable_variables)

    @tf.function(input_signature=[tf.TensorSpec((BATCH, SIDE, SIDE, 3), tf.uint8),
                                  tf.TensorSpec((BATCH, SIDE // CELL, SIDE // CELL, 3))])
    def step(images: tf.Tensor, wanted: tf.Tensor) -> tf.Tensor:
        with tf.GradientTape() as tape:
            wrong = loss(wanted, model(tf.cast(images, tf.float32), training=True))
        variables = model.trainable_variables
        optimizer.apply_gradients(zip(tape.gradient(wrong, variables), variables, strict=True))
        return wrong

    random = np.random.default_rng([given.seed, 0])
    history: list[dict[str, float]] = []
    began = time.perf_counter()
    for number in range(1, given.rounds + 1):
        pictures, places = scenes(stock, random, ROUND)
        wanted, losses = targets(places), []
        for again in range(PASSES):
            order = random.permutation(ROUND)
            for at in range(0, ROUND, BATCH):
                chosen = order[at : at + BATCH]
                # The second time in the mirror.
                images, marks = pictures[chosen], wanted[chosen]
                if again:
                    images, marks = images[:, :, ::-1], marks[:, :, ::-1]
                losses.append(float(step(images, marks)))
        record = {"round": number, "loss": float(np.mean(losses))}
        if number % 4 == 0 or number == given.rounds:
            record |= judged(unseen, their_places, folded(model))
            save(model, given.out / "weights.npz")
        history.append(record)
        print(f"{time.perf_counter() - began:5.0f} s  "
              + "  ".join(f"{name} {value:.4g}" for name, value in record.items()), flush=True)
    fields = ("round", "loss", "auc", "refused", "placed", "side")
    with (given.out / "history.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields)
        writer.writeheader()
        writer.writerows({name: f"{value:.5g}" for name, value in row.items()} for row in history)


if __name__ == "__main__":
    main()
