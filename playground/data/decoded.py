"""All members of a source, decoded once: the arrays that every run shares."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.data.decode import square
from playground.data.members import Member
from playground.data.perceptual_hash import perceptual_hash
from playground.data.threads import in_threads
from playground.errors import UnreadableImage

Progress = Callable[[int, int], None]
Picture = tuple[NDArray[np.uint8], int | None]


@dataclass(frozen=True, eq=False)
class Decoded:
    """The pictures that could be read, in the order of the source's members.

    `images` (n, size, size, 3 or 4) uint8, `labels` (n,), `files` as in 'rock/abc.png', `hashes`
    (n,) or None where none were asked for, `unreadable` as in 'rock/bad.png: what is wrong',
    `fingerprint` of all that content.
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    files: tuple[str, ...]
    hashes: NDArray[np.uint64] | None
    unreadable: tuple[str, ...]
    fingerprint: str

    def record(self) -> dict[str, Any]:
        """All but the images, as JSON can hold it."""
        return {
            "labels": self.labels.tolist(),
            "files": list(self.files),
            "hashes": None if self.hashes is None else self.hashes.tolist(),
            "unreadable": list(self.unreadable),
            "fingerprint": self.fingerprint,
        }

    @classmethod
    def from_record(cls, images: NDArray[np.uint8], record: dict[str, Any]) -> Decoded | None:
        """The inverse of `record`; None unless it is one, and one of as many pictures."""
        # A record comes from disk and may hold anything.
        try:
            labels = np.array(record["labels"], np.int64)
            listed, files = record["hashes"], tuple(record["files"])
            hashes = None if listed is None else np.array(listed, np.uint64)
            lengths = {len(images), len(labels), len(files)}
            if len(lengths | ({len(hashes)} if hashes is not None else set())) != 1:
                return None
            _read_only(labels, hashes)
            unreadable, fingerprint = tuple(record["unreadable"]), record["fingerprint"]
            return cls(images, labels, files, hashes, unreadable, fingerprint)
        except (KeyError, TypeError, ValueError, OverflowError):
            return None


def decode_members(
    members: Sequence[Member],
    size: int,
    framing: str,
    resize_filter: str,
    progress: Progress | None = None,
    *,
    hashed: bool = True,
) -> Decoded:
    """Open and resize all members; what cannot be read is named in `unreadable`.

    `progress(done, total)` is called in the caller's thread. Labels and files are those of the
    readable members; n may be 0. Without `hashed`, no perceptual hashes are computed.
    """

    def one(member: Member) -> Picture | str:
        try:
            picture = member.open()
            return (
                square(picture, size, framing, resize_filter),
                perceptual_hash(picture) if hashed else None,
            )
        except UnreadableImage as error:
            return f"{_printable(member.file)}: {error}"

    def together(run: list[Member]) -> list[Picture | str]:
        return [one(member) for member in run]

    images = np.empty((0, size, size, 3), np.uint8)
    hashes: list[int] = []
    read: list[Member] = []
    unreadable: list[str] = []
    results = (result for run in in_threads(together, list(_runs(members))) for result in run)
    for done, (member, result) in enumerate(zip(members, results, strict=True), start=1):
        if isinstance(result, str):
            unreadable.append(result)
        else:
            picture, bits = result
            images = _with_room(images, len(members), picture.shape[2])
            images[len(read), :, :, : picture.shape[2]] = picture
            hashes += [bits] if bits is not None else []
            read.append(member)
        if progress is not None:
            progress(done, len(members))
    images = images[: len(read)]
    labels = np.array([member.label for member in read], np.int64)
    files = tuple(member.file for member in read)
    all_hashes = np.array(hashes, np.uint64) if hashed else None
    _read_only(images, labels, all_hashes)
    fingerprint = _fingerprint(images, labels, files)
    return Decoded(images, labels, files, all_hashes, tuple(unreadable), fingerprint)


def _with_room(images: NDArray[np.uint8], count: int, channels: int) -> NDArray[np.uint8]:
    """`images` for `count` pictures, with 4 channels for all as soon as one is transparent.

    Filled in place: a list of squares, stacked at the end, would take the memory twice.
    """
    if len(images) == count and images.shape[3] >= channels:
        return images
    roomier = np.full((count, *images.shape[1:3], channels), 255, np.uint8)
    roomier[: len(images), :, :, : images.shape[3]] = images
    return roomier


def _runs(members: Iterable[Member]) -> Iterator[list[Member]]:
    """What one thread opens at a time: one file, or the neighbors that lie on one sheet."""
    for sheet, group in groupby(members, key=lambda member: member.sheet):
        if sheet is None:
            yield from ([member] for member in group)
        else:
            yield list(group)


def _read_only(*arrays: NDArray[Any] | None) -> None:
    for array in arrays:
        if array is not None:
            array.setflags(write=False)


def _fingerprint(
    images: NDArray[np.uint8], labels: NDArray[np.int64], files: tuple[str, ...]
) -> str:
    digest = hashlib.blake2b(digest_size=16)
    digest.update(repr(images.shape).encode())
    digest.update(images.data)
    digest.update(labels.data)
    digest.update("\0".join(files).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _printable(text: str) -> str:
    """File names may hold line breaks and bytes that are no text; a message may not."""
    return "".join(c if c.isprintable() else "?" for c in text)
