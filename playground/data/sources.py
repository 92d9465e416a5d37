"""Sources of pictures by name: the registry that a link, a preset or a command line chooses from.

The sets that ship with the app are registered here; whoever adds another calls `register`. A
person's own pictures are private: no list names them, and a link leaves them out.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path

from playground.controls import shown
from playground.data.archive import ArchiveSource
from playground.data.embedded import every_angle, every_light, everyday, everyday_holdout, studio
from playground.data.folder import FolderSource
from playground.data.members import Member, Source
from playground.data.own import OwnPicture, OwnPictures
from playground.data.paths import shown_path
from playground.errors import BadInput
from playground.messages import lazy

__all__ = [
    "Member", "Source", "forget_private", "is_private", "may_be_opened", "open_source",
    "private_title", "register", "register_private", "registered",
]

PRIVATE = "yours-"
# Of all sessions; what was kept first is forgotten first.
_MOST_PRIVATE_BYTES = 512 * 2**20

_factories: dict[str, Callable[[], Source]] = {
    "studio": studio,
    "everyday": everyday,
    "everyday-holdout": everyday_holdout,
    "every-angle": every_angle,
    "every-light": every_light,
}

_private: OrderedDict[str, OwnPictures] = OrderedDict()
_guard = threading.Lock()


def register(name: str, factory: Callable[[], Source]) -> None:
    """Offer a source under a name; `factory` is called each time it is opened.

    Raises `ValueError` where the name is taken.
    """
    if name in _factories or name.startswith(PRIVATE):
        raise ValueError(f"there is a source named {name!r} already")
    _factories[name] = factory


def registered() -> tuple[str, ...]:
    """Names of the registered sources, in the order in which they were registered."""
    return tuple(_factories)


def register_private(pictures: Sequence[OwnPicture], title: str = "") -> str:
    """Keep pictures for whoever knows the name that is returned: nobody can guess it.

    `title` is what their person calls them. Other pictures get another name, because prepared data
    is kept by the name. Raises `BadInput` where there are too few to train on.
    """
    name = PRIVATE + secrets.token_urlsafe(16)
    made = OwnPictures(name, pictures, title)
    with _guard:
        _private[name] = made
        while len(_private) > 1 and sum(o.bytes for o in _private.values()) > _MOST_PRIVATE_BYTES:
            _private.popitem(last=False)
    return name


def forget_private(name: str) -> None:
    """Let go of those pictures; a run that has prepared them keeps its copy until it ends."""
    with _guard:
        _private.pop(name, None)


def is_private(name: str) -> bool:
    """Whether that is the name of a person's own pictures that are there."""
    return name in _private


def private_title(name: str) -> str:
    """What their person calls those pictures; empty where they have no name, or are gone."""
    found = _private.get(name)
    return found.title if found is not None else ""


def may_be_opened(name: str) -> bool:
    """Whether a page may open the source of that name: listed, or private and there."""
    return name in _factories or name in _private


def open_source(name_or_path: str, *, paths_allowed: bool) -> Source:
    """The registered source of that name, else the folder or .zip at that path.

    Raises `BadInput`. Paths are for the command line only: a link must never reach a disk.
    """
    if not name_or_path.strip():
        raise BadInput(lazy(
            "No pictures are chosen; choose them with --data FOLDER or one of {names}.",
            names=_names()) if _factories else lazy(
            "No pictures are chosen; choose them with --data FOLDER."))
    if name_or_path in _factories:
        return _factories[name_or_path]()
    private = _private.get(name_or_path)
    if private is not None:
        return private
    if name_or_path.startswith(PRIVATE) and not paths_allowed:
        raise BadInput(lazy(
            "Your own pictures are gone with the page that kept them; bring them again on the page "
            "Data or Try a hand, or choose other data."))
    if not paths_allowed:
        raise BadInput(lazy(
            "There is no data source {name}; there are {names}.",
            name=shown(name_or_path), names=_names()) if _factories else lazy(
            "There is no data source {name}; there are none yet.", name=shown(name_or_path)))
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
    if not _factories:
        raise BadInput(lazy("There is no folder or .zip {path}.", path=shown_path(text)))
    raise BadInput(lazy(
        "There is no folder or .zip {path}, nor a data source of that name; there are {names}.",
        path=shown_path(text), names=_names()))


def _names() -> str:
    return ", ".join(_factories)
