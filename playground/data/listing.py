"""The files below a class folder on disk: its pictures, and what is none."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from playground.data.class_files import is_litter, refusal
from playground.data.left_out import Kind
from playground.data.paths import shown_path
from playground.errors import BadInput
from playground.messages import lazy


@dataclass
class Listing:
    """By their paths in the class folder, sorted: as Keras sorts them where all lie side by side.

    `pictures`: (name, bytes, when changed and when replaced or given rights, in ns); `others`:
    (kind, suffix, name).
    """

    pictures: list[tuple[str, int, int, int]] = field(default_factory=list)
    others: list[tuple[Kind, str, str]] = field(default_factory=list)


def list_files(folder: Path, label: int, within: Path) -> Listing:
    """All files of a class folder of the set whose real path is `within`; links are followed.

    Raises `BadInput` where the folder itself cannot be read.
    """
    found, left = Listing(), [PurePosixPath(".")]
    # The class folder may itself be a link out of the set.
    walked = {within, Path(os.path.realpath(folder))}
    while left:
        place = left.pop()
        try:
            with os.scandir(folder.joinpath(place)) as entries:
                for entry in entries:
                    if not is_litter(entry.name):
                        _look_at(entry, place / entry.name, label, walked, found, left)
        except OSError as error:
            if place == PurePosixPath("."):
                raise BadInput(lazy(
                    "{folder} cannot be read: {reason}.",
                    folder=shown_path(folder), reason=error.strerror)) from None
            found.others.append((Kind.UNREADABLE_FOLDER, "", str(place)))
    found.pictures.sort()
    return found


def _look_at(
    entry: os.DirEntry[str], file: PurePosixPath, label: int, walked: set[Path], found: Listing,
    left: list[PurePosixPath],
) -> None:
    kind: Kind | None = None
    if entry.is_symlink():
        kind, target = where_a_link_leads(Path(entry.path))
        if target is not None and target.is_dir():
            if any(one.is_relative_to(target) or target.is_relative_to(one) for one in walked):
                # Its pictures are found where they are; and a way round could have no end.
                kind = Kind.FOLDER_LINK
            else:
                walked.add(target)
                left.append(file)
                return
    elif entry.is_dir():
        left.append(file)
        return
    refused = (kind, "") if kind is not None else refusal(file, label)
    if refused is None:
        try:
            status = entry.stat()
        # It has gone meanwhile.
        except OSError:
            return
        # Only regular files: reading a named pipe would wait forever.
        if stat.S_ISREG(status.st_mode):
            times = status.st_mtime_ns, status.st_ctime_ns
            found.pictures.append((str(file), status.st_size, *times))
            return
        refused = Kind.NO_FILE, ""
    found.others.append((*refused, str(file)))


def where_a_link_leads(link: Path) -> tuple[Kind | None, Path | None]:
    """Why it cannot be followed, or None; and what it leads to, where that is there."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        # RuntimeError: what pathlib makes of a loop, in some versions of Python.
        circular = isinstance(error, RuntimeError) or error.errno == errno.ELOOP
        return (Kind.CIRCULAR_LINK if circular else Kind.BROKEN_LINK), None
    return None, target
