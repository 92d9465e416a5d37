"""A comparison as CSV, JSON and Markdown: the same table, for a sheet, a program and a text."""

from __future__ import annotations

import csv
import io
import math
from typing import Any

from playground import __version__
from playground.change import change_row
from playground.comparison import shown
from playground.comparison.comparable import ALL
from playground.comparison.table import Row, Table
from playground.messages import _


def csv_text(table: Table) -> str:
    """A header and a line a run, ended as RFC 4180 has it. Keys, and plain numbers.

    `difference_…` are from the baseline, empty where the two are not to be compared.
    """
    buffer = io.StringIO(newline="")
    differing = [column.name for column in table.columns if not column.setting]
    names = ["run", "name", "baseline", "comparable", *(column.name for column in table.columns),
             *(f"difference_{name}" for name in differing)]
    writer = csv.writer(buffer)
    writer.writerow(names)
    for row in table.rows:
        writer.writerow([
            _safe(row.history.id), _safe(row.history.name), int(_is_baseline(table, row)),
            int(row.comparability.comparable), *(_plain(cell.value) for cell in row.cells),
            *(_plain(table_cell.difference) for column, table_cell in zip(
                table.columns, row.cells, strict=True) if not column.setting)])
    return buffer.getvalue()


def row_document(table: Table, row: Row) -> dict[str, Any]:
    """A run as JSON has it: its settings, its numbers, and the differences with their direction."""
    cells = list(zip(table.columns, row.cells, strict=True))
    return {
        "run": row.history.id, "name": row.history.name, "origin": row.history.origin,
        "state": row.history.state, "baseline": _is_baseline(table, row),
        "comparable": row.comparability.comparable,
        "reasons": [{"code": reason.code, "about": reason.about, "text": str(reason.text)}
                    for reason in row.comparability.reasons],
        "numbers": {column.name: _finite(cell.value) for column, cell in cells},
        "differences": {
            column.name: {"difference": _finite(cell.difference), "direction": cell.direction}
            for column, cell in cells if cell.difference is not None},
        "best": [column.name for column, cell in cells if cell.best],
        "experiment": row.history.began_as.to_mapping(),
        "changes": [change_row(change) for change in row.history.changes],
    }


def document(table: Table) -> dict[str, Any]:
    """The whole comparison."""
    return {
        "version": __version__, "baseline": table.baseline,
        "columns": [{"name": column.name, "kind": column.kind, "better": column.better}
                    for column in table.columns],
        "runs": [row_document(table, row) for row in table.rows]}


def markdown(table: Table) -> str:
    """A table for a text, in the reader's language: the best bold, differences in brackets."""
    head = [_("Run"), *(str(column.label) for column in table.columns)]
    lines = [_line(head), _line(["---", *("---:" for _column in table.columns)])]
    notes = []
    for row in table.rows:
        cells = [_name(table, row)]
        for column, cell in zip(table.columns, row.cells, strict=True):
            text = shown.value(column, cell.value)
            text = f"**{text}**" if cell.best else text
            told = shown.difference(column, cell.difference)
            cells.append(f"{text} ({told})" if told else text)
        lines.append(_line(cells))
        notes += [f"- {_escaped(row.history.name)}: {_escaped(str(reason.text))}"
                  for reason in row.comparability.reasons if reason.about == ALL]
    return "\n".join([*lines, *([""] if notes else []), *notes]) + "\n"


def _is_baseline(table: Table, row: Row) -> bool:
    return row.history.id == table.baseline


def _name(table: Table, row: Row) -> str:
    name = _escaped(row.history.name)
    return _("{name} (baseline)", name=name) if _is_baseline(table, row) else name


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _escaped(text: str) -> str:
    """A name may hold anything, and must stay one cell."""
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def _safe(text: str) -> str:
    """A sheet would take it for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _plain(value: object) -> object:
    return "" if value is None else value


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
