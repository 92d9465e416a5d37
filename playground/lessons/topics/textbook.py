"""The textbook's other regularizers: what is computed of pictures and networks for their lesson."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from playground.data.augment import augment
from playground.experiment import Experiment
from playground.insight.forward import Array, activations, probabilities
from playground.insight.input_gradient import input_gradient
from playground.insight.recorded import recorded_runs
from playground.lessons.computed import Answer, Condition, Numbers, Reply
from playground.lessons.given import Given, shipped, tiles
from playground.model.architectures import ARCHITECTURES, FIRST, architecture_of

EPSILONS = tuple(round(0.002 * step, 3) for step in range(26))
"""Of the adversarial step: 0 to 5 % of a pixel's range."""
VARIED, EPOCHS = 6, 3
SIDE = 64
ENSEMBLE = ("none", "l1", "l2", "dropout", "l1-proximal")
_TRIED = 0.02
_SMALL = 0.03


@dataclass(frozen=True, eq=False)
class Adversarial:
    """`image` (s, s, 3) with its label; `signs` int8 of the same shape: how the loss rises.

    `answers` (k, 3): the network's, for each of `EPSILONS`. `flips`: the smallest of them at which
    it says something else, None where it stays.
    """

    image: NDArray[np.uint8]
    label: int
    signs: NDArray[np.int8]
    answers: Array
    flips: float | None


@lru_cache(maxsize=4)
def adversarial(given: Given) -> Adversarial:
    """Of the validation pictures that are answered rightly the surest whose answer flips soon."""
    network = (given.weights, given.architecture, given.pooling)
    images, labels = given.pictures(), given.labels()
    signs = np.sign(input_gradient(images, labels, *network)).astype(np.int8)
    before = probabilities(images, *network)
    after = probabilities(along_sign(images, signs, _TRIED), *network)
    sure = before[np.arange(len(labels)), labels] * (before.argmax(1) == labels)
    # First by whether it flips, then by how sure it was.
    at = int(np.argmax(sure + (sure > 0) * (after.argmax(1) != labels)))
    answers = probabilities(np.concatenate([
        along_sign(images[at : at + 1], signs[at], epsilon) for epsilon in EPSILONS]), *network)
    flipped = np.flatnonzero(answers.argmax(1) != labels[at])
    return Adversarial(images[at], int(labels[at]), signs[at], answers,
                       EPSILONS[int(flipped[0])] if len(flipped) else None)


def at_64(given: Given) -> Given:
    """The reader's network where its pictures are 64 x 64, as those that ship, else what ships."""
    return given if given.architecture.size == SIDE else shipped()


def along_sign(
    images: NDArray[np.uint8], signs: NDArray[np.int8], epsilon: float
) -> NDArray[np.uint8]:
    """Pictures with each pixel moved by ε of its range, as whole bytes."""
    moved = images + 255 * epsilon * signs
    return np.clip(np.floor(moved + 0.5), 0, 255).astype(np.uint8)


@lru_cache(maxsize=1)
def varied() -> NDArray[np.uint8]:
    """(epochs, n, s, s, 3): one picture as n draws of the augmentation, an epoch each."""
    experiment = Experiment(rotation=True, zoom=True, brightness_contrast=True)
    image = tiles("elsewhere").images[1]
    return np.stack([augment(np.stack([image] * VARIED), experiment, epoch, 0)
                     for epoch in range(EPOCHS)])


@dataclass(frozen=True, eq=False)
class Ensemble:
    """`answers` (networks, pictures, 3) and the pictures' labels; `shown`: the one to look at."""

    answers: Array
    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    shown: int


@lru_cache(maxsize=1)
def ensemble() -> Ensemble:
    """The recorded networks on the pictures that ship: where they disagree most is shown."""
    images = np.concatenate([tiles(row).images for row in ("validation", "elsewhere")])
    labels = np.concatenate([tiles(row).labels for row in ("validation", "elsewhere")])
    answers = np.stack([_recorded_answers(name, images) for name in ENSEMBLE])
    right = np.take_along_axis(answers, labels[None, :, None], 2)[..., 0]
    helped = answers.mean(0).argmax(1) == labels
    return Ensemble(answers, images, labels, int(np.argmax(right.std(0) * helped)))


def _recorded_answers(name: str, images: NDArray[np.uint8]) -> Array:
    run = recorded_runs()[name]
    return probabilities(images, run.weights() or {}, architecture_of(run.experiment),
                         run.experiment.pooling)


@lru_cache(maxsize=1)
def first_maps() -> NDArray[np.uint8]:
    """(maps, side, side): what the recorded network's first layer makes of a hand, 0 to 255."""
    run = recorded_runs()["none"]
    maps = activations(tiles("validation").images[:1], run.weights() or {},
                       ARCHITECTURES["compact"], "max")[FIRST][0]
    scaled = 255 * maps / maps.max()
    return np.ascontiguousarray(scaled.transpose(2, 0, 1)).astype(np.uint8)


def _smallest_step(given: Given) -> Reply:
    found = adversarial(at_64(given))
    flips = found.flips
    choice = "never" if flips is None else "tiny" if flips <= _SMALL else "large"
    said = found.answers[EPSILONS.index(flips) if flips is not None else -1]
    return Reply(choice, {
        "levels": round(255 * (flips or EPSILONS[-1])),
        "sure": round(100 * float(found.answers[0, found.label])),
        "afterwards": round(100 * float(said[found.label]))})


def _flipped_by_little(told: Numbers) -> bool:
    return told["flipped"] == 1 and told["epsilon"] <= _SMALL


ANSWERS = {
    "step-that-flips": Answer(
        ("tiny", "large", "never"), _smallest_step, gives=("levels", "sure", "afterwards")),
}
CONDITIONS = {
    "flipped-by-little": Condition(("flipped", "epsilon"), _flipped_by_little),
}
