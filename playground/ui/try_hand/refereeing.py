"""The referee on these pages: whether it is asked, and what it says of the photos here."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from playground.data.classes import CLASSES
from playground.errors import BadInput
from playground.photo import finder, refereed
from playground.photo.answer import Answer
from playground.photo.hand import looks_like_a_hand
from playground.photo.photo import Photo
from playground.photo.refereed import Both, together
from playground.photo.ruling import Ruling, ruling
from playground.photo.square import Square
from playground.referee import files
from playground.referee.verdict import Verdict
from playground.ui.try_hand.desk import Desk, Shown

SETTLED_FROM = 0.9
"""The referee's winner from which a network of another opinion is called wrong."""


@dataclass(frozen=True, eq=False)
class Look:
    """What the referee says of a part of a photo."""

    part: Square
    ruling: Ruling

    @property
    def verdict(self) -> Verdict | None:
        """None where it sees no hand there."""
        return self.ruling.verdict

    @property
    def settled(self) -> int | None:
        """The sign, as its place in CLASSES, where it is beyond doubt."""
        found = self.verdict
        if found is None or not found.is_sign or found.probabilities.max() < SETTLED_FROM:
            return None
        return found.winner

    def against(self, winner: int) -> str | None:
        """The sign's name where a network that says `winner` is wrong, as the referee sees it."""
        settled = self.settled
        return None if settled is None or settled == winner else CLASSES[settled]


def offered() -> bool:
    """Whether there is a referee here."""
    return files.is_there()


def look(mine: Desk, shown: Shown) -> Look | None:
    """At the part that is judged, once; None where no referee is asked."""
    if not mine.referee or not offered():
        return None
    key = (shown.photo.fingerprint, shown.square)
    if key not in mine.looks:
        try:
            mine.looks[key] = look_at(shown.photo, shown.square)
        except BadInput as error:
            # Without it everything works: said once, and no more asked.
            mine.referee = False
            mine.problems.append(error.text)
            return None
    return mine.looks[key]


def looked(mine: Desk, shown: Shown) -> Look | None:
    """What it has said of that part already: a table of forty photos does not wait for it."""
    return mine.looks.get((shown.photo.fingerprint, shown.square)) if mine.referee else None


def look_at(photo: Photo, square: Square | None) -> Look:
    """Raises `BadInput` where the referee's files are missing or damaged."""
    width, height = photo.size
    part = (square or Square(0, 0, width, height)).within(photo)
    left, top = round(part.left), round(part.top)
    right, bottom = round(part.left + part.width), round(part.top + part.height)
    if square is not None:
        pixels = photo.pixels[top : max(bottom, top + 1), left : max(right, left + 1)]
        photo = replace(photo, pixels=np.ascontiguousarray(pixels), rgba=None)
    return Look(part, ruling(photo))


def both(found: Look, network: Answer) -> Both:
    """That network's answer and the referee's, as one."""
    return together(network.probabilities, found.verdict)


def find(mine: Desk, photo: Photo) -> Square | None:
    """A square around the hand; None where there is none to be found."""
    if mine.referee and offered():
        # The finder alone does where the referee's files are damaged.
        with suppress(BadInput):
            return refereed.find_hand(photo)
    return finder.find_hand(photo)


def shows_a_hand(photo: Photo, found: Look | None) -> bool:
    """As far as the referee and the finder can tell; the finder alone without a referee."""
    return looks_like_a_hand(photo) if found is None else not found.ruling.no_hand
