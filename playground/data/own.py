"""Pictures that a person keeps for training: in memory, for one session, under a secret name."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from playground.data.classes import CLASSES, SIGNS
from playground.data.decode import open_picture
from playground.data.groups import GroupTable
from playground.data.members import Member, Source
from playground.errors import BadInput
from playground.messages import Text, lazy

LEAST_OF_A_CLASS = 10
"""Below this, holding some out for validation leaves nothing to learn from, or to measure."""


@dataclass(frozen=True)
class OwnPicture:
    """A file's bytes, its name and its class."""

    name: str
    label: int
    content: bytes = field(repr=False)


class OwnPictures(Source):
    """A source of those pictures, as they are now; `title` is what a person calls them.

    Raises `BadInput` where a class has fewer than `LEAST_OF_A_CLASS`.
    """

    def __init__(self, name: str, pictures: Sequence[OwnPicture], title: str = "") -> None:
        sentence = what_is_missing(pictures)
        if sentence:
            raise BadInput(sentence)
        self._name, self.title = name, title
        self._pictures = sorted(pictures, key=lambda one: (one.label, one.name))
        digest = hashlib.blake2b(digest_size=16)
        for one in self._pictures:
            digest.update(f"{CLASSES[one.label]}/{one.name}\0{len(one.content)}\0".encode())
            digest.update(one.content)
        self._fingerprint = digest.hexdigest()

    @property
    def name(self) -> str:
        return self._name

    @property
    def may_be_stored(self) -> bool:
        return False

    @property
    def bytes(self) -> int:
        return sum(len(one.content) for one in self._pictures)

    def members(self) -> list[Member]:
        return [
            Member(one.label, f"{CLASSES[one.label]}/{one.name}", "own",
                   partial(open_picture, one.content))
            for one in self._pictures]

    def fingerprint(self) -> str:
        return self._fingerprint

    def groups(self) -> GroupTable | None:
        return None


def what_is_missing(pictures: Sequence[OwnPicture]) -> Text:
    """A sentence on the classes that need more pictures; empty where there are enough."""
    counts = Counter(one.label for one in pictures)
    short = [lazy("{n} more of {sign}", n=LEAST_OF_A_CLASS - counts[label], sign=SIGNS[label])
             for label in range(len(CLASSES)) if counts[label] < LEAST_OF_A_CLASS]
    if not short:
        return ""
    return lazy("Training needs at least {least} pictures of each sign: {short:,}.",
                least=LEAST_OF_A_CLASS, short=tuple(short))
