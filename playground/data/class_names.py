"""Which class a folder's name means, and which names only come close to one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from playground.data.classes import CLASSES

_CLOSE = 0.7


def exact_label(folder: str) -> int | None:
    """The label of a class's own name, in any case and with any space around it."""
    name = _plain(folder)
    return CLASSES.index(name) if name in CLASSES else None


def spelled_label(folder: str) -> int | None:
    """The label of a class's name in the other number: `scissor`, `rocks`, `papers`."""
    name = _plain(folder)
    for other in (f"{name}s", name.removesuffix("s")):
        if other in CLASSES and name not in CLASSES:
            return CLASSES.index(other)
    return None


def closest_first(folders: Iterable[str]) -> list[str]:
    """Those that come close to a class's name before the others."""
    return sorted(folders, key=lambda folder: (not _is_close(_plain(folder)), folder))


def _is_close(name: str) -> bool:
    return any(class_name in name for class_name in CLASSES) or bool(
        get_close_matches(name, CLASSES, 1, _CLOSE))


def _plain(folder: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", folder).split()).casefold()
