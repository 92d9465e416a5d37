"""Pictures, folders and archives made for a test."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

from playground.data.classes import CLASSES
from playground.data.decode import open_picture
from playground.data.members import Member
from playground.data.pictures import Pictures

MakeSet = Callable[..., Path]


def noise(seed: int, shape: tuple[int, ...] = (40, 60, 3)) -> Image.Image:
    """A picture like no other: coarse noise, which has a perceptual hash of its own."""
    height, width, channels = shape
    coarse = np.random.default_rng(seed).integers(0, 256, (8, 8, channels), dtype=np.uint8)
    return Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)


def encoded(picture: Image.Image, format: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, format, **options)
    return buffer.getvalue()


def zipped(folder: Path, archive: Path, under: str = "") -> Path:
    with zipfile.ZipFile(archive, "w") as out:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                out.write(path, under + path.relative_to(folder).as_posix())
    return archive


def pictures_of(
    labels: list[int],
    groups: dict[str, list[str]] | None = None,
    hashes: list[int] | None = None,
) -> Pictures:
    """Pictures of which only labels, groups and hashes matter; hashes far apart unless given."""
    count = len(labels)
    far = np.random.default_rng(0).integers(0, 2**63, count, dtype=np.uint64)
    return Pictures(
        name="made",
        images=np.zeros((count, 2, 2, 3), np.uint8),
        labels=np.array(labels, np.int64),
        files=tuple(f"{CLASSES[label]}/{at:05}.png" for at, label in enumerate(labels)),
        hashes=far if hashes is None else np.array(hashes, np.uint64),
        groups={name: tuple(column) for name, column in (groups or {}).items()},
        unreadable=(),
        fingerprint="made",
    )


def members_of(contents: list[bytes], label: int = 0) -> list[Member]:
    return [
        Member(label, f"{CLASSES[label]}/{at}.png", "made", partial(open_picture, content))
        for at, content in enumerate(contents)
    ]
