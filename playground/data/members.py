"""What a source of pictures is: members by class, a fingerprint, and groups where it knows any."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from playground.data.classes import CLASSES
from playground.data.groups import GroupTable
from playground.data.left_out import NOTHING, LeftOut
from playground.errors import BadInput, UnreadableImage
from playground.messages import lazy

IMAGE_SUFFIXES = frozenset(
    (".png", ".apng", ".jpg", ".jpeg", ".jpe", ".jfif", ".jif", ".jfi", ".pjpeg", ".pjp", ".mpo",
     ".webp", ".bmp", ".dib", ".gif", ".tif", ".tiff", ".avif", ".heic", ".heif", ".hif")
)
MAX_FILE_BYTES = 64 * 2**20


@dataclass(frozen=True)
class Member:
    """One picture of a source, not read yet.

    `file` is the class and the file's path in its folder, as in 'rock/abc.png'; `split` is the
    name of the folder that holds the class folders, as in 'train'. `open` gives the whole picture,
    upright, in mode RGB or (where any of it is transparent) RGBA, and raises `UnreadableImage`.
    Neighbors of one `sheet` are cut from one picture: the second of two opened in a row costs
    little. What stands behind a cut-out is number `background` of its source's `backgrounds`.
    """

    label: int
    file: str
    split: str
    open: Callable[[], Image.Image] = field(repr=False, compare=False)
    sheet: int | None = None
    background: int = 0

    @property
    def group_key(self) -> tuple[str, str, str]:
        """(split, class, file name): what a row of groups.csv is matched on."""
        return self.split, CLASSES[self.label], self.file.partition("/")[2]


class Source(Protocol):
    """A named place where pictures come from."""

    @property
    def name(self) -> str:
        """What a person calls it, as in 'rps-cv'."""

    def members(self) -> list[Member]:
        """All pictures, by class and, within a class, sorted by file name as Keras sorts them."""

    def fingerprint(self) -> str:
        """A hexadecimal digest that changes when any file changes, without decoding one."""

    def groups(self) -> GroupTable | None:
        """Which pictures belong together, where the source knows; `BadInput` if that is broken."""

    @property
    def left_out(self) -> LeftOut:
        """What stands among the pictures and is not one of them."""
        return NOTHING

    @property
    def may_repeat(self) -> bool:
        """Whether two pictures may be takes of one moment: then such near duplicates are sought.

        Only a source that was made can know that it has none.
        """
        return True

    @property
    def may_be_stored(self) -> bool:
        """Whether its decoded pictures may be kept on disk, to be read at a later start."""
        return True

    def backgrounds(self, size: int, cache: Path) -> NDArray[np.uint8] | None:
        """(k, size, size, 3), read-only: what its cut-outs stand before; None is mid-gray.

        `cache` is a folder for what takes long to make.
        """
        return None


def is_image_name(name: str) -> bool:
    """Whether a file's name is that of a picture; hidden files are not."""
    dot = name.rfind(".")
    return dot > 0 and not name.startswith(".") and name[dot:].lower() in IMAGE_SUFFIXES


def read_limited(file: IO[bytes]) -> bytes:
    """At most 64 MiB from an open file; `UnreadableImage` for more."""
    content = file.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        raise UnreadableImage(lazy(
            "The file is larger than {max_file_bytes} MiB.",
            max_file_bytes=MAX_FILE_BYTES // 2 ** 20))
    return content


def require_every_class(
    labels: Iterable[int], name: str, left_out: LeftOut | None = None
) -> None:
    """`BadInput` unless each of the three classes has a picture: training needs all of them.

    Evaluation does without this check: one class is enough for it.
    """
    present = {int(label) for label in labels}
    missing = [name_ for label, name_ in enumerate(CLASSES) if label not in present]
    if missing:
        sentence = lazy(
            "{name} has no pictures of {missing:or}; training needs a folder each of {classes:,}.",
            name=name, missing=tuple(missing), classes=CLASSES)
        raise BadInput(left_out.added_to(sentence) if left_out is not None else sentence)
