"""A QR code of an address, made here: no service sees who shows what to whom."""

from __future__ import annotations

from functools import lru_cache
from xml.sax.saxutils import escape

import segno

from playground.errors import BadInput
from playground.messages import _, lazy

QUIET = 4
"""Modules of empty margin that the standard asks for around the code."""


@lru_cache(maxsize=64)
def qr_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The code's modules, row by row, True where dark; without the quiet zone.

    Error correction M: 15 % of it may be covered, or lost on the way from the projector.
    BadInput where the text is empty or longer than a QR code can hold.
    """
    if not text:
        raise BadInput(lazy("A QR code needs an address, and there is none yet."))
    try:
        # UTF-8: what readers take bytes for, whatever the standard.
        code = segno.make(text, error="m", boost_error=False, micro=False, encoding="utf-8")
    except segno.DataOverflowError as error:
        raise BadInput(lazy("The link is too long for a QR code: copy it instead.")) from error
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def qr_svg(text: str) -> str:
    """An SVG element of the code, one unit a module, with its quiet zone and a title.

    Dark on white in both themes: many readers know no other way around. It has no size of its own,
    so a style gives it one. BadInput as `qr_modules`.
    """
    modules = qr_modules(text)
    size = len(modules) + 2 * QUIET
    path = "".join(f"M{column + QUIET} {line + QUIET}h1v1h-1z"
                   for line, row in enumerate(modules) for column, dark in enumerate(row) if dark)
    title = escape(_("QR code of {text}", text=text))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img" '
            f'shape-rendering="crispEdges"><title>{title}</title>'
            f'<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/>'
            f'<path fill="#000" d="{path}"/></svg>')
