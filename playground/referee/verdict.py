"""What the referee says of a photo: where the hand is, which fingers it sees, and the sign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from playground.data.classes import CLASSES
from playground.model.tempered import softened
from playground.referee.fingers import sign_of, stretched
from playground.referee.hands import Hand, hand_at, hand_in
from playground.referee.head import NONE, answers
from playground.referee.shape import Array

Where = Callable[[], tuple[float, float, float] | None]
"""Gives x, y and the longer side of what may be a hand, in the picture's pixels."""

# The head has learned from points of renders, and is too sure of those of photos: fitted on photos
# of clips that the published test part has none of, by the least log loss (Guo et al., 2017).
TEMPERATURE: Final = 2.0


@dataclass(frozen=True, eq=False)
class Verdict:
    """`probabilities` (3,) in the order of CLASSES, read-only; `none` in 0..1: that it is none of
    the three; `fingers`: the stretched ones, by a rule that knows nothing of the head.
    """

    hand: Hand
    probabilities: Array
    none: float
    fingers: frozenset[str]

    @property
    def winner(self) -> int:
        """The likeliest sign, as its place in CLASSES."""
        return int(self.probabilities.argmax())

    @property
    def around(self) -> tuple[float, float, float]:
        """x and y of the middle of the points, and their longer side, in the picture's pixels."""
        low, high = self.hand.points[:, :2].min(0), self.hand.points[:, :2].max(0)
        x, y = (low + high) / 2
        return float(x), float(y), float((high - low).max())

    @property
    def by_rule(self) -> str | None:
        """The sign that the stretched fingers make; None where they make none of the three."""
        return sign_of(self.fingers)

    @property
    def is_sign(self) -> bool:
        """Whether it is one of the three at all, as far as fingers and head agree on it."""
        return self.none < 0.5 and self.by_rule in (CLASSES[self.winner], None)


def verdict(pixels: NDArray[np.uint8], where: Where | None = None) -> Verdict | None:
    """Of a picture (h, w, 3); None where no hand is found. Raises `BadInput` without the files.

    `where` is asked for a likely place where no palm is found.
    """
    hand = hand_in(pixels)
    if hand is None and where is not None:
        place = where()
        hand = None if place is None else hand_at(pixels, *place)
    return None if hand is None else of_hand(hand)


def of_hand(hand: Hand) -> Verdict:
    given = answers(hand.world)
    signs = softened(given[None, :NONE], TEMPERATURE)[0]
    signs.setflags(write=False)
    return Verdict(hand, signs, float(given[NONE]), stretched(hand.world))


def with_network(network: Array, found: Verdict | None) -> Array:
    """(3,) the mean of a network's probabilities and the referee's; the network's without a hand.

    On real photos it is right more often than either of the two.
    """
    if found is None:
        return network
    return np.asarray((network + found.probabilities) / 2, np.float32)
