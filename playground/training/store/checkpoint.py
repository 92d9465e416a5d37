"""Named arrays as bytes and as files: whole or not there, whatever happens in between.

The format is numpy's .npz. Nothing is ever unpickled: a folder of runs may come from elsewhere.
"""

from __future__ import annotations

import contextlib
import io
import math
import os
import re
import shutil
import zipfile
import zlib
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]

CHECKPOINT_NAME = re.compile(r"checkpoint-(\d+)(-again)?\.npz")
# All that a file of the wrong, damaged or hostile kind makes numpy and zipfile raise.
_FAULTS = (
    ValueError, KeyError, EOFError, OSError, RuntimeError, MemoryError,
    zipfile.BadZipFile, zlib.error,
)


class DamagedArrays(Exception):
    """What should hold arrays does not, or not whole."""


def write_arrays(file: IO[bytes], arrays: Arrays, compress: bool) -> None:
    """Write an .npz. `ValueError` for a dtype that numpy would not read back as it was.

    By hand, because `np.savez` takes the names as keyword arguments and trips over `file` and
    `allow_pickle`.
    """
    method = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, array in arrays.items():
            value = np.asarray(array)
            # "V" is what bfloat16 would silently become.
            if value.dtype.kind not in "biufcSU":
                raise ValueError(f"Array {name!r} of {value.dtype} cannot be stored.")
            with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
                np.lib.format.write_array(member, value, allow_pickle=False)


def read_arrays(
    source: Path | IO[bytes], prefixes: tuple[str, ...] = ("",)
) -> dict[str, NDArray[Any]]:
    """All arrays of an .npz whose names begin so. `FileNotFoundError`, or `DamagedArrays`."""
    try:
        with np.load(source, allow_pickle=False) as archive:
            if not isinstance(archive, np.lib.npyio.NpzFile):
                raise ValueError("not an .npz")
            found = {name: archive[name] for name in archive.files if name.startswith(prefixes)}
            if not all(isinstance(array, np.ndarray) for array in found.values()):
                raise ValueError("not only arrays")
            return found
    except FileNotFoundError:
        raise
    except _FAULTS as error:
        raise DamagedArrays(str(error)) from error


def pack(arrays: Arrays) -> bytes:
    buffer = io.BytesIO()
    write_arrays(buffer, arrays, compress=True)
    return buffer.getvalue()


def unpack(blob: bytes) -> dict[str, NDArray[Any]]:
    """The inverse of `pack`, read-only. Raises `DamagedArrays`.

    Not by `np.load`: twenty runs hold thousands of small arrays, and most of its time goes to their
    headers, of which there are a few dozen.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            return {member.filename.removesuffix(".npy"): _array(_inflated(blob, member))
                    for member in archive.infolist()}
    except _FAULTS as error:
        raise DamagedArrays(str(error)) from error


def _inflated(blob: bytes, member: zipfile.ZipInfo) -> bytes:
    """As `ZipFile.read`, which takes three times as long for what is so small."""
    # After 30 bytes the member's name and an extra part, whose lengths stand at the end of those.
    begins = member.header_offset + 30
    name, extra = (int.from_bytes(blob[at:at + 2], "little") for at in (begins - 4, begins - 2))
    start = begins + name + extra
    packed = blob[start:start + member.compress_size]
    raw = zlib.decompress(packed, -15, member.file_size or 1) if member.compress_type else packed
    if (blob[begins:begins + name] != member.orig_filename.encode()
            or len(raw) != member.file_size or zlib.crc32(raw) != member.CRC):
        raise ValueError("an array that is damaged")
    return raw


def _array(raw: bytes) -> NDArray[Any]:
    """What a `.npy` file holds."""
    # Version 1.0 has two bytes for the length of what follows; no other is ever written here.
    start = 10 + int.from_bytes(raw[8:10], "little")
    shape, by_column, dtype = _header(raw[:start])
    count = math.prod(shape)
    if count * dtype.itemsize != len(raw) - start:
        raise ValueError("an array of another size than it says")
    flat = np.frombuffer(raw, dtype, count, start) if count else np.zeros(0, dtype)
    array: NDArray[Any] = flat.reshape(shape, order="F" if by_column else "C")
    array.flags.writeable = False
    return array


@lru_cache(maxsize=256)
def _header(raw: bytes) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    """Shape, whether it lies column by column, and type. `ValueError` for what is none of ours."""
    stream = io.BytesIO(raw)
    if np.lib.format.read_magic(stream) != (1, 0):
        raise ValueError("an array of another version")
    shape, by_column, dtype = np.lib.format.read_array_header_1_0(stream)
    if dtype.hasobject:
        raise ValueError("objects are never read")
    return shape, by_column, dtype


def epoch_of(name: str) -> int | None:
    """The epoch whose checkpoint has that name; None where no checkpoint has."""
    found = CHECKPOINT_NAME.fullmatch(name)
    return int(found[1]) if found and len(found[1]) < 10 else None


def write_checkpoint(
    folder: Path, epoch: int, content: Arrays | Path, taken: str | None
) -> str:
    """Write an epoch's checkpoint next to the ones in use, and return its name.

    `content` may be another run's file, which both have from then on, since nobody writes into
    one; where it is gone by now, there is no name.
    `taken` is the file that the record names for that epoch now: it is never overwritten, so that
    the record stays true until it names the new file. Raises `OSError` when the disk does not take
    it.
    """
    name = f"checkpoint-{epoch}.npz"
    if name == taken:
        name = f"checkpoint-{epoch}-again.npz"
    temporary = folder / f"{name}.tmp"
    if isinstance(content, Path):
        if not share(content, temporary):
            return ""
    else:
        with open(temporary, "wb") as file:
            # Not compressed: see `epoch_states`.
            write_arrays(file, content, compress=False)
            file.flush()
            os.fsync(file.fileno())
    os.replace(temporary, folder / name)
    sync_folder(folder)
    return name


def share(file: Path, as_well: Path) -> bool:
    """Have a file at another place as well; whether it was there. Raises `OSError`."""
    as_well.unlink(missing_ok=True)
    try:
        try:
            os.link(file, as_well)
        except FileNotFoundError:
            raise
        except OSError:
            # A file system without links.
            shutil.copyfile(file, as_well)
    except FileNotFoundError:
        return False
    return True


def remove_other_checkpoints(folder: Path, keep: Collection[str]) -> None:
    """Remove every checkpoint, whole or half written, but those that are kept."""
    remove(path for path in folder.glob("checkpoint-*.npz*") if path.name not in keep)


def remove(paths: Iterable[Path]) -> None:
    """Those that can be: one that somebody reads (on Windows that forbids it) goes another time."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink()


def folder_bytes(folder: Path) -> int:
    """What the files of a run's folder take; 0 where it is gone."""
    try:
        return bytes_of(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return 0


def bytes_of(paths: Iterable[Path]) -> int:
    """What those files take that are there, each its share where other runs have it too."""
    size = 0
    for path in paths:
        with contextlib.suppress(OSError):
            found = path.stat()
            size += found.st_size // max(1, found.st_nlink)
    return size


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder last: without this, a power cut may forget the rename."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
