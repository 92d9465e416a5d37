"""A network's answer to a photo together with the referee's: the sign, how sure, and whether any.

Without the referee's files, and where somebody wants none, it is the network's answer alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from playground.photo import finder
from playground.photo.answer import Answer, Sureness
from playground.photo.hand import hand_score
from playground.photo.photo import Photo
from playground.photo.square import Square
from playground.referee.verdict import Verdict, verdict, with_network

# The mean's winner from which both together are sure: the two see differently, so that together
# they need less than one alone.
SURE_FROM: Final = 0.65
# Where the referee finds no hand, the finder must be surer than alone that there is one.
SCORE_WITHOUT_HAND: Final = 0.8


# The side of the square about a hand, as a share of its points'; and from which share of the
# photo's longer side those fill it, of a photo that is nearly square and of a long one. Chosen on
# the photos to tune on, as they are and cut wide and tall: of those as they are, which somebody has
# framed, every closer square is worse than the whole.
FRAME: Final = 1.4
FILLS: Final = 0.4
FILLS_LONG: Final = 0.6
# A square of the finder's that is nearly as large as the photo, without any points, gains nothing.
LARGE: Final = 0.8


@dataclass(frozen=True, eq=False)
class Refereed:
    """`probabilities` (3,) in the order of CLASSES: of both, where the referee finds a hand.

    `refused`: neither the referee nor the finder sees a hand in the photo.
    """

    probabilities: NDArray[np.float32]
    verdict: Verdict | None
    sure: Sureness
    refused: bool

    @property
    def winner(self) -> int:
        """The class with the highest probability, as its place in CLASSES."""
        return int(self.probabilities.argmax())


def ruling(photo: Photo) -> Verdict | None:
    """The referee's, which looks at the finder's place where it finds no palm by itself.

    None where it sees no hand. Raises `BadInput` where the referee's files are damaged.
    """
    def likeliest() -> tuple[float, float, float] | None:
        found = finder.sightings(photo)
        return (found[0].x, found[0].y, found[0].side) if found else None

    return verdict(photo.pixels, likeliest)


def refereed(photo: Photo, network: Answer) -> Refereed:
    """Both together, of a whole photo. Raises `BadInput` where the referee's files are damaged."""
    found = ruling(photo)
    both = with_network(network.probabilities, found)
    return Refereed(both, found, _sureness(both, network, found), no_hand(photo, found))


def find_hand(photo: Photo) -> Square | None:
    """A square around the hand whose points the referee finds; else around a small one of the
    finder's. The whole photo where the hand fills it: somebody has framed it already.

    None where neither finds one. Raises `BadInput` where the referee's files are damaged.
    """
    width, height = photo.size
    found = ruling(photo)
    if found is None:
        square = finder.find_hand(photo)
        small = square is not None and square.width < LARGE * min(width, height)
        return square if small else None
    x, y, side = found.around
    long = max(width, height) >= finder.LONG * min(width, height)
    if side >= (FILLS_LONG if long else FILLS) * max(width, height):
        return Square(0, 0, width, height)
    side *= FRAME
    return Square(x - side / 2, y - side / 2, side, side).within(photo)


def no_hand(photo: Photo, found: Verdict | None) -> bool:
    """Whether neither the referee nor the finder sees a hand."""
    return found is None and hand_score(photo) < SCORE_WITHOUT_HAND


def _sureness(both: NDArray[np.float32], network: Answer, found: Verdict | None) -> Sureness:
    if found is None:
        return network.sure
    agreed = found.is_sign and float(both.max()) >= SURE_FROM
    return "sure" if agreed else "unsure"
