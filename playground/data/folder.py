"""A source that reads a folder of class folders."""

from __future__ import annotations

import hashlib
import os
from functools import partial
from pathlib import Path, PurePosixPath

from playground.data.class_files import is_litter
from playground.data.classes import CLASSES
from playground.data.decode import open_picture
from playground.data.groups import GROUPS_FILE, GroupTable, read_groups
from playground.data.layout import Layout, find_layout, listed_folders
from playground.data.left_out import Kind, LeftOut
from playground.data.listing import list_files, where_a_link_leads
from playground.data.members import Member, Source
from playground.data.paths import shown_path
from playground.errors import BadInput
from playground.messages import lazy

_NOT_FOLLOWED = (Kind.OUTSIDE_LINK, Kind.CIRCULAR_LINK, Kind.BROKEN_LINK)


class FolderSource(Source):
    """The pictures inside the class folders at or below `folder`, in folders of theirs too.

    The files are listed once, here; raises `BadInput` where there are none. Links are followed to
    files within `folder` alone.
    """

    def __init__(self, folder: Path) -> None:
        top = _Directory(folder)
        layout = _found_layout(top, folder)
        root = folder.joinpath(layout.root)
        # A relative path such as '..' has no name of its own.
        self._root = Path(os.path.abspath(root))
        self._members: list[Member] = []
        left_out = [(kind, "", name) for name, kind in top.links_in(layout.root)]
        digest = hashlib.blake2b(digest_size=16)
        for label, class_folder in sorted(layout.class_folders.items()):
            path = folder.joinpath(class_folder)
            listing = list_files(path, label, within=top.real)
            for name, *state in listing.pictures:
                file = f"{CLASSES[label]}/{name}"
                reader = partial(open_picture, path / name)
                self._members.append(Member(label, file, self._root.name, reader))
                line = f"{path.resolve()}\0{file}\0{state}\0"
                digest.update(os.fsencode(line))
            left_out += [
                (kind, suffix, f"{CLASSES[label]}/{name}") for kind, suffix, name in listing.others]
        self._left_out = LeftOut.of(left_out, layout.beside)
        if not self._members:
            raise BadInput(self._left_out.added_to(lazy(
                "The class folders of {folder} hold no pictures.", folder=shown_path(folder))))
        self._fingerprint = digest.hexdigest()

    @property
    def left_out(self) -> LeftOut:
        return self._left_out

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


def _found_layout(top: _Directory, folder: Path) -> Layout:
    try:
        return find_layout(top, str(folder))
    except BadInput as error:
        links = [name for name, kind in top.links_in(PurePosixPath("."))
                 if kind is Kind.OUTSIDE_LINK]
        if not links:
            raise
        raise BadInput(lazy(
            "{sentence} A link that leads out of it is not followed: {names}.",
            sentence=error.text, names=listed_folders(links))) from None


class _Directory:
    """A `Tree` on disk; `real` is where it truly stands."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self.real = Path(os.path.realpath(top))

    def subfolders(self, folder: PurePosixPath) -> list[str]:
        return [entry.name for entry in self._entries(folder)
                if (not entry.is_symlink() and entry.is_dir()) or self._leads_to(entry) is None]

    def links_in(self, folder: PurePosixPath) -> list[tuple[str, Kind]]:
        """Links that are not followed, but for those to files: only folders are looked for here."""
        links = ((entry.name, self._leads_to(entry)) for entry in self._entries(folder)
                 if entry.is_symlink() and not is_litter(entry.name))
        return sorted((name, kind) for name, kind in links if kind in _NOT_FOLLOWED)

    def _entries(self, folder: PurePosixPath) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self._top.joinpath(folder)) as entries:
                return list(entries)
        except OSError as error:
            if folder != PurePosixPath("."):
                return []
            raise BadInput(lazy(
                "{top} cannot be read: {reason}.",
                top=shown_path(self._top), reason=error.strerror)) from None

    def _leads_to(self, entry: os.DirEntry[str]) -> Kind | None:
        """None for a link to a folder that may be looked into."""
        if not entry.is_symlink():
            return Kind.NO_FILE
        kind, target = where_a_link_leads(Path(entry.path), self.real)
        if kind is not None or target is None:
            return kind
        if not target.is_dir():
            return Kind.NO_FILE
        # Such as a link to the folder that it stands in.
        inside = Path(os.path.realpath(Path(entry.path).parent)).is_relative_to(target)
        return Kind.CIRCULAR_LINK if inside else None
