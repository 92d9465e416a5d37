"""What the referee and the finder see in a photo, each asked once, and whether there is a hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from playground.photo import finder
from playground.photo.finder import Sighting
from playground.photo.photo import Photo
from playground.referee.verdict import Verdict, verdict

# Where the referee finds no hand, the finder must be surer than alone that there is one.
SCORE_WITHOUT_HAND: Final = 0.8


@dataclass(frozen=True, eq=False)
class Ruling:
    """`verdict` None: the referee sees no hand. `sightings`: the finder's, likeliest first, which
    is asked only where the referee finds no palm.
    """

    verdict: Verdict | None
    sightings: tuple[Sighting, ...] = ()

    @property
    def no_hand(self) -> bool:
        """Whether neither of the two sees a hand."""
        if self.verdict is not None:
            return False
        score = finder.likelihood(self.sightings[0]) if self.sightings else 0.0
        return score < SCORE_WITHOUT_HAND


def ruling(photo: Photo) -> Ruling:
    """The referee looks at the finder's place where it finds no palm by itself.

    Raises `BadInput` where the referee's files are damaged.
    """
    seen: list[Sighting] = []

    def likeliest() -> tuple[float, float, float] | None:
        seen.extend(finder.sightings(photo))
        return (seen[0].x, seen[0].y, seen[0].side) if seen else None

    return Ruling(verdict(photo.pixels, likeliest), tuple(seen))
