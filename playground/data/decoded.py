"""All members of a source, decoded once: the arrays that every run shares."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from playground.data.decode import open_picture, square
from playground.data.members import Member
from playground.data.perceptual_hash import perceptual_hash
from playground.errors import UnreadableImage

Progress = Callable[[int, int], None]
Result = TypeVar("Result")


@dataclass(frozen=True, eq=False)
class Decoded:
    """The pictures that could be read, in the order of the source's members.

    `images` (n, size, size, 3 or 4) uint8, `labels` (n,), `files` as in 'rock/abc.png', `hashes`
    (n,), `unreadable` as in 'rock/bad.png: what is wrong', `fingerprint` of all that content.
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    files: tuple[str, ...]
    hashes: NDArray[np.uint64]
    unreadable: tuple[str, ...]
    fingerprint: str


def decode_members(
    members: Sequence[Member],
    size: int,
    framing: str,
    resize_filter: str,
    progress: Progress | None = None,
) -> Decoded:
    """Read and decode all members; what cannot be read is named in `unreadable`.

    `progress(done, total)` is called in the caller's thread. Labels and files are those of the
    readable members; n may be 0.
    """

    def one(member: Member) -> tuple[NDArray[np.uint8], int] | str:
        try:
            picture = open_picture(member.read())
            return square(picture, size, framing, resize_filter), perceptual_hash(picture)
        except UnreadableImage as error:
            return f"{_printable(member.file)}: {error}"

    squares: list[NDArray[np.uint8]] = []
    hashes: list[int] = []
    read: list[Member] = []
    unreadable: list[str] = []
    for done, (member, result) in enumerate(_in_threads(one, members), start=1):
        if isinstance(result, str):
            unreadable.append(result)
        else:
            squares.append(result[0])
            hashes.append(result[1])
            read.append(member)
        if progress is not None:
            progress(done, len(members))
    images = _stacked(squares, size)
    labels = np.array([member.label for member in read], np.int64)
    files = tuple(member.file for member in read)
    arrays = images, labels, np.array(hashes, np.uint64)
    for array in arrays:
        array.setflags(write=False)
    fingerprint = _fingerprint(images, labels, files)
    return Decoded(images, labels, files, arrays[2], tuple(unreadable), fingerprint)


def _in_threads(
    work: Callable[[Member], Result], members: Sequence[Member]
) -> Iterator[tuple[Member, Result]]:
    pool = ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1))
    try:
        yield from zip(members, pool.map(work, members), strict=True)
    finally:
        # On Ctrl-C the rest must not be decoded first.
        pool.shutdown(wait=True, cancel_futures=True)


def _stacked(squares: list[NDArray[np.uint8]], size: int) -> NDArray[np.uint8]:
    """(n, size, size, 3), or 4 channels for all as soon as one picture is transparent."""
    channels = max((image.shape[2] for image in squares), default=3)
    images = np.full((len(squares), size, size, channels), 255, np.uint8)
    for at, image in enumerate(squares):
        images[at, :, :, : image.shape[2]] = image
    return images


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
