"""What stands among a source's pictures and is not read: told by kind and count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from playground.controls import shown
from playground.messages import Message, Text, lazy, lazy_n

_NAMED = 3


class Kind(Enum):
    """Why a file or folder is not read; a file that is no picture is told by its suffix."""

    SUFFIX = "suffix"
    NO_SUFFIX = "no suffix"
    BROKEN_LINK = "broken link"
    CIRCULAR_LINK = "circular link"
    FOLDER_LINK = "link to a folder"
    ARCHIVED_LINK = "link in an archive"
    NO_FILE = "no file"
    OTHER_CLASS = "in a folder of another class"
    TOO_DEEP = "too deep"
    UNREADABLE_FOLDER = "unreadable folder"
    LEADS_OUT = "name leads out of the archive"


@dataclass(frozen=True)
class LeftOut:
    """`files`: (kind, suffix where that is the kind, 'rock/notes.txt'), sorted.

    `folders`: names of the folders beside the class folders, which are no class folder.
    """

    files: tuple[tuple[Kind, str, str], ...] = ()
    folders: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, files: Iterable[tuple[Kind, str, str]], folders: Iterable[str] = ()
    ) -> LeftOut:
        """In the order in which it is told: by kind, then by name."""
        order = list(Kind)
        by_kind = sorted(files, key=lambda one: (order.index(one[0]), *one[1:]))
        return cls(tuple(by_kind), tuple(folders))

    def __bool__(self) -> bool:
        return bool(self.files or self.folders)

    def sentences(self) -> list[Message]:
        """What is told of it: on the files, and on the folders; none where there is nothing."""
        told = []
        if self.files:
            told.append(lazy_n(
                "left out: {n:,} file: {parts:,}", "left out: {n:,} files: {parts:,}",
                len(self.files), parts=tuple(self._parts())))
        if self.folders:
            told.append(lazy_n(
                "left out: {n} folder beside the class folders: {names}",
                "left out: {n} folders beside the class folders: {names}",
                len(self.folders), names=_some(self.folders)))
        return told

    def added_to(self, sentence: Message) -> Message:
        """The sentence, and after it what was left out."""
        for told in self.sentences():
            sentence = lazy("{sentence} ({left_out})", sentence=sentence, left_out=told)
        return sentence

    def as_objects(self) -> list[dict[str, Any]]:
        """For JSON: kind, how many, and the first names of each."""
        return [
            {"kind": suffix or kind.value, "files": len(files), "examples": files[:_NAMED]}
            for (kind, suffix), files in self._by_kind().items()
        ] + [{"kind": "folder beside the class folders", "files": 1, "examples": [name]}
             for name in self.folders]

    def _by_kind(self) -> dict[tuple[Kind, str], list[str]]:
        found: dict[tuple[Kind, str], list[str]] = {}
        for kind, suffix, file in self.files:
            found.setdefault((kind, suffix), []).append(file)
        return found

    def _parts(self) -> Iterable[Text]:
        for (kind, suffix), files in self._by_kind().items():
            if kind is Kind.SUFFIX:
                yield lazy("{n:,} {suffix}", n=len(files), suffix=shown(suffix)[1:-1])
            else:
                yield _told(kind, len(files), _some(files))


NOTHING = LeftOut()


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    some = ", ".join(shown(name)[1:-1] for name in listed[:_NAMED])
    return f"{some}, …" if len(listed) > _NAMED else some


def _told(kind: Kind, n: int, names: str) -> Message:
    match kind:
        case Kind.BROKEN_LINK:
            return lazy_n("{n} broken link ({names})", "{n} broken links ({names})",
                          n, names=names)
        case Kind.CIRCULAR_LINK:
            return lazy_n("{n} link that leads to itself ({names})",
                          "{n} links that lead to themselves ({names})", n, names=names)
        case Kind.FOLDER_LINK:
            return lazy_n("{n} link to a folder ({names})", "{n} links to folders ({names})",
                          n, names=names)
        case Kind.ARCHIVED_LINK:
            return lazy_n("{n} link ({names})", "{n} links ({names})", n, names=names)
        case Kind.OTHER_CLASS:
            return lazy_n("{n} in a folder of another class ({names})",
                          "{n} in folders of another class ({names})", n, names=names)
        case Kind.TOO_DEEP:
            return lazy_n("{n} in too many folders ({names})",
                          "{n} in too many folders ({names})", n, names=names)
        case Kind.UNREADABLE_FOLDER:
            return lazy_n("{n} folder that cannot be read ({names})",
                          "{n} folders that cannot be read ({names})", n, names=names)
        case Kind.LEADS_OUT:
            return lazy_n("{n} whose name leads out of the archive ({names})",
                          "{n} whose names lead out of the archive ({names})", n, names=names)
        case Kind.NO_SUFFIX:
            return lazy_n("{n} without a suffix ({names})", "{n} without a suffix ({names})",
                          n, names=names)
        case _:
            return lazy_n("{n} that is no file ({names})", "{n} that are no files ({names})",
                          n, names=names)
