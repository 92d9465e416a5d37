"""What a tab has brought: its photos, the part of each that is judged, and choices.

Photos live in memory alone, within a bound for each tab and one for all of them together; how long
is decided in `kept`.
"""

from __future__ import annotations

import threading
import weakref
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st
from cachetools import FIFOCache
from numpy.typing import NDArray

from playground.errors import UnreadableImage
from playground.messages import Text, lazy
from playground.photo.answer import Answer
from playground.photo.intake import read_photo
from playground.photo.photo import Photo
from playground.photo.square import Square
from playground.ui.session import Tab
from playground.ui.try_hand import kept
from playground.ui.try_hand.test_set import TestSet

if TYPE_CHECKING:
    from playground.ui.try_hand.refereeing import Look

MOST_PHOTOS = 40
MOST_BYTES = 160 * 2**20
"""Of one session's decoded photos: some 20 as large as they are kept, 1600 pixels on a side."""
MOST_BYTES_OF_ALL = 1024 * 2**20
MOST_ANSWERS = 400
MOST_PASTED_BYTES = 20 * 2**20
"""A paste comes as one message, four thirds as long, which is in memory several times."""
MOST_NETWORKS = 4
_KEY = "try-hand"
_LONGEST_NAME = 80
_FULL = lazy("Too many photos are open on this server just now; try again in a few minutes.")

# Of all tabs.
_photos: weakref.WeakSet[Photo] = weakref.WeakSet()
_counting = threading.Lock()


@dataclass
class Shown:
    """A photo on the page. `square` None: the default part, as `classify` takes it.

    `is_hand` None until it has been looked at. `unfound`: the finder has found no hand in it.
    `preview`, `small` and `thumbnail` are made once, by who draws them.
    """

    name: str
    photo: Photo
    square: Square | None = None
    is_hand: bool | None = None
    unfound: bool = False
    preview: bytes = field(default=b"", repr=False)
    small: NDArray[np.uint8] | None = field(default=None, repr=False)
    thumbnail: str = field(default="", repr=False)

    @property
    def refused(self) -> bool:
        """Not a hand, as far as can be seen; whoever frames a part vouches for it."""
        return self.is_hand is False and self.square is None


@dataclass
class Desk:
    """The session's photos, newest first; `at` is the one that is shown large."""

    photos: list[Shown] = field(default_factory=list)
    at: int = 0
    networks: list[str] = field(default_factory=list)
    """Which networks answer, where the person has chosen; empty: the run and the pretrained."""
    views: bool = False
    referee: bool = True
    """Whether the referee is asked, where there is one."""
    camera: bool = False
    taken: set[str] = field(default_factory=set)
    """Files of the widgets that have been taken in, or refused, by the widgets' own ids."""
    uploader: int = 0
    uploads_done: bool = False
    """Whether the widgets hold files that have been taken."""
    problems: list[Text] = field(default_factory=list)
    """What could not be read at the last intake: a sentence a file."""
    answers: FIFOCache[tuple[object, ...], Answer] = field(
        default_factory=lambda: FIFOCache(MOST_ANSWERS))
    looks: FIFOCache[tuple[str, Square | None], Look] = field(
        default_factory=lambda: FIFOCache(MOST_ANSWERS))
    """What the referee has said, by photo and part."""
    test_set: TestSet = field(default_factory=TestSet)
    training: str = field(default="", repr=False)
    """The secret name of the pictures that were kept for the Play page."""
    brought: list[str] = field(default_factory=list, repr=False)
    """The secret names of the sets that were brought on the page Data, newest last."""

    @property
    def current(self) -> Shown | None:
        return self.photos[self.at] if self.photos else None

    def take(self, content: bytes, name: str) -> Shown | None:
        """Put a photo on the desk, or say in `problems` why it cannot be. The newest is shown."""
        name = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
        try:
            photo = read_photo(content)
            known = next((n for n, one in enumerate(self.photos)
                          if one.photo.fingerprint == photo.fingerprint), None)
            if known is not None:
                self.at = known
                return self.photos[known]
            _count(photo)
        except UnreadableImage as error:
            self.problems.append(
                lazy("{file}: {problem}", file=name, problem=error.text) if name else error.text)
            return None
        made = Shown(name, photo)
        self.photos.insert(0, made)
        self.at = 0
        self._make_room()
        return made

    def remove(self, index: int) -> None:
        """Let go of one photo."""
        if 0 <= index < len(self.photos):
            del self.photos[index]
            self.at = max(0, min(self.at - (index < self.at), len(self.photos) - 1))

    def clear(self) -> None:
        """Let go of all photos; the test set stays."""
        self.photos.clear()
        self.answers.clear()
        self.looks.clear()
        self.problems.clear()
        self.at = 0

    def rest(self) -> None:
        """Let go of what is made again from the photos when somebody comes back to them."""
        self.answers.clear()
        self.looks.clear()
        for one in self.photos:
            one.preview, one.small, one.thumbnail = b"", None, ""

    def keep_answer(self, key: tuple[object, ...], found: Answer) -> Answer:
        self.answers[key] = found
        return found

    def _make_room(self) -> None:
        while len(self.photos) > MOST_PHOTOS or (
            len(self.photos) > 1 and sum(one.photo.nbytes for one in self.photos) > MOST_BYTES
        ):
            self.photos.pop()


def _count(photo: Photo) -> None:
    """Note one more; `UnreadableImage` where all sessions' photos together are too many."""
    with _counting:
        while sum(one.nbytes for one in (photo, *_photos)) > MOST_BYTES_OF_ALL:
            if kept.make_room():
                continue
            raise UnreadableImage(_FULL)
        _photos.add(photo)


def desk(at: Tab) -> Desk:
    """What that tab has brought, in this session or before it was loaded again."""
    found = st.session_state[_KEY] = kept.of(at.owner, Desk)
    photos, marked = kept.take_losses(at.owner)
    if photos or marked:
        found.problems.append(lazy(
            "Your photos ({photos}) and marked pictures ({marked}) are gone: they were in the "
            "memory of a server that was started anew, or that others needed while you were away; "
            "after an hour they go in any case.",
            photos=photos, marked=marked))
    return found
