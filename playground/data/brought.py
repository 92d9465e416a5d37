"""What a person brings: a .zip, or many files, as folders of pictures that are not read yet.

Nothing is ever written to a disk, so a name such as `../../rock.png` can't reach one; it is left
out all the same, because nobody packs such a name by accident. What an archive states of its size
is checked before a byte is unpacked, and what comes out is counted again while it is read.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath

from playground.controls import shown
from playground.data.archive import is_link, read_member, require_readable
from playground.data.class_files import is_litter
from playground.data.class_names import exact_label, spelled_label
from playground.data.classes import CLASSES
from playground.data.left_out import Kind, LeftOut
from playground.data.members import MAX_FILE_BYTES, is_image_name
from playground.errors import BadInput, UnreadableImage
from playground.messages import lazy

MOST_PICTURES = 10_000
MOST_UNPACKED_BYTES = 2 * 2**30
"""Of all the pictures of an archive, as it states them: one picture at a time is unpacked."""
_DRIVE = re.compile(r"[A-Za-z]:")
_WORDS = re.compile(r"[^\W\d_]+")
# Of an archive: what stands there before each entry of its list.
_ENTRY = b"PK\x01\x02"
_MOST_ENTRIES = 100_000


@dataclass(frozen=True)
class BroughtFile:
    """A file as a browser sends it; `path` may hold folders, as in 'hands/rock/1.jpg'."""

    path: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class BroughtPicture:
    """One picture, not read yet. `read` raises `UnreadableImage`."""

    path: PurePosixPath
    read: Callable[[], bytes] = field(repr=False, compare=False)


@dataclass(frozen=True)
class BroughtFolder:
    """Pictures that get one sign together. `label` is what its name means, None where nothing."""

    name: str
    pictures: tuple[BroughtPicture, ...]
    label: int | None


@dataclass(frozen=True)
class Brought:
    """`folders` by name; what else stood there is `left_out`."""

    folders: tuple[BroughtFolder, ...]
    left_out: LeftOut

    def labeled(self, signs: Mapping[str, int | None]) -> list[tuple[BroughtPicture, int]]:
        """Each picture with its label, by folder; what `signs` does not name keeps its own."""
        return [
            (picture, label) for folder in self.folders
            if (label := signs.get(folder.name, folder.label)) is not None
            for picture in folder.pictures]


def read_brought(files: Iterable[BroughtFile]) -> Brought:
    """Look through the files, archives among them; no picture is decoded.

    Raises `BadInput` with one sentence where an archive is damaged, encrypted or too large, where
    there are too many pictures, or none.
    """
    pictures: list[BroughtPicture] = []
    left_out: list[tuple[Kind, str, str]] = []
    for file in files:
        if file.path.lower().endswith(".zip"):
            _look_through(file, pictures, left_out)
        else:
            _sort(_plain(file.path), file.path, partial(_whole, file.content), pictures, left_out)
    told = LeftOut.of(left_out)
    if len(pictures) > MOST_PICTURES:
        raise BadInput(lazy(
            "There are {n:,} pictures, and room for {most:,}; bring fewer.",
            n=len(pictures), most=MOST_PICTURES))
    if not pictures:
        raise BadInput(told.added_to(lazy(
            "There are no pictures in it. Put photos into folders named rock, paper and "
            "scissors, and bring them as a .zip.")))
    return Brought(_folders(pictures), told)


def _look_through(
    file: BroughtFile, pictures: list[BroughtPicture], left_out: list[tuple[Kind, str, str]]
) -> None:
    archive = _opened(file)
    infos = [info for info in archive.infolist() if not info.filename.endswith(("/", "\\"))]
    stated = sum(info.file_size for info in infos)
    if stated > MOST_UNPACKED_BYTES:
        raise BadInput(lazy(
            "{name} would unpack to {size:,} MiB, and {most:,} are allowed; bring fewer or "
            "smaller pictures.", name=shown(file.path), size=stated // 2**20,
            most=MOST_UNPACKED_BYTES // 2**20))
    for info in infos:
        # Some archives written on Windows hold backslashes.
        name = info.filename.replace("\\", "/")
        if is_link(info):
            left_out.append((Kind.ARCHIVED_LINK, "", name))
            continue
        _sort(_plain(name), name, partial(read_member, archive, info), pictures, left_out)


def _sort(
    path: PurePosixPath | None, name: str, read: Callable[[], bytes],
    pictures: list[BroughtPicture], left_out: list[tuple[Kind, str, str]],
) -> None:
    if path is None:
        left_out.append((Kind.LEADS_OUT, "", name))
    elif any(map(is_litter, path.parts)):
        # What a system puts there for itself, such as __MACOSX/._1.jpg.
        return
    elif not is_image_name(path.name):
        suffix = path.suffix.lower()
        left_out.append((Kind.SUFFIX if suffix else Kind.NO_SUFFIX, suffix, name))
    else:
        pictures.append(BroughtPicture(path, read))


def _plain(name: str) -> PurePosixPath | None:
    """The path; None where it would lead out of the place where it is unpacked."""
    path = PurePosixPath(name)
    leads_out = path.is_absolute() or ".." in path.parts or _DRIVE.match(name) or "\0" in name
    return None if leads_out or not path.name else path


def _folders(pictures: Iterable[BroughtPicture]) -> tuple[BroughtFolder, ...]:
    by_name: defaultdict[tuple[str, int | None], list[BroughtPicture]] = defaultdict(list)
    for picture in pictures:
        by_name[_folder_of(picture.path)].append(picture)
    return tuple(
        BroughtFolder(name, tuple(sorted(those, key=lambda one: one.path)), label)
        for (name, label), those in sorted(by_name.items(), key=lambda one: one[0][0]))


def _folder_of(path: PurePosixPath) -> tuple[str, int | None]:
    """The innermost folder that is named like a sign, else the one that it stands in.

    Loose files are sorted by a sign in their own names, as in `rock_01.jpg`.
    """
    for folder in (path.parent, *path.parent.parents):
        label = label_of(folder.name)
        if label is not None:
            return str(folder), label
    if path.parent == PurePosixPath("."):
        meant = {label for word in _WORDS.findall(path.stem)
                 if (label := label_of(word)) is not None}
        if len(meant) == 1:
            label = meant.pop()
            return f"*{CLASSES[label]}*", label
        return ".", None
    return str(path.parent), None


def label_of(name: str) -> int | None:
    """The label that a folder's name means, in any case and in either number."""
    exact = exact_label(name)
    return spelled_label(name) if exact is None else exact


def _opened(file: BroughtFile) -> zipfile.ZipFile:
    # Its list is made as a whole when it is opened: of millions of entries, gigabytes.
    if file.content.count(_ENTRY) > _MOST_ENTRIES:
        raise BadInput(lazy(
            "{name} holds more than {most:,} files; bring fewer.",
            name=shown(file.path), most=_MOST_ENTRIES))
    try:
        archive = zipfile.ZipFile(io.BytesIO(file.content))
    # A damaged directory of an archive can raise nearly anything: struct, Unicode, value errors.
    except Exception:
        raise BadInput(lazy(
            "{name} is not a .zip archive, or it is damaged.", name=shown(file.path))) from None
    for info in archive.infolist():
        require_readable(info, file.path)
    return archive


def _whole(content: bytes) -> bytes:
    if len(content) > MAX_FILE_BYTES:
        raise UnreadableImage(lazy(
            "The file is larger than {max_file_bytes} MiB.",
            max_file_bytes=MAX_FILE_BYTES // 2**20))
    return content
