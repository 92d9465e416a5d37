"""Pictures that a person brings, decoded by the helper processes and kept small, in memory.

A stranger's picture is opened as a stranger's photo is (`intake.py`): under limits, in another
process. What is kept is a picture of some 20 kB that this process has written itself.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from PIL import Image

from playground.data.brought import BroughtPicture
from playground.data.own import OwnPicture
from playground.errors import UnreadableImage
from playground.messages import Text, lazy
from playground.photo.intake import read_photo
from playground.photo.limits import DECODERS
from playground.photo.photo import Photo

LARGEST_SIDE = 224
"""Pixels: what the largest network here takes."""
QUALITY = 95
MOST_BYTES = 192 * 2**20
"""Of one set: some 8,000 pictures of the largest size."""
_TOGETHER = 32

Progress = Callable[[int, int], None]
Asked = Callable[[], bool]


@dataclass
class OwnSet:
    """`pictures` by the order in which they came; `twice`: files equal to an earlier one with the
    same sign, which are left out; `unreadable`: a sentence for each that is no picture."""

    pictures: list[OwnPicture] = field(default_factory=list)
    twice: int = 0
    unreadable: list[Text] = field(default_factory=list)


def take_in(
    brought: Sequence[tuple[BroughtPicture, int]], progress: Progress, cancelled: Asked
) -> OwnSet:
    """Decode them all, in the calling thread's time; what has been read when it is cancelled.

    `progress(done, total)` after every few pictures.
    """
    found, seen, size = OwnSet(), set[tuple[str, int]](), 0
    with ThreadPoolExecutor(DECODERS) as pool:
        for start in range(0, len(brought), _TOGETHER):
            if cancelled():
                break
            part = brought[start : start + _TOGETHER]
            for (picture, label), read in zip(
                    part, pool.map(_read, (one for one, _ in part)), strict=True):
                if not isinstance(read, Photo):
                    found.unreadable.append(lazy(
                        "{file}: {problem}", file=str(picture.path), problem=read))
                elif (read.fingerprint, label) in seen:
                    found.twice += 1
                elif size > MOST_BYTES:
                    found.unreadable.append(lazy(
                        "{file}: {problem}", file=str(picture.path),
                        problem=lazy("There is no more room.")))
                else:
                    seen.add((read.fingerprint, label))
                    kept = OwnPicture(str(picture.path), label, _small(read))
                    size += len(kept.content)
                    found.pictures.append(kept)
            progress(min(start + _TOGETHER, len(brought)), len(brought))
    return found


def _read(picture: BroughtPicture) -> Photo | Text:
    try:
        return read_photo(picture.read())
    except UnreadableImage as error:
        return error.text


def _small(photo: Photo) -> bytes:
    picture = Image.fromarray(photo.pixels if photo.rgba is None else photo.rgba)
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    if photo.rgba is None:
        picture.save(out, "JPEG", quality=QUALITY, subsampling=0)
    else:
        picture.save(out, "PNG")
    return out.getvalue()
