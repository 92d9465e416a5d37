"""A network's answer to a photo: what it says, what it saw, where it looked, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from playground.data.classes import SIGNS
from playground.insight.grad_cam import grad_cam
from playground.messages import Message, lazy
from playground.model.both_ways import one_way
from playground.photo.classify import input_size, probabilities
from playground.photo.photo import Photo
from playground.photo.square import Square, prepare

if TYPE_CHECKING:
    import keras

    from playground.model.loading import Preparation

Sureness = Literal["sure", "unsure"]

SURE_FROM = 0.9
"""The winner's probability from which an answer counts as sure: chosen on rendered hands, cut in
three ways, and photos to tune on: each set weighed alike, at most one in fifty of the sure ones is
wrong there."""


@dataclass(frozen=True, eq=False)
class Answer:
    """Arrays are read-only.

    `probabilities` (3,) in the order of CLASSES; `seen` (size, size, 3) uint8, the network's input;
    `attention` (size, size), Grad-CAM of the winner over it, 0 to 1; `otherwise`: the winner for
    the picture alone or for its mirror image, which shows the same sign, where one has another.
    """

    probabilities: NDArray[np.float32]
    seen: NDArray[np.uint8]
    attention: NDArray[np.float32]
    sure: Sureness
    otherwise: int

    @property
    def winner(self) -> int:
        """The class with the highest probability, as its place in CLASSES."""
        return int(self.probabilities.argmax())


def answer(
    model: keras.Model, photo: Photo, square: Square, preparation: Preparation, *,
    average_views: bool = False,
) -> Answer:
    """What the model says of that part of the photo, prepared as its training pictures were.

    With `average_views`, the mean over its `views`; what it saw and where it looked are of the
    photo as it is.
    """
    seen = prepare(photo, square, input_size(model), preparation)
    given, otherwise = said(model, seen, average_views=average_views)
    attention = grad_cam(model, seen, int(given.argmax()))
    for array in (given, seen, attention):
        array.setflags(write=False)
    return Answer(given, seen, attention, sureness(given, otherwise), otherwise)


def said(
    model: keras.Model, seen: NDArray[np.uint8], *, average_views: bool = False
) -> tuple[NDArray[np.float32], int]:
    """(3,) probabilities of a prepared picture (size, size, 3), and `otherwise` of an `Answer`:
    what is needed to say how sure it is."""
    given = probabilities(model, seen[None], average_views=average_views)[0]
    each = probabilities(one_way(model), np.stack([seen, seen[:, ::-1]])).argmax(axis=1)
    winner = int(given.argmax())
    return given, next((int(other) for other in each if other != winner), winner)


def sureness(given: NDArray[np.float32], otherwise: int) -> Sureness:
    """Sure where one class stands out, and the picture and its mirror image are the same sign."""
    winner = int(given.argmax())
    return "sure" if given[winner] >= SURE_FROM and otherwise == winner else "unsure"


def in_words(found: Answer) -> Message:
    """One sentence for a layman on how much the answer is worth."""
    order = np.argsort(-found.probabilities)
    first, second = (SIGNS[int(at)] for at in order[:2])
    if found.sure == "sure":
        return lazy("Sure: the other two hardly come into question.")
    if found.otherwise != found.winner:
        return lazy("Unsure: the photo or its mirror image alone would be {sign}.",
                    sign=SIGNS[found.otherwise])
    if found.probabilities[order[0]] < 0.5:
        return lazy("Unsure: it is close to guessing.")
    return lazy(
        "Unsure: rather {first}, but {second} is possible.", first=first, second=second)
