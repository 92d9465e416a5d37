"""Values in the places of a wording. Not `str.format`: a wording may come from a database, and
has no business with a value's attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from playground.messages.catalogs import template
from playground.messages.numerals import FORMAT, day, number

PLACEHOLDER = re.compile(r"\{\{|\}\}|\{(\w+)(?::([^{}]*))?\}")
_BRACES = {"{{": "{", "}}": "}"}


def filled(wording: str, values: Mapping[str, Any], language: str) -> str:
    """The wording with its values; a placeholder that has none stays as it is."""
    def put(found: re.Match[str]) -> str:
        name, spec = found[1], found[2] or ""
        if name is None:
            return _BRACES[found[0]]
        return _shown(values[name], spec, language) if name in values else found[0]

    return PLACEHOLDER.sub(put, wording)


def _shown(value: Any, spec: str, language: str) -> str:
    if isinstance(value, tuple | list):
        return joined([_shown(one, "", language) for one in value], spec, language)
    if isinstance(value, date):
        return day(value, spec, language)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value, spec if FORMAT.fullmatch(spec) else "", language)
    return str(value)


def joined(parts: Sequence[str], how: str, language: str) -> str:
    """"a, b and c"; with `how` "or": "a, b or c"; with ",": "a, b, c"."""
    comma = ", "
    if how == "," or len(parts) < 2:
        return comma.join(parts)
    # Found by extraction in `say`.
    last = template(language, "{first} or {last}" if how == "or" else "{first} and {last}")
    return filled(last, {"first": comma.join(parts[:-1]), "last": parts[-1]}, language)
