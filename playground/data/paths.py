"""How a sentence shows a path."""

from __future__ import annotations

from pathlib import Path

from playground.controls import shown


def shown_path(path: Path | str) -> str:
    """On one line, and cut later than other values: the end of a path tells the most."""
    return shown(str(path), 160)
