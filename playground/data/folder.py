"""A source that reads a folder of class folders."""

from __future__ import annotations

import hashlib
import os
from functools import partial
from pathlib import Path, PurePosixPath

from playground.data.classes import CLASSES
from playground.data.decode import open_picture
from playground.data.groups import GROUPS_FILE, GroupTable, read_groups
from playground.data.layout import find_layout
from playground.data.members import Member, Source, is_image_name
from playground.data.paths import shown_path
from playground.errors import BadInput
from playground.messages import lazy


class FolderSource(Source):
    """The pictures directly inside the class folders at or below `folder`.

    The files are listed once, here; raises `BadInput` where there are none.
    """

    def __init__(self, folder: Path) -> None:
        top = _Directory(folder)
        layout = find_layout(top, str(folder))
        root = folder.joinpath(layout.root)
        # A relative path such as '..' has no name of its own.
        self._root = Path(os.path.abspath(root))
        self._members: list[Member] = []
        digest = hashlib.blake2b(digest_size=16)
        for label, class_folder in sorted(layout.class_folders.items()):
            path = folder.joinpath(class_folder)
            for name, *state in _images(path):
                file = f"{CLASSES[label]}/{name}"
                reader = partial(open_picture, path / name)
                self._members.append(Member(label, file, self._root.name, reader))
                line = f"{path.resolve()}\0{file}\0{state}\0"
                digest.update(os.fsencode(line))
        if not self._members:
            raise BadInput(lazy(
                "The class folders of {folder} hold no pictures.", folder=shown_path(folder)))
        self._fingerprint = digest.hexdigest()

    @property
    def name(self) -> str:
        return self._root.name

    def members(self) -> list[Member]:
        return list(self._members)

    def fingerprint(self) -> str:
        return self._fingerprint

    def groups(self) -> GroupTable | None:
        for place in (self._root, self._root.parent):
            if (place / GROUPS_FILE).is_file():
                return read_groups(place / GROUPS_FILE)
        return None


class _Directory:
    """A `Tree` on disk."""

    def __init__(self, top: Path) -> None:
        self._top = top

    def subfolders(self, folder: PurePosixPath) -> list[str]:
        try:
            with os.scandir(self._top.joinpath(folder)) as entries:
                return [entry.name for entry in entries if entry.is_dir()]
        except OSError as error:
            if folder != PurePosixPath("."):
                return []
            raise BadInput(lazy(
                "{top} cannot be read: {reason}.",
                top=shown_path(self._top), reason=error.strerror)) from None


def _images(folder: Path) -> list[tuple[str, int, int, int]]:
    """(name, bytes, when changed and when replaced or given rights, in ns), sorted by name."""
    found: list[tuple[str, int, int, int]] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                # Only regular files: reading a named pipe would wait forever.
                if is_image_name(entry.name) and entry.is_file():
                    status = entry.stat()
                    times = status.st_mtime_ns, status.st_ctime_ns
                    found.append((entry.name, status.st_size, *times))
    except OSError as error:
        raise BadInput(lazy(
            "{folder} cannot be read: {reason}.",
            folder=shown_path(folder), reason=error.strerror)) from None
    return sorted(found)
