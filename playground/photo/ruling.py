"""What the referee and the finder see in a photo, each asked once, and whether there is a hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from playground.photo import finder
from playground.photo.finder import Sighting
from playground.photo.photo import Photo
from playground.referee.hands import CERTAIN
from playground.referee.verdict import Verdict, verdict

# Where the referee finds no hand, the finder must be surer than alone that there is one.
SCORE_WITHOUT_HAND: Final = 0.8
# A hand that the referee is not certain of counts where the finder sees at least this much of one.
# Chosen on backgrounds of training, of which 87 instead of 85 in 100 are refused so, and on hands
# of the rendered hold-out and photos to tune on, of which none is refused that was not before.
SCORE_TO_BELIEVE: Final = 0.2


@dataclass(frozen=True, eq=False)
class Ruling:
    """`verdict` None: the referee sees no hand. `sightings`: the finder's, likeliest first, which
    is asked only where the referee finds no palm or is not certain.
    """

    verdict: Verdict | None
    sightings: tuple[Sighting, ...] = ()

    @property
    def no_hand(self) -> bool:
        """Whether neither of the two sees a hand."""
        return self.verdict is None and _score(self.sightings) < SCORE_WITHOUT_HAND


def ruling(photo: Photo) -> Ruling:
    """The referee looks at the finder's place where it finds no palm by itself.

    Raises `BadInput` where the referee's files are damaged.
    """
    seen: list[Sighting] = []

    def likeliest() -> tuple[float, float, float] | None:
        seen.extend(finder.sightings(photo))
        return (seen[0].x, seen[0].y, seen[0].side) if seen else None

    found = verdict(photo.pixels, likeliest)
    if found is not None and found.hand.presence < CERTAIN:
        if not seen:
            seen.extend(finder.sightings(photo))
        if _score(seen) < SCORE_TO_BELIEVE:
            found = None
    return Ruling(found, tuple(seen))


def _score(sightings: Sequence[Sighting]) -> float:
    """How likely a hand is to the finder, 0..1."""
    return finder.likelihood(sightings[0]) if sightings else 0.0
