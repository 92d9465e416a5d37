"""Where the class folders stand inside a folder or an archive.

They are looked for in the place itself, then ever deeper. The shallowest wins: what Kaggle's
`drgfreeman/rockpaperscissors` unpacks to holds rock/ paper/ scissors/ and, one level deeper, the
same pictures again, which would otherwise be counted twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from playground.controls import shown
from playground.data.classes import CLASSES
from playground.data.paths import shown_path
from playground.errors import BadInput
from playground.messages import lazy

# Enough for any unpacked archive; a bound, because the folder given may be the whole disk.
_MAX_DEPTH = 5
_MAX_FOLDERS = 20_000


class Tree(Protocol):
    """Folders by their path relative to the top, which is `PurePosixPath('.')`."""

    def subfolders(self, folder: PurePosixPath) -> list[str]:
        """Names of the folders directly inside."""


@dataclass(frozen=True)
class Layout:
    """The folder that holds the class folders, and each class's own, by label."""

    root: PurePosixPath
    class_folders: Mapping[int, PurePosixPath]


def find_layout(tree: Tree, name: str) -> Layout:
    """The shallowest folder with class folders; names match in any case.

    Raises `BadInput` where there is none, or where several are equally shallow and complete.
    """
    level = [PurePosixPath(".")]
    seen = 0
    for _ in range(_MAX_DEPTH):
        below: list[PurePosixPath] = []
        candidates: list[Layout] = []
        for folder in level:
            names = [sub for sub in sorted(tree.subfolders(folder)) if _is_visible(sub)]
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
    raise BadInput(
        lazy(
            "{name} has no class folders; put the pictures into folders named {classes}.",
            name=shown_path(name), classes=", ".join(CLASSES))
    )


def _is_visible(folder: str) -> bool:
    return not folder.startswith(".") and folder != "__MACOSX"


def _layout(folder: PurePosixPath, names: list[str], name: str) -> Layout:
    found: dict[int, PurePosixPath] = {}
    for sub in names:
        if sub.lower() in CLASSES:
            label = CLASSES.index(sub.lower())
            if label in found:
                raise BadInput(lazy(
                    "{name} has two folders for {sign}; keep one.",
                    name=shown_path(name), sign=CLASSES[label]))
            found[label] = folder / sub
    return Layout(folder, found)


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
