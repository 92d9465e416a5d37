"""Numbers and dates as a language writes them: 1,234.5 is 1.234,5 in German."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache

from playground.messages.language import DEFAULT
from playground.messages.languages import PSEUDO

FORMAT = re.compile(r"[+ ]?,?(?:\.\d{1,2})?[defgG%]?")
"""The number formats that a placeholder may ask for; it may come from a database."""
_AS_IN_ENGLISH = (DEFAULT, PSEUDO)


def number(value: float, spec: str, language: str) -> str:
    """Python's own formatting with the language's decimal sign and grouping."""
    shown = format(value, spec)
    if language in _AS_IN_ENGLISH:
        return shown
    point, group = _signs(language)
    return shown.translate({ord("."): point, ord(","): group})


def day(value: date, spec: str, language: str) -> str:
    """A `date`, or with `datetime` a moment to the minute."""
    if language in _AS_IN_ENGLISH:
        return value.strftime("%Y-%m-%d %H:%M" if spec == "datetime" else "%Y-%m-%d")
    from babel.dates import format_date, format_datetime

    if spec == "datetime" and isinstance(value, datetime):
        return str(format_datetime(value, "short", locale=language))
    return str(format_date(value, "medium", locale=language))


@cache
def _signs(language: str) -> tuple[str, str]:
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return str(get_decimal_symbol(language)), str(get_group_symbol(language))
