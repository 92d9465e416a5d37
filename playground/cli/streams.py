"""The standard streams, in whatever state the caller left them, and what may go to them."""

from __future__ import annotations

import json
import math
import os
import sys
from typing import Any

import click


def mend_streams() -> None:
    """Make standard output and error something that can be written to without a thought.

    A caller may have closed one: then the next file to be opened, such as the database of runs,
    would get its number, and whatever writes to "standard output" would write into that file.
    And a terminal may not know λ, or a file name may be no text: an escape is shown for it then.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            # The lowest free number is taken, which is this one.
            os.open(os.devnull, os.O_RDWR)
    for name, descriptor in (("stdout", 1), ("stderr", 2)):
        if getattr(sys, name) is None:
            setattr(sys, name, open(descriptor, "w", encoding="utf-8", closefd=False))  # noqa: SIM115
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def drop_output() -> None:
    """Nobody reads standard output any more: what is still written there goes nowhere.

    At exit Python writes out what is left in its buffer, and would complain.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def print_json(row: dict[str, Any]) -> None:
    """One object on one line of ASCII, which every terminal and pipe can take."""
    click.echo(json.dumps(_without_nan(row), allow_nan=False))


def _without_nan(value: Any) -> Any:
    """JSON knows no NaN and no infinity: null is what cannot be given as a number."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: _without_nan(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_nan(part) for part in value]
    return value


def one_line(text: str, limit: int) -> str:
    """The text on one line, in at most `limit` characters."""
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[:limit - 1]}…"
