"""Pictures of "another setting" that are also among those that train or judge the network."""

from __future__ import annotations

from playground.data.members import Source
from playground.data.perceptual_hash import are_near
from playground.data.pictures import Pictures
from playground.errors import BadInput
from playground.messages import Message, lazy, lazy_n


def require_another(source: Source, other: Source) -> None:
    """`BadInput` where both are the same files: known before one is decoded."""
    if source.fingerprint() == other.fingerprint():
        raise BadInput(_nothing_new(other.name, source.name))


def overlapping(pictures: Pictures, elsewhere: Pictures) -> int:
    """How many of `elsewhere` are, the same or nearly so, among `pictures`.

    0 where one of them is known to repeat nothing. `BadInput` where there is no other picture.
    """
    same = pictures.fingerprint == elsewhere.fingerprint
    if not same and (pictures.hashes is None or elsewhere.hashes is None):
        return 0
    count = len(elsewhere)
    if not same and pictures.hashes is not None and elsewhere.hashes is not None:
        count = int(are_near(pictures.hashes, elsewhere.hashes).sum())
    if count == len(elsewhere):
        raise BadInput(_nothing_new(elsewhere.name, pictures.name))
    return count


def overlap(count: int, other: str) -> Message:
    """A sentence on so many overlapping pictures."""
    return lazy_n(
        "overlap: {n} picture of {other} is, the same or nearly so, among those trained and "
        "validated on; it says nothing about another setting.",
        "overlap: {n} pictures of {other} are, the same or nearly so, among those trained and "
        "validated on; they say nothing about another setting.", count, other=other)


def _nothing_new(other: str, name: str) -> Message:
    return lazy(
        "Every picture of {other}, meant as another setting, is among those of {name}: choose "
        "other pictures for another setting, or none.", other=other, name=name)
