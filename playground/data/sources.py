"""Sources of pictures by name: the registry that a link, a preset or a command line chooses from.

The sets that ship with the app are registered here; whoever adds another calls `register`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playground.controls import shown
from playground.data.archive import ArchiveSource
from playground.data.embedded import everyday, everyday_holdout, studio
from playground.data.folder import FolderSource
from playground.data.members import Member, Source
from playground.data.paths import shown_path
from playground.errors import BadInput

__all__ = ["Member", "Source", "open_source", "register", "registered"]

_factories: dict[str, Callable[[], Source]] = {
    "studio": studio,
    "everyday": everyday,
    "everyday-holdout": everyday_holdout,
}


def register(name: str, factory: Callable[[], Source]) -> None:
    """Offer a source under a name; `factory` is called each time it is opened.

    Raises `ValueError` where the name is taken.
    """
    if name in _factories:
        raise ValueError(f"there is a source named {name!r} already")
    _factories[name] = factory


def registered() -> tuple[str, ...]:
    """Names of the registered sources, in the order in which they were registered."""
    return tuple(_factories)


def open_source(name_or_path: str, *, paths_allowed: bool) -> Source:
    """The registered source of that name, else the folder or .zip at that path.

    Raises `BadInput`. Paths are for the command line only: a link must never reach a disk.
    """
    if not name_or_path.strip():
        names = f" or one of {', '.join(_factories)}" if _factories else ""
        raise BadInput(f"No pictures are chosen; choose them with --data FOLDER{names}.")
    if name_or_path in _factories:
        return _factories[name_or_path]()
    if not paths_allowed:
        raise BadInput(f"There is no data source {shown(name_or_path)}; {_there_are()}.")
    return _open_path(name_or_path)


def _open_path(text: str) -> Source:
    path = Path(text)
    # A path may be too long for the system, forbidden, or name a home that does not exist.
    try:
        path = path.expanduser()
        is_folder, is_file = path.is_dir(), path.is_file()
    except (OSError, RuntimeError, ValueError):
        is_folder = is_file = False
    if is_folder:
        return FolderSource(path)
    if is_file:
        return ArchiveSource(path)
    nor = f", nor a data source of that name; {_there_are()}" if _factories else ""
    raise BadInput(f"There is no folder or .zip {shown_path(text)}{nor}.")


def _there_are() -> str:
    return f"there are {', '.join(_factories)}" if _factories else "there are none yet"
