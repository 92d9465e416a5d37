"""Where the class folders stand inside a folder or an archive.

They are looked for in the place itself, then ever deeper. The shallowest wins: what Kaggle's
`drgfreeman/rockpaperscissors` unpacks to holds rock/ paper/ scissors/ and, one level deeper, the
same pictures again, which would otherwise be counted twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from playground.controls import shown
from playground.data.class_files import is_litter
from playground.data.class_names import closest_first, exact_label, spelled_label
from playground.data.classes import CLASSES
from playground.data.paths import shown_path
from playground.errors import BadInput
from playground.messages import Message, lazy

# Enough for any unpacked archive; a bound, because the folder given may be the whole disk.
_MAX_DEPTH = 5
_MAX_FOLDERS = 20_000
_NAMED = 5


class Tree(Protocol):
    """Folders by their path relative to the top, which is `PurePosixPath('.')`."""

    def subfolders(self, folder: PurePosixPath) -> list[str]:
        """Names of the folders directly inside."""


@dataclass(frozen=True)
class Layout:
    """The folder that holds the class folders, each class's own, by label, and those beside."""

    root: PurePosixPath
    class_folders: Mapping[int, PurePosixPath]
    beside: tuple[str, ...] = ()


def find_layout(tree: Tree, name: str) -> Layout:
    """The shallowest folder with class folders; names match in any case, and in either number.

    Raises `BadInput` where there is none, or where several are equally shallow and complete.
    """
    level = [PurePosixPath(".")]
    seen = 0
    first: list[str] = []
    for _ in range(_MAX_DEPTH):
        below: list[PurePosixPath] = []
        candidates: list[Layout] = []
        for folder in level:
            names = [sub for sub in sorted(tree.subfolders(folder)) if not is_litter(sub)]
            first = first or names
            layout = _layout(folder, names, name)
            if layout.class_folders:
                candidates.append(layout)
            below += [folder / sub for sub in names]
        if candidates:
            return _only(candidates, name)
        seen += len(below)
        if seen > _MAX_FOLDERS:
            break
        level = below
    raise BadInput(_no_class_folders(name, first))


def _no_class_folders(name: str, there: list[str]) -> Message:
    classes = ", ".join(CLASSES)
    if not there:
        return lazy(
            "{name} has no class folders; put the pictures into folders named {classes}.",
            name=shown_path(name), classes=classes)
    return lazy(
        "{name} has no class folders; put the pictures into folders named {classes}. "
        "It holds the folders {there}.",
        name=shown_path(name), classes=classes, there=listed_folders(there))


def listed_folders(folders: Iterable[str]) -> str:
    """The first few names, those first that come close to a class's."""
    names = closest_first(folders)
    return ", ".join([*map(shown, names[:_NAMED]), *(["…"] if len(names) > _NAMED else [])])


def _layout(folder: PurePosixPath, names: list[str], name: str) -> Layout:
    exact = _by_label(names, exact_label)
    spelled = {label: subs for label, subs in _by_label(names, spelled_label).items()
               if label not in exact}
    if not exact and len(spelled) < 2:
        # A folder `papers` alone is more likely full of papers.
        return Layout(folder, {})
    found: dict[int, PurePosixPath] = {}
    for label, subs in sorted((exact | spelled).items()):
        if len(subs) > 1:
            raise BadInput(lazy(
                "{name} has two folders for {sign}; keep one.",
                name=shown_path(name), sign=CLASSES[label]))
        found[label] = folder / subs[0]
    taken = {path.name for path in found.values()}
    return Layout(folder, found, tuple(sub for sub in names if sub not in taken))


def _by_label(names: list[str], label_of: Callable[[str], int | None]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for sub in names:
        label = label_of(sub)
        if label is not None:
            found.setdefault(label, []).append(sub)
    return found


def _only(candidates: list[Layout], name: str) -> Layout:
    most = max(len(layout.class_folders) for layout in candidates)
    fullest = [layout for layout in candidates if len(layout.class_folders) == most]
    if len(fullest) > 1:
        roots = ", ".join(str(layout.root) for layout in fullest[:5])
        raise BadInput(
            lazy(
                "{name} holds several sets of class folders ({roots}); choose one.",
                name=shown_path(name), roots=shown(roots))
        )
    return fullest[0]
