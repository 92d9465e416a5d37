"""The table: a row a run, sorted by any column, with signed differences from the baseline."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from playground.comparison import shown as words
from playground.comparison.columns import TEXT, Column
from playground.comparison.comparable import PROGRESS
from playground.comparison.costly import work_out
from playground.comparison.table import BETTER, WORSE, Cell, Row, Table
from playground.messages import _, lazy
from playground.training.history import History, Key
from playground.ui.compare.compared import Chosen, Compared
from playground.ui.compare.section import Section
from playground.ui.components.screen import Screen
from playground.ui.components.sorted_table import Entry, Heading, TableRow, sorted_table

HEIGHT = 220
# Up for the better one, whichever way the number went.
_ARROWS = {BETTER: "▲ ", WORSE: "▼ "}


def show(screen: Screen, shown: Compared) -> None:
    found = shown.table
    shown.seen.awaits("table", found.pending)
    # Not beside a page that is being opened: once it is there, it asks again.
    if found.pending and screen.keeps:
        _work_out(shown.histories)
    places = [at for at, column in enumerate(found.columns) if worth_showing(found, at)]
    sorted_table(
        screen, [_heading(found.columns[at]) for at in places],
        [_row(run, row, found, places) for run, row in zip(shown.runs, found.rows, strict=True)],
        key="compare-table", height=HEIGHT, label=_("Table of all runs"))


def worth_showing(found: Table, at: int) -> bool:
    """Not a setting that is equal in all runs, nor a number that no run has."""
    values = [row.cells[at].value for row in found.rows]
    if found.columns[at].setting:
        return any(value != values[0] for value in values)
    return any(value is not None for value in values)


def _heading(column: Column) -> Heading:
    text = column.kind == TEXT
    return Heading(column.name, str(column.label), str(column.help),
                   first=1 if text or column.better < 0 else -1, words=text)


def _row(run: Chosen, row: Row, found: Table, places: Sequence[int]) -> TableRow:
    return TableRow(
        run.id, run.letter, run.name,
        tuple(_entry(found.columns[at], row.cells[at], run) for at in places),
        baseline=run.baseline, note=why_not(row))


def why_not(row: Row) -> str:
    """Why numbers of a run are not held against the baseline's; empty where all are."""
    reasons = [str(one.text) for one in row.comparability.reasons if one.about != PROGRESS]
    if row.comparability.comparable or not reasons:
        return " ".join(reasons)
    return _("Not comparable. {why}", why=reasons[0])


def _entry(column: Column, cell: Cell, run: Chosen) -> Entry:
    text = words.value(column, cell.value)
    told = words.difference(column, cell.difference)
    return Entry(
        text, text if isinstance(cell.value, str) else cell.value,
        f"{_ARROWS.get(cell.direction, '')}{told}" if told and not run.baseline else "",
        cell.direction, cell.best)


_working: set[tuple[Key, ...]] = set()
# Several pages may ask for the same in one moment; it is worked out once.
_guard = threading.Lock()


def _work_out(runs: Sequence[History]) -> None:
    """In a thread of its own: the page is there before, and asks again until it is known."""
    key = tuple(run.key for run in runs)
    with _guard:
        if key in _working:
            return
        _working.add(key)

    def work() -> None:
        try:
            work_out(runs)
        finally:
            with _guard:
                _working.discard(key)

    threading.Thread(target=work, name="comparing", daemon=True).start()


SECTION = Section(
    "table", show, lazy("Numbers"),
    note=lazy("click a heading to sort; under each number the difference from the baseline, with "
              "▲ where that is better and ▼ where it is worse"))
