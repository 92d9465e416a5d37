"""Trains the referee's head on the points of rendered hands; half a minute on one core.

    python -m tools.train_referee.landmarks landmarks.npz
    python -m tools.train_referee landmarks.npz [--seed 1] [--out head.npz]
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from numpy.typing import NDArray

from playground.data.classes import CLASSES
from playground.referee import files
from playground.referee.head import NONE, answers
from playground.referee.shape import SIZE, described
from tools.train_referee.put_together import none_of_them

HIDDEN, EPOCHS, BATCH = 24, 60, 64
# Of the points that the network sees, as a share of the palm's length: what it errs by.
NOISE = 0.06
# How many times each hand is shown an epoch, with other noise.
COPIES = 3
# Hands that are no sign, as a share of those that are.
NONE_SHARE = 0.4


def trained(worlds: NDArray[np.float32], labels: NDArray[np.int64], seed: int
            ) -> dict[str, NDArray[np.float32]]:
    """The weights as `playground/referee/head.py` reads them."""
    keras.utils.set_random_seed(seed)
    random = np.random.default_rng(seed)
    none = none_of_them(worlds, labels, int(NONE_SHARE * len(worlds)), random)
    hands = np.concatenate([[_in_palms(one) for one in worlds], none])
    wanted = np.concatenate([labels, np.full(len(none), NONE)])
    clean = np.stack([described(one) for one in hands])
    mean, scale = clean.mean(0), clean.std(0) + 0.05
    shown = np.concatenate([
        np.stack([described(one + random.normal(0, NOISE, one.shape).astype(np.float32))
                  for one in hands]) for _ in range(COPIES)])
    model = keras.Sequential([
        keras.layers.Input((SIZE,)), keras.layers.Dense(HIDDEN, "relu", name="hidden"),
        keras.layers.Dropout(0.2), keras.layers.Dense(NONE + 1, name="out")])
    model.compile(keras.optimizers.AdamW(2e-3, weight_decay=1e-2),
                  keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    model.fit((shown - mean) / scale, np.tile(wanted, COPIES), BATCH, EPOCHS, verbose=0)
    found = {"mean": mean, "scale": scale}
    for name in ("hidden", "out"):
        kernel, bias = model.get_layer(name).get_weights()
        found |= {f"{name}/kernel": kernel, f"{name}/bias": bias}
    return {name: array.astype(np.float16) for name, array in found.items()}


def _in_palms(world: NDArray[np.float32]) -> NDArray[np.float32]:
    """In units of the palm's length, about the wrist."""
    moved = world - world[0]
    return moved / max(float(np.linalg.norm(moved[9])), 1e-6)


def judged(worlds: NDArray[np.float32], labels: NDArray[np.int64], path: Path) -> str:
    given = np.stack([answers(one, path) for one in worlds])
    signs = given[:, :NONE].argmax(1)
    recalls = "  ".join(f"{name} {(signs[labels == at] == at).mean():.3f}"
                        for at, name in enumerate(CLASSES))
    return (f"{len(labels)} hands of held-out people: {(signs == labels).mean():.3f} right "
            f"({recalls}); taken for none {(given.argmax(1) == NONE).mean():.3f}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("landmarks", type=Path)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--out", type=Path, default=files.FOLDER / files.HEAD)
    given = arguments.parse_args()
    with np.load(given.landmarks) as stored:
        worlds, labels, held_out = (stored[name] for name in ("worlds", "labels", "held_out"))
    made = trained(worlds[~held_out], labels[~held_out].astype(np.int64), given.seed)
    np.savez_compressed(given.out, **made)
    print(f"{(~held_out).sum()} hands to learn from; {given.out.stat().st_size} bytes")
    print(judged(worlds[held_out], labels[held_out], given.out))


if __name__ == "__main__":
    main()
