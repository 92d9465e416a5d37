"""The board's rows and the table, from what runs show."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from playground.errors import BadInput
from playground.presets import PLAY_DEFAULT
from playground.room.board import Row, row, rows
from playground.room.challenge import Place, Score
from playground.room.members import Sight
from playground.room.state import Present
from playground.room.table import COLUMNS, table
from playground.training.manager.managed import RunView
from playground.training.snapshot import Probe, Snapshot
from playground.training.states import FINISHED, PAUSED, QUEUED, RUNNING

ADA = Present("id", "Ada", Sight("run", "shows it"))
BEGAN = PLAY_DEFAULT.experiment()
SEEN = Snapshot(1, RUNNING, BEGAN, BEGAN, epoch=3, probes=(Probe(50, 0.8, 0.25, 0.5),))


def looking_at(seen: Snapshot, run_id: str = "run"):
    def look(asked: str, token: str) -> RunView:
        if (asked, token) != ("run", "shows it"):
            raise BadInput("not yours")
        return RunView(run_id, seen, True, None, None, None)

    return look


def test_a_row_has_the_newest_reading_of_the_run_in_front() -> None:
    assert row(ADA, looking_at(SEEN)) == Row(
        "id", "Ada", "run", "training", 0.25, 0.8, 3, BEGAN.epochs)


@pytest.mark.parametrize(("state", "doing"), [
    (RUNNING, "training"), (PAUSED, "paused"), (QUEUED, "waiting"), (FINISHED, "ended")])
def test_a_row_says_what_the_run_does(state: str, doing: str) -> None:
    assert row(ADA, looking_at(replace(SEEN, state=state))).doing == doing


def test_who_has_no_run_or_one_that_is_gone_has_a_row_without_numbers() -> None:
    without = Present("other", "Bo", None)
    gone = Present("third", "Cy", Sight("forgotten", "shows it"))
    assert rows([without, gone], looking_at(SEEN)) == (Row("other", "Bo"), Row("third", "Cy"))


def test_a_run_that_has_measured_nothing_has_no_place_on_the_board() -> None:
    found = row(ADA, looking_at(replace(SEEN, probes=())))
    assert (found.zeros, found.accuracy, found.doing) == (None, None, "training")


@pytest.mark.parametrize(("names", "first"), [(True, "Ada"), (False, "1")])
def test_the_table_has_names_only_where_they_are_shown(names: bool, first: str) -> None:
    place = Place(1, "id", Score("run", 3, 1234, True, 90))
    written = table([row(ADA, looking_at(SEEN)), Row("b", "Bo")], {"id": place}, names=names)
    read = list(csv.DictReader(io.StringIO(written)))
    assert tuple(read[0]) == COLUMNS
    assert read[0] == dict(zip(COLUMNS, (
        first, "training", "3", str(BEGAN.epochs), "0.2500", "0.8000", "1", "1234", "yes"),
        strict=True))
    assert (read[1]["exact_zeros"], read[1]["challenge_place"]) == ("", "")
