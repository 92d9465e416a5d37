"""What the referee says of a photo: where the hand is, which fingers it sees, and the sign."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.data.classes import CLASSES
from playground.referee.fingers import sign_of, stretched
from playground.referee.hands import Hand, hand_in
from playground.referee.head import NONE, answers
from playground.referee.shape import Array


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
    def by_rule(self) -> str | None:
        """The sign that the stretched fingers make; None where they make none of the three."""
        return sign_of(self.fingers)

    @property
    def is_sign(self) -> bool:
        """Whether it is one of the three at all, as far as fingers and head agree on it."""
        return self.none < 0.5 and self.by_rule in (CLASSES[self.winner], None)


def verdict(pixels: NDArray[np.uint8]) -> Verdict | None:
    """Of a picture (h, w, 3); None where no hand is found. Raises `BadInput` without the files."""
    hand = hand_in(pixels)
    return None if hand is None else of_hand(hand)


def of_hand(hand: Hand) -> Verdict:
    given = answers(hand.world)
    signs = np.asarray(given[:NONE] / max(float(given[:NONE].sum()), 1e-9), np.float32)
    signs.setflags(write=False)
    return Verdict(hand, signs, float(given[NONE]), stretched(hand.world))


def with_network(network: Array, found: Verdict | None) -> Array:
    """(3,) the mean of a network's probabilities and the referee's; the network's without a hand.

    On real photos it is right more often than either of the two.
    """
    if found is None:
        return network
    return np.asarray((network + found.probabilities) / 2, np.float32)
