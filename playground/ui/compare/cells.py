"""The table's values and differences as a person reads them."""

from __future__ import annotations

from playground.comparison import columns as kinds
from playground.comparison.columns import Column, Value
from playground.comparison.settings import NOTHING, value_in_words
from playground.comparison.table import BETTER, WORSE, Cell
from playground.messages import _, number

_ARROWS = {BETTER: "▲ ", WORSE: "▼ "}
_MINUS = "\N{MINUS SIGN}"


def written(column: Column, value: Value) -> str:
    """Such as "82.4 %", "0.513", "310 kB"."""
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return value_in_words(column.name, value)
    if column.kind == kinds.STRENGTH:
        return value_in_words(column.name, value)
    if column.kind in (kinds.SHARE, kinds.POINTS):
        return _("{share:.1f}\N{NO-BREAK SPACE}%", share=100 * value)
    if column.kind == kinds.BYTES:
        return _("{size:,.0f}\N{NO-BREAK SPACE}kB", size=value / 1000)
    if column.kind == kinds.SECONDS:
        return _("{seconds:,.1f}\N{NO-BREAK SPACE}s", seconds=value)
    return number(value, _FORMATS.get(column.kind, ",.0f"))


_FORMATS = {kinds.LOSS: ".3f", kinds.NORM: ".2f", kinds.SPEED: ",.0f", kinds.COUNT: ",.0f"}


def difference(column: Column, cell: Cell) -> str:
    """With an arrow where a direction is known, up for the better one; and always its sign."""
    if cell.difference is None:
        return ""
    size = cell.difference
    if column.kind in (kinds.SHARE, kinds.POINTS):
        text = _signed(100 * size, ".1f")
    elif column.kind == kinds.BYTES:
        text = _signed(size / 1000, ",.0f")
    else:
        text = _signed(size, {kinds.SECONDS: ",.1f"}.get(
            column.kind, _FORMATS.get(column.kind, ",.0f")))
    return _ARROWS.get(cell.direction, "") + text


def _signed(value: float, form: str) -> str:
    text = number(abs(value), form)
    if float(format(abs(value), form.replace(",", ""))) == 0:
        return f"±{text}"
    return f"{'+' if value > 0 else _MINUS}{text}"
