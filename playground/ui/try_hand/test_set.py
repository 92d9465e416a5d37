"""A person's own test set: pictures with the right sign, for this session, in memory.

What is kept is the part of the photo that was judged, made small and without loss, so that the
folder that is downloaded holds exactly the pixels that the accuracy is of.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from playground.data.classes import CLASSES
from playground.data.decode import decode_image, flatten_alpha
from playground.messages import Text, lazy
from playground.model.loading import Preparation
from playground.photo.photo import Photo
from playground.photo.square import Square

LARGEST_SIDE = 320
"""Pixels: no network here takes more than 224."""
MOST_PICTURES = 300
MOST_BYTES = 48 * 2**20


@dataclass(frozen=True)
class Kept:
    """A picture as the bytes of a PNG file; `name` is unique in the set."""

    name: str
    label: int
    png: bytes = field(repr=False)


@dataclass
class TestSet:
    """Pictures by what they were cut from: marking one again corrects its sign."""

    __test__ = False  # not one of pytest's, whatever its name

    kept: dict[str, Kept] = field(default_factory=dict)
    added: int = 0
    judged: dict[str, tuple[object, NDArray[np.int64]]] = field(default_factory=dict, repr=False)
    """What each network says of the pictures, and of which ones, by the network's key."""

    def __len__(self) -> int:
        return len(self.kept)

    def label_of(self, photo: Photo, square: Square) -> int | None:
        """The sign that this part of the photo was marked with."""
        found = self.kept.get(_origin(photo, square))
        return None if found is None else found.label

    def mark(self, photo: Photo, square: Square, label: int | None) -> Text:
        """Keep that part with its right sign, or take it out with None.

        A sentence where there is no room, else empty.
        """
        origin = _origin(photo, square)
        before = self.kept.pop(origin, None)
        if label is None:
            return ""
        if before is None and (len(self.kept) >= MOST_PICTURES or self.size > MOST_BYTES):
            return lazy("The test set is full with {count} pictures; download it, or clear it.",
                        count=len(self.kept))
        png = before.png if before is not None else _png(photo, square)
        if before is None:
            self.added += 1
        name = before.name if before is not None else f"{self.added:03d}.png"
        self.kept[origin] = Kept(name, label, png)
        return ""

    def clear(self) -> None:
        self.kept.clear()
        self.judged.clear()

    @property
    def size(self) -> int:
        return sum(len(one.png) for one in self.kept.values())

    @property
    def labels(self) -> NDArray[np.int64]:
        """(n,) into CLASSES, in the order in which they were marked."""
        return np.array([one.label for one in self.kept.values()], np.int64)

    def counts(self) -> tuple[int, ...]:
        """How many there are of each class."""
        return tuple(np.bincount(self.labels, minlength=len(CLASSES)).tolist())

    def images(self, size: int, preparation: Preparation) -> NDArray[np.uint8]:
        """(n, size, size, 3), prepared as `evaluate` prepares the downloaded folder."""
        if not self.kept:
            return np.zeros((0, size, size, 3), np.uint8)
        return np.concatenate([
            flatten_alpha(decode_image(
                one.png, size, preparation.framing, preparation.resize_filter)[None])
            for one in self.kept.values()])

    def archive(self) -> bytes:
        """A .zip with a folder for each class."""
        out = io.BytesIO()
        # PNG is packed already.
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            for one in self.kept.values():
                archive.writestr(f"my-test-set/{CLASSES[one.label]}/{one.name}", one.png)
        return out.getvalue()


def confusion(labels: NDArray[np.int64], answers: NDArray[np.int64]) -> NDArray[np.int64]:
    """(3, 3): rows are the right signs, columns the answers, in the order of CLASSES."""
    matrix = np.zeros((len(CLASSES), len(CLASSES)), np.int64)
    np.add.at(matrix, (labels, answers), 1)
    return matrix


def _origin(photo: Photo, square: Square) -> str:
    part = (square.left, square.top, square.width, square.height)
    return f"{photo.fingerprint}:{':'.join(f'{value:.1f}' for value in part)}"


def _png(photo: Photo, square: Square) -> bytes:
    inside = square.within(photo)
    box = (round(inside.left), round(inside.top),
           round(inside.left + inside.width), round(inside.top + inside.height))
    part = Image.fromarray(photo.pixels).crop(box)
    part.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    part.save(out, "PNG")
    return out.getvalue()
