"""Which of the files below a class folder are its pictures, and why the others are none."""

from __future__ import annotations

from pathlib import PurePosixPath

from playground.data.class_names import exact_label, spelled_label
from playground.data.left_out import Kind
from playground.data.members import is_image_name

# Folders below a class folder: more than anybody makes by hand.
_MAX_DEPTH = 8
_LITTER = frozenset(("thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"))


def is_litter(name: str) -> bool:
    """Whether the system has put that file or folder there, for itself: nobody misses it."""
    return name.startswith(".") or name == "__MACOSX" or name.lower() in _LITTER


def refusal(file: PurePosixPath, label: int) -> tuple[Kind, str] | None:
    """Why `file`, seen from a folder of class `label`, is not read, and its suffix; or None."""
    if not is_image_name(file.name):
        dot = file.name.rfind(".")
        suffix = file.name[dot:].lower() if dot > 0 else ""
        return (Kind.SUFFIX, suffix) if suffix not in ("", ".") else (Kind.NO_SUFFIX, "")
    folders = file.parts[:-1]
    if len(folders) > _MAX_DEPTH:
        return Kind.TOO_DEEP, ""
    meant = {_label(folder) for folder in folders} - {None, label}
    return (Kind.OTHER_CLASS, "") if meant else None


def _label(folder: str) -> int | None:
    exact = exact_label(folder)
    return spelled_label(folder) if exact is None else exact
