"""All lessons in one language, in their order: those that ship, and a teacher's own beside them.

A teacher's folder is named by a setting. A file there stands in the place of the one that ships
with its name; what it holds is read anew when it has changed.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from cachetools import LRUCache

from playground.errors import BadInput
from playground.lessons import registry
from playground.lessons.lesson import Lesson
from playground.lessons.reading import read
from playground.messages import DEFAULT, Text

TEXTS = Path(__file__).with_name("texts")
FOLDER = "PLAYGROUND_LESSONS_DIR"
MOST_FILES = 200
"""Of one folder."""


@dataclass(frozen=True)
class Catalog:
    """`lessons` in order, `problems` a sentence for each file that cannot be read."""

    lessons: tuple[Lesson, ...]
    problems: tuple[Text, ...] = ()

    def named(self, name: str) -> Lesson | None:
        return next((one for one in self.lessons if one.name == name), None)

    def beside(self, lesson: Lesson) -> tuple[Lesson | None, Lesson | None]:
        """The ones before and after it."""
        at = self.lessons.index(lesson)
        return (self.lessons[at - 1] if at else None,
                self.lessons[at + 1] if at + 1 < len(self.lessons) else None)


def catalog(
    language: str, pictures: Collection[str], own: str | Path | None = None
) -> Catalog:
    """`pictures`: the names that a lesson may give. `own`: the teacher's folder, by default the
    one that the setting names."""
    folder = os.environ.get(FOLDER, "").strip() if own is None else str(own)
    lessons: list[Lesson] = []
    problems: list[Text] = []
    for paths in _candidates(language, Path(folder) if folder else None).values():
        for path in paths:
            found = _read(path, frozenset(pictures))
            if isinstance(found, Lesson):
                lessons.append(found)
                break
            problems.append(found)
    lessons.sort(key=lambda one: (one.order, one.name))
    return Catalog(tuple(lessons), tuple(problems))


def _candidates(language: str, own: Path | None) -> dict[str, list[Path]]:
    """The files of each lesson, the one to be shown first: the next stands in for a bad one.

    The teacher's come before ours, the reader's language before English.
    """
    folders = [TEXTS / language, TEXTS / DEFAULT]
    if own is not None:
        # In no language: for all readers.
        folders = [own / language, own, TEXTS / language, own / DEFAULT, TEXTS / DEFAULT]
    found: dict[str, list[Path]] = {}
    for folder in dict.fromkeys(folders):
        for path in _files(folder):
            found.setdefault(path.stem, []).append(path)
    return found


def _files(folder: Path) -> Iterator[Path]:
    try:
        found = sorted(path for path in folder.glob("*.md")
                       if path.is_file() and path.stem != "README")
    except OSError:
        return
    yield from found[:MOST_FILES]


_known: LRUCache[tuple[object, ...], Lesson | Text] = LRUCache(1000)
# Pages are drawn in threads of their own, and such a cache is for one thread at a time.
_guard = threading.Lock()


def _read(path: Path, pictures: frozenset[str]) -> Lesson | Text:
    """The lesson, or what is wrong with it."""
    try:
        seen = path.stat()
        key: tuple[object, ...] = (path, seen.st_mtime_ns, seen.st_size, pictures)
    except OSError:
        key = (path, pictures)
    with _guard:
        found = _known.get(key)
        if found is None:
            found = _known[key] = _now(path, pictures)
        return found


def _now(path: Path, pictures: frozenset[str]) -> Lesson | Text:
    try:
        return read(path, pictures, registry.answers(), registry.conditions())
    except BadInput as error:
        return error.text
