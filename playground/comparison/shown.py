"""A table's numbers as a person reads them, in the language that is spoken here and now."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from playground.comparison import columns as kinds
from playground.comparison.columns import Column, Value
from playground.comparison.settings import NOTHING, value_in_words
from playground.insight.phrases import percent
from playground.messages import _, number
from playground.regularizer_words import as_set

MINUS = "\N{MINUS SIGN}"


def value(column: Column, given: Value) -> str:
    """Such as "82.3 %", "1.2 MB"; a dash where there is none."""
    if given is None:
        return NOTHING
    if isinstance(given, str):
        return value_in_words(column.name, given)
    return _KINDS[column.kind](float(given))


def difference(column: Column, given: float | None) -> str:
    """With its sign, "+5.0 points"; empty where there is none."""
    if given is None:
        return ""
    if column.kind in (kinds.SHARE, kinds.POINTS):
        return _signed(100 * given, ".1f")
    written = _KINDS[column.kind](abs(given))
    return f"{MINUS if given < 0 else '+'}{written}" if given else "±0"


def _signed(given: float, spec: str) -> str:
    written = number(abs(given), spec)
    # What rounds to nothing has no sign.
    if not any(digit in written for digit in "123456789"):
        return f"±{written}"
    return f"{MINUS if given < 0 else '+'}{written}"


def _share(given: float) -> str:
    if 0 < given < 0.0005 or 0.9995 <= given < 1:
        return percent(given)
    return _("{points:.1f}\N{NO-BREAK SPACE}%", points=100 * given)


def _bytes(given: float) -> str:
    if given >= 1e6:
        return _("{size:.1f}\N{NO-BREAK SPACE}MB", size=given / 1e6)
    return _("{size:.0f}\N{NO-BREAK SPACE}kB", size=given / 1e3)


_KINDS: Mapping[str, Callable[[float], str]] = {
    kinds.COUNT: lambda given: number(given, ",.0f"),
    kinds.SHARE: _share,
    kinds.POINTS: lambda given: number(100 * given, ".1f").replace("-", MINUS),
    kinds.LOSS: lambda given: number(given, ".3f") if given < 100 else number(given, ".3g"),
    kinds.STRENGTH: as_set,
    kinds.NORM: lambda given: number(given, ".1f"),
    kinds.BYTES: _bytes,
    kinds.SECONDS: lambda given: number(given, ".1f"),
    kinds.SPEED: lambda given: number(given, ",.0f"),
}
