"""Puts the plotly.min.js of the installed package where Streamlit serves files from.

`server.enableStaticServing` serves the folder `static/` beside the script that was started, so
the live chart needs no network and the file need not be committed.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

NAME = "plotly.min.js"


def install(folder: Path) -> Path:
    """Copy it into `folder` unless the same file is there; its path.

    Safe when several processes do it at once: the file appears whole, by being renamed.
    Raises `OSError` where the folder cannot be written.
    """
    source, target = packaged(), folder / NAME
    if _same(source, target):
        return target
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=f".{NAME}.")
    os.close(handle)
    try:
        shutil.copyfile(source, name)
        # mkstemp makes it readable for its owner alone; the server may be run by another.
        Path(name).chmod(0o644)
        shutil.copystat(source, name)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return target


def packaged() -> Path:
    """The file in the installed package, found without importing it (0.3 s)."""
    package = importlib.util.find_spec("plotly")
    if package is None or package.origin is None:
        raise FileNotFoundError("The package plotly is not installed.")
    return Path(package.origin).parent / "package_data" / NAME


@cache
def version() -> str:
    """Version of the package: part of the address, so that a browser keeps no older file."""
    return importlib.metadata.version("plotly")


def _same(source: Path, target: Path) -> bool:
    try:
        there = target.stat()
    except FileNotFoundError:
        return False
    wanted = source.stat()
    return (there.st_size, int(there.st_mtime)) == (wanted.st_size, int(wanted.st_mtime))
