"""Decoded pictures on disk, so that a second start reads instead of decoding.

An entry is two files: the images as .npy, which is mapped into memory, and a .json beside it
with everything else and a checksum of the images. An entry that is incomplete, damaged or from
another version is not believed: it counts as absent, and is written again.
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

from playground.data.decoded import Decoded

_DAY = 86_400.0
_KEPT_DAYS = 60


def default_folder() -> Path:
    """`PLAYGROUND_CACHE_DIR`, else the platform's cache folder of this user."""
    chosen = os.environ.get("PLAYGROUND_CACHE_DIR")
    return Path(chosen) if chosen else user_cache_path("regularization-playground", False)


def load(folder: Path, key: str) -> Decoded | None:
    """The entry of that key with its images mapped read-only, or None unless all of it is sound."""
    paths = _paths(folder, key)
    # json, numpy and the operating system each raise errors of their own for a damaged file.
    try:
        record = json.loads(paths[1].read_text("utf-8"))
        mapped = np.load(paths[0], mmap_mode="r", allow_pickle=False)
        decoded = _from_record(np.asarray(mapped), record)
        for path in paths:
            os.utime(path)
        return decoded
    except Exception:
        return None


def store(folder: Path, key: str, decoded: Decoded) -> Decoded:
    """Write an entry and give it back mapped from disk; a disk that cannot be written is no error.

    The images come first: a process that dies between the two leaves an entry without a record.
    """
    paths = _paths(folder, key)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _drop_unused(folder)
        _replace(paths[0], lambda file: np.save(file, decoded.images, allow_pickle=False))
        record = json.dumps(_to_record(decoded)).encode()
        _replace(paths[1], lambda file: file.write(record))
    except OSError:
        return decoded
    return load(folder, key) or decoded


def _paths(folder: Path, key: str) -> tuple[Path, Path]:
    return folder / f"pictures-{key}.npy", folder / f"pictures-{key}.json"


def _to_record(decoded: Decoded) -> dict[str, Any]:
    return {
        "shape": list(decoded.images.shape),
        "checksum": _checksum(decoded.images),
        "labels": decoded.labels.tolist(),
        "files": list(decoded.files),
        "hashes": decoded.hashes.tolist(),
        "unreadable": list(decoded.unreadable),
        "fingerprint": decoded.fingerprint,
    }


def _from_record(images: NDArray[np.uint8], record: dict[str, Any]) -> Decoded:
    """Raises `ValueError` or `KeyError` unless the record and the images belong together."""
    labels = np.array(record["labels"], np.int64)
    hashes = np.array(record["hashes"], np.uint64)
    files = tuple(record["files"])
    sound = (
        images.dtype == np.uint8
        and list(images.shape) == record["shape"]
        and len(images) == len(labels) == len(hashes) == len(files)
        and _checksum(images) == record["checksum"]
    )
    if not sound:
        raise ValueError("the cached images are not those of the record")
    labels.setflags(write=False)
    hashes.setflags(write=False)
    return Decoded(
        images, labels, files, hashes, tuple(record["unreadable"]), record["fingerprint"]
    )


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
