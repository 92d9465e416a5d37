"""Decoded pictures on disk, so that a second start reads instead of decoding.

An entry is two files: the images as .npy, which is mapped into memory, and a .json beside it
with everything else, and with the images' shape and checksum. An entry that is incomplete,
damaged or from another version is not believed: it counts as absent, and is written again.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

# What is not pixels: anything that JSON can hold.
Record = dict[str, Any]

_DAY = 86_400.0
_KEPT_DAYS = 60


def default_folder() -> Path:
    """`PLAYGROUND_CACHE_DIR`, else the platform's cache folder of this user."""
    chosen = os.environ.get("PLAYGROUND_CACHE_DIR")
    return Path(chosen) if chosen else user_cache_path("regularization-playground", False)


def load(folder: Path, key: str) -> tuple[NDArray[np.uint8], Record] | None:
    """The entry's images, mapped read-only, and its record; None unless all of it is sound."""
    paths = _paths(folder, key)
    # json, numpy and the operating system each raise errors of their own for a damaged file.
    try:
        record = json.loads(paths[1].read_text("utf-8"))
        images = np.asarray(np.load(paths[0], mmap_mode="r", allow_pickle=False))
        sound = (
            images.dtype == np.uint8
            and list(images.shape) == record["shape"]
            and _checksum(images) == record["checksum"]
        )
        if not sound:
            return None
        for path in paths:
            os.utime(path)
        return images, record
    except Exception:
        return None


def store(folder: Path, key: str, images: NDArray[np.uint8], record: Record) -> NDArray[np.uint8]:
    """Write an entry and give back its images mapped from disk, or as they are.

    A disk that cannot be written is no error. The images come first: a process that dies between
    the two leaves an entry without a record.
    """
    paths = _paths(folder, key)
    whole = {**record, "shape": list(images.shape), "checksum": _checksum(images)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _drop_unused(folder)
        _replace(paths[0], lambda file: np.save(file, images, allow_pickle=False))
        _replace(paths[1], lambda file: file.write(json.dumps(whole).encode()))
    except OSError:
        return images
    written = load(folder, key)
    return written[0] if written else images


def _paths(folder: Path, key: str) -> tuple[Path, Path]:
    return folder / f"pictures-{key}.npy", folder / f"pictures-{key}.json"


def _checksum(images: NDArray[np.uint8]) -> int:
    return zlib.crc32(images.data)


def _replace(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Write a file so that it is, at any moment and for any reader, whole or not there."""
    handle, name = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _drop_unused(folder: Path) -> None:
    """Forget entries not read for two months, and what a killed process left half written."""
    now = time.time()
    limits = {"pictures-*.json": _KEPT_DAYS, "pictures-*.npy": _KEPT_DAYS, ".writing-*": 1}
    for pattern, days in limits.items():
        for path in folder.glob(pattern):
            # Another process may delete it first, or some systems forbid it while it is mapped.
            with suppress(OSError):
                if now - path.stat().st_mtime > days * _DAY:
                    path.unlink()
