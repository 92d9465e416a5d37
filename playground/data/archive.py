"""A source that reads a .zip of class folders, in place: nothing is ever extracted to disk."""

from __future__ import annotations

import hashlib
import stat
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from PIL import Image

from playground.controls import shown
from playground.data.class_files import is_litter, refusal
from playground.data.classes import CLASSES
from playground.data.decode import open_picture
from playground.data.groups import (
    GROUPS_FILE,
    MAX_TABLE_BYTES,
    GroupTable,
    parse_groups,
    read_groups,
)
from playground.data.layout import find_layout
from playground.data.left_out import Kind, LeftOut
from playground.data.members import (
    MAX_FILE_BYTES,
    Member,
    Source,
    read_limited,
)
from playground.data.paths import shown_path
from playground.errors import BadInput, UnreadableImage
from playground.messages import lazy

ENCRYPTED = 0x1
_UNIX = 3
READABLE_METHODS = (
    zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
# Of those that can't be unpacked here, the ones that are met.
_NAMES = {9: "Deflate64", 93: "Zstandard", 95: "XZ", 98: "PPMd"}


class ArchiveSource(Source):
    """The pictures inside the class folders of the archive at `path`, in folders of theirs too.

    Raises `BadInput` where it is no .zip, is encrypted, or holds no class folders or pictures.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._zip = _opened(path)
        self._files = _files(self._zip)
        tree = _ArchiveTree(self._files)
        layout = find_layout(tree, path.name)
        self._root = layout.root
        at_top = layout.root == PurePosixPath(".")
        self._name = path.stem if at_top else layout.root.name
        self._members: list[Member] = []
        left_out: list[tuple[Kind, str, str]] = []
        digest = hashlib.blake2b(digest_size=16)
        for label, folder in sorted(layout.class_folders.items()):
            for name in sorted(map(str, tree.files_below(folder))):
                info, file = self._files[folder / name], f"{CLASSES[label]}/{name}"
                refused = _refusal(info, PurePosixPath(name), label)
                if refused is not None:
                    left_out.append((*refused, file))
                    continue
                require_readable(info, path.name)
                reader = partial(_open, self._zip, info)
                self._members.append(Member(label, file, self._name, reader))
                line = f"{file}\0{info.file_size}\0{info.CRC}\0"
                digest.update(line.encode("utf-8", "surrogateescape"))
        self._left_out = LeftOut.of(left_out, layout.beside)
        if not self._members:
            raise BadInput(self._left_out.added_to(lazy(
                "The class folders of {name} hold no pictures.", name=shown(path.name))))
        self._fingerprint = digest.hexdigest()

    @property
    def left_out(self) -> LeftOut:
        return self._left_out

    @property
    def name(self) -> str:
        return self._name

    def members(self) -> list[Member]:
        return list(self._members)

    def fingerprint(self) -> str:
        return self._fingerprint

    def groups(self) -> GroupTable | None:
        for place in dict.fromkeys((self._root, self._root.parent)):
            info = self._files.get(place / GROUPS_FILE)
            if info is not None:
                if info.file_size > MAX_TABLE_BYTES or info.flag_bits & ENCRYPTED:
                    raise BadInput(lazy(
                        "{groups_file} inside the archive cannot be read.",
                        groups_file=GROUPS_FILE))
                try:
                    content = read_member(self._zip, info)
                except UnreadableImage:
                    raise BadInput(lazy(
                        "{groups_file} inside the archive is damaged.",
                        groups_file=GROUPS_FILE)) from None
                return parse_groups(content, where=GROUPS_FILE)
        beside = self._path.parent / GROUPS_FILE
        at_top = self._root == PurePosixPath(".")
        return read_groups(beside) if at_top and beside.is_file() else None


class _ArchiveTree:
    """A `Tree` of the names in an archive, which lists files and not always their folders."""

    def __init__(self, files: dict[PurePosixPath, zipfile.ZipInfo]) -> None:
        self._folders: dict[PurePosixPath, dict[str, None]] = {}
        self._names: dict[PurePosixPath, list[str]] = {}
        for path in files:
            self._names.setdefault(path.parent, []).append(path.name)
            for child in path.parents:
                # A folder that is known already has its own parents known.
                if child.name in self._folders.setdefault(child.parent, {}) or not child.name:
                    break
                self._folders[child.parent][child.name] = None

    def subfolders(self, folder: PurePosixPath) -> list[str]:
        return list(self._folders.get(folder, ()))

    def files_below(self, folder: PurePosixPath) -> Iterator[PurePosixPath]:
        """As seen from the folder."""
        left = [folder]
        while left:
            place = left.pop()
            for name in self._names.get(place, ()):
                if not is_litter(name):
                    yield (place / name).relative_to(folder)
            left += [place / sub for sub in self.subfolders(place) if not is_litter(sub)]


def _refusal(info: zipfile.ZipInfo, file: PurePosixPath, label: int) -> tuple[Kind, str] | None:
    return (Kind.ARCHIVED_LINK, "") if is_link(info) else refusal(file, label)


def is_link(info: zipfile.ZipInfo) -> bool:
    """Whether what stands in the archive is the name of another file."""
    return info.create_system == _UNIX and stat.S_ISLNK(info.external_attr >> 16)


def require_readable(info: zipfile.ZipInfo, archive: str) -> None:
    """`BadInput` where that file is encrypted, or packed in a way that can't be read here."""
    if info.flag_bits & ENCRYPTED:
        raise BadInput(lazy(
            "{name} is encrypted; unpack it and give a folder.", name=shown(archive)))
    method = info.compress_type
    if method not in READABLE_METHODS:
        raise BadInput(lazy(
            "{name} is packed in a way that can't be read here ({method}); unpack it and give a "
            "folder.", name=shown(archive), method=_NAMES.get(method, method)))


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except OSError as error:
        raise BadInput(lazy(
            "{path} cannot be read: {reason}.",
            path=shown_path(path), reason=error.strerror)) from None
    # A damaged directory of an archive can raise nearly anything: struct, Unicode, value errors.
    except Exception:
        raise BadInput(lazy(
            "{path} is not a .zip archive, or it is damaged.", path=shown_path(path))) from None


def _files(archive: zipfile.ZipFile) -> dict[PurePosixPath, zipfile.ZipInfo]:
    # Some archives written on Windows hold backslashes.
    named = ((info.filename.replace("\\", "/"), info) for info in archive.infolist())
    return {PurePosixPath(name): info for name, info in named if not name.endswith("/")}


def _open(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Image.Image:
    return open_picture(read_member(archive, info))


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of one file of it; `UnreadableImage` where it is damaged or too large."""
    if info.file_size > MAX_FILE_BYTES:
        raise UnreadableImage(lazy(
            "The file is larger than {max_file_bytes} MiB.",
            max_file_bytes=MAX_FILE_BYTES // 2 ** 20))
    try:
        with archive.open(info) as file:
            return read_limited(file)
    except UnreadableImage:
        raise
    # zlib, lzma, zipfile and struct each have errors of their own for a damaged member.
    except Exception:
        raise UnreadableImage(lazy("The file is damaged inside the archive.")) from None


