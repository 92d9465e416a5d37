"""The table of a comparison: a row a run, with signed differences from the baseline.

A difference is given only where the two numbers may be compared, and has a better direction only
where one is known. The best of a column is the best of those that may be compared with the
baseline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from playground.comparison.columns import COLUMNS, UNKNOWN, Column, Value
from playground.comparison.comparable import Comparability, comparabilities
from playground.comparison.costly import all_known, known, work_out
from playground.training.history import History

BETTER, WORSE, SAME, NEITHER = "better", "worse", "same", "neither"


@dataclass(frozen=True)
class Cell:
    """`value` None: the run has none. `difference` None: of the baseline, or not to be compared.

    `direction` is one of BETTER, WORSE, SAME and NEITHER (no direction is known), "" where there
    is no difference.
    """

    value: Value
    difference: float | None = None
    direction: str = ""
    best: bool = False


@dataclass(frozen=True)
class Row:
    """One run; `cells` are aligned with the table's columns."""

    history: History
    comparability: Comparability
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """`baseline` is the id of the run that the others are held against, in whatever order.

    `pending`: costly columns were left out, because not all of them are known yet.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    baseline: str = ""
    pending: bool = False

    def column(self, name: str) -> int:
        """The place of a column. Raises `ValueError` where there is none of that name."""
        return [column.name for column in self.columns].index(name)

    def cell(self, row: int, name: str) -> Cell:
        return self.rows[row].cells[self.column(name)]

    def sorted_by(self, name: str, *, rising: bool | None = None) -> Table:
        """The rows in another order, the best first unless told; missing values stand last.

        Where no direction is better, the highest come first, and texts by the alphabet.
        """
        column = self.columns[self.column(name)]
        if rising is None:
            rising = column.better < 0 or any(
                isinstance(row.cells[self.column(name)].value, str) for row in self.rows)

        def value(row: Row) -> Value:
            return row.cells[self.column(name)].value

        there = [row for row in self.rows if value(row) is not None]
        missing = [row for row in self.rows if value(row) is None]
        there.sort(key=lambda row: _order(value(row)), reverse=not rising)
        return replace(self, rows=(*there, *missing))


def table(runs: Sequence[History], *, wait: bool = True,
          columns: Iterable[Column] = COLUMNS) -> Table:
    """Of the runs in their order, the first of them the baseline.

    Not to `wait`: what takes long and is not known yet has no value, and the table is `pending`;
    `costly.work_out` makes it known.
    """
    shown = tuple(columns)
    if not runs:
        return Table(shown, ())
    slow = any(column.costly for column in shown)
    pending = False
    if slow and wait:
        work_out(runs)
    elif slow:
        pending = not all_known(runs)
    comparable = comparabilities(runs)
    by_column = [_cells(column, runs, comparable, wait) for column in shown]
    return Table(shown, tuple(
        Row(run, one, tuple(cells[at] for cells in by_column))
        for at, (run, one) in enumerate(zip(runs, comparable, strict=True))),
        runs[0].id, pending)


def _cells(column: Column, runs: Sequence[History], comparable: Sequence[Comparability],
           wait: bool) -> list[Cell]:
    values = [_value(column, run, wait) for run in runs]
    fair = [not one.forbids(column.about) for one in comparable]
    cells = [Cell(values[0]), *(
        _against(column, value, values[0]) if allowed else Cell(value)
        for value, allowed in zip(values[1:], fair[1:], strict=True))]
    contest = [value for value, allowed in zip(values, fair, strict=True)
               if allowed and isinstance(value, float | int)]
    if column.better == UNKNOWN or len(contest) < 2 or len(set(contest)) == 1:
        return cells
    best = max(contest, key=lambda value: column.better * value)
    return [replace(cell, best=allowed and cell.value == best)
            for cell, allowed in zip(cells, fair, strict=True)]


def _value(column: Column, run: History, wait: bool) -> Value:
    if column.costly and not wait and known(run) is None:
        return None
    return column.of(run)


def _against(column: Column, value: Value, baseline: Value) -> Cell:
    if (column.setting or not isinstance(value, float | int)
            or not isinstance(baseline, float | int)):
        return Cell(value)
    difference = value - baseline
    if not difference:
        return Cell(value, difference, SAME)
    if column.better == UNKNOWN:
        return Cell(value, difference, NEITHER)
    return Cell(value, difference, BETTER if difference * column.better > 0 else WORSE)


def _order(value: Value) -> tuple[float, str]:
    return (0.0, value) if isinstance(value, str) else (float(value or 0), "")
