"""A network's answer to a photo together with the referee's: the sign, and how sure.

Without the referee's files, and where somebody wants none, it is the network's answer alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from playground.data.classes import CLASSES, SIGNS, sign
from playground.messages import Message, lazy
from playground.photo import finder
from playground.photo.answer import Answer, Sureness
from playground.photo.photo import Photo
from playground.photo.ruling import ruling
from playground.photo.square import Square
from playground.referee.verdict import Verdict, with_network

# The mean's winner from which both together are sure: the two see differently, so that together
# they need less than one alone. Of photos to tune on, fewer than one in fifty of the sure answers
# is wrong.
SURE_FROM: Final = 0.65

# The side of the square about a hand, as a share of its points'; and from which share of the
# photo's longer side those fill it, of a photo that is nearly square, wide or tall. Chosen on
# photos to tune on, as they are and cut wide and tall, with the network that ships: somebody has
# framed those hands, and nearly every closer square is worse than the whole.
FRAME: Final = 1.4
FILLS: Final = 0.25
FILLS_WIDE: Final = 0.3
FILLS_TALL: Final = 0.15


@dataclass(frozen=True, eq=False)
class Both:
    """`probabilities` (3,) in the order of CLASSES: of both, where the referee finds a hand.

    `network`: the winner of the network alone. `verdict` None: the network stands alone.
    """

    probabilities: NDArray[np.float32]
    network: int
    verdict: Verdict | None
    sure: Sureness

    @property
    def winner(self) -> int:
        """The class with the highest probability, as its place in CLASSES."""
        return int(self.probabilities.argmax())


@dataclass(frozen=True, eq=False)
class Refereed(Both):
    """`refused`: neither the referee nor the finder sees a hand in the photo."""

    refused: bool


def together(alone: NDArray[np.float32], found: Verdict | None) -> Both:
    """The answer for whoever only wants to know the sign, of the network's (3,) and the referee's.

    The one place where the two are put together: on the page, in `classify` and in the game. Where
    the referee finds no hand it is the network's, and never sure: of the photos to tune on in which
    it finds none, one in five of the network's sure answers is wrong.
    """
    both = with_network(alone, found)
    sure = found is not None and found.is_sign and float(both.max()) >= SURE_FROM
    return Both(both, int(alone.argmax()), found, "sure" if sure else "unsure")


def refereed(photo: Photo, network: Answer) -> Refereed:
    """Both together, of a whole photo. Raises `BadInput` where the referee's files are damaged."""
    seen = ruling(photo)
    both = together(network.probabilities, seen.verdict)
    return Refereed(both.probabilities, both.network, both.verdict, both.sure, seen.no_hand)


def in_words(both: Both) -> Message:
    """One sentence on how much that answer is worth, where the referee finds a hand.

    Raises `ValueError` where it finds none: then the network's own sentence says it.
    """
    found = both.verdict
    if found is None:
        raise ValueError("no referee's verdict to put into words")
    if both.sure == "sure":
        return lazy("Sure: network and referee together leave little doubt.")
    if not found.is_sign:
        return lazy("Unsure: to the referee it may be none of the three signs.")
    if both.network != found.winner:
        return lazy("Unsure: the network says {sign}, the referee {other}.",
                    sign=sign(CLASSES[both.network]), other=sign(CLASSES[found.winner]))
    first, second = (SIGNS[int(at)] for at in np.argsort(-both.probabilities)[:2])
    return lazy("Unsure: rather {first}, but {second} is possible.", first=first, second=second)


def find_hand(photo: Photo) -> Square | None:
    """A square around the hand whose points the referee finds; else what the finder proposes.
    The whole photo where the hand fills it: somebody has framed it already.

    None where neither finds one. Raises `BadInput` where the referee's files are damaged.
    """
    width, height = photo.size
    seen = ruling(photo)
    found = seen.verdict
    if found is None:
        return finder.square_of(photo, seen.sightings)
    x, y, side = found.around
    fills = (FILLS_WIDE if width >= finder.LONG * height
             else FILLS_TALL if height >= finder.LONG * width else FILLS)
    if side >= fills * max(width, height):
        return Square(0, 0, width, height)
    side *= FRAME
    return Square(x - side / 2, y - side / 2, side, side).within(photo)
