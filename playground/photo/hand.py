"""Whether a photo shows a hand at all: someone uploads a cat in the first minute."""

from __future__ import annotations

from typing import Final

from playground.photo.finder import likelihood, sightings
from playground.photo.photo import Photo
from playground.photo.square import Square

# As likely a hand as not. Of the real photos of hands to tune on, of clips that the published test
# part has none of, about a tenth is below it. `python -m benchmarks.find_hand` prints what else is.
LEAST_SCORE: Final = 0.5


def hand_score(photo: Photo, square: Square | None = None) -> float:
    """0..1, how much the photo, or that part of it, looks like one with a hand in it."""
    parts = None if square is None else [square.within(photo)]
    found = sightings(photo, parts)
    return likelihood(found[0]) if found else 0.0


def looks_like_a_hand(photo: Photo) -> bool:
    """Whether there is a hand anywhere in the photo, as far as the finder can tell."""
    return hand_score(photo) >= LEAST_SCORE
