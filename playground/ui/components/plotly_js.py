"""Puts the vendored plotly-basic.min.js where Streamlit serves files from.

`server.enableStaticServing` serves the folder `static/` beside the script that was started, so
the live chart needs no network.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

NAME = "plotly-basic.min.js"
SOURCE = Path(__file__).parent / "vendor" / NAME
# Part of the address, so that a browser keeps no older file.
VERSION = "4.1.1"


def install(folder: Path) -> Path:
    """Copy it into `folder` unless the same file is there; its path.

    Safe when several processes do it at once: the file appears whole, by being renamed.
    Raises `OSError` where the folder cannot be written.
    """
    target = folder / NAME
    if _same(SOURCE, target):
        return target
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=f".{NAME}.")
    os.close(handle)
    try:
        shutil.copyfile(SOURCE, name)
        # mkstemp makes it readable for its owner alone; the server may be run by another.
        Path(name).chmod(0o644)
        shutil.copystat(SOURCE, name)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return target


def _same(source: Path, target: Path) -> bool:
    try:
        there = target.stat()
    except FileNotFoundError:
        return False
    wanted = source.stat()
    return (there.st_size, int(there.st_mtime)) == (wanted.st_size, int(wanted.st_mtime))
