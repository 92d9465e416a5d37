"""The page's states: nothing of one's own, a run that trains, one that is somebody else's."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from playground.change import Change
from playground.presets import PLAY_DEFAULT
from playground.training.manager.managed import Ticket
from playground.training.snapshot import EpochRecord, SetReading
from playground.training.states import FINISHED
from playground.ui.compare import verdict
from playground.ui.compare.choice import Choice
from playground.ui.compare.compared import Compared, compared
from playground.ui.session import Tab

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from fakes import FakeManager

OWN = "20261127-101500-ab12cd34"


def record(epoch: int, accuracy: float) -> EpochRecord:
    reading = SetReading(1.0, accuracy, ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
                         np.arange(3), np.arange(3, dtype=np.int8))
    return EpochRecord(epoch, 17 * epoch, 0.1, reading, reading, None, (), 0.1, 0.2, 900.0, 1.0)


def trained(manager: FakeManager, at: Tab, accuracy: float = 0.5, **state: Any) -> Ticket:
    """A run of that tab after two epochs."""
    ticket = manager.submit(at.experiment, owner=at.owner)
    named = Ticket(OWN, ticket.token)
    manager.snapshots[OWN] = replace(
        manager.snapshots.pop(ticket.run_id), step=34, epoch=2,
        records=(record(1, 0.4), record(2, accuracy)), **state)
    at.ticket = named
    return named


def opened(page: AppTest) -> Compared:
    page.run()
    assert not page.exception
    return compared(seen(page))


def seen(page: AppTest) -> Choice:
    return page.session_state["compare-page"]


def tab(page: AppTest) -> Tab:
    return page.session_state["play-page"]


def component(page: AppTest, key: str) -> dict[str, Any]:
    """The header that was last mounted at that place."""
    found = next(one for one in page.get("bidi_component") if f"-{key}" in one.proto.id)
    data = found.proto.bytes
    return json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")])


def test_it_is_never_empty(compare: AppTest) -> None:
    shown = opened(compare)
    assert shown.runs[0].id == "none"
    assert len(shown.runs) == 5
    assert shown.epochs == 22
    assert not shown.trains


def test_a_link_to_a_run_that_is_not_there_leaves_the_others(compare: AppTest) -> None:
    compare.query_params["runs"] = f"l1,{OWN},l2"
    compare.query_params["baseline"] = OWN
    assert [run.id for run in opened(compare).runs] == ["l1", "l2"]


def test_a_page_that_names_runs_of_ones_own_is_drawn_once_the_tab_has_told_whose_it_is(
    compare: AppTest,
) -> None:
    compare.query_params["runs"] = f"l1,{OWN}"
    compare.run()
    assert not compare.exception
    assert "compare-follower" not in compare.session_state
    # It holds none.
    tab(compare).token_read = True
    assert [run.id for run in opened(compare).runs] == ["l1"]
    assert "compare-follower" in compare.session_state


def test_the_run_of_the_play_page_is_followed_while_it_trains(
    compare: AppTest, manager: FakeManager
) -> None:
    opened(compare)
    trained(manager, tab(compare))
    seen(compare).choose(OWN)
    shown = opened(compare)
    assert shown.trains
    assert shown.runs[-1].history.records[-1].validation.accuracy == 0.5
    manager.change(OWN, state=FINISHED)
    ended = compared(seen(compare))
    assert not ended.trains
    # What takes long is worked out in a thread of its own, and awaited by itself.
    seen(compare).unfinished.clear()
    # Before the page was looked at for the first time: how it ended is still drawn, once.
    follower = compare.session_state["compare-follower"]
    (scene,) = follower.scenes
    assert follower.may_change(scene, ended)
    assert not follower.may_change(scene, ended)


def test_somebody_elses_run_is_not_shown_whatever_the_link_says(
    compare: AppTest, manager: FakeManager
) -> None:
    opened(compare)
    theirs = Tab(PLAY_DEFAULT.experiment())
    trained(manager, theirs)
    mine = seen(compare)
    mine.choose(OWN)
    mine.guests[OWN] = "guessed-token"
    assert OWN not in [offer.id for offer in compared(mine).offers]


def test_what_differs_is_said_as_a_sentence(compare: AppTest) -> None:
    shown = opened(compare)
    assert verdict.differs(shown)[0] == "Only the regularizer, λ and dropout differ."
    seen(compare).choose("dropout")
    assert verdict.differs(compared(seen(compare)))[0] == "Only the regularizer and λ differ."


def test_of_luck_the_best_run_is_said_in_the_card_and_only_the_others_below(
    compare: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"l1": ["L1 is ahead.", "+2"], "l2": ["L2 is ahead.", "+5"]}
    means = {"l1": 0.02, "l2": 0.05}
    monkeypatch.setattr(verdict.luck_section, "luck_of", lambda shown, run: (
        SimpleNamespace(mean=means[run.id]) if run.id in means else None))
    monkeypatch.setattr(verdict.luck_section, "about_run",
                        lambda shown, run: told.get(run.id, []))
    assert verdict.luck(opened(compare), []) == told["l2"]
    below = component(compare, "compare-luck-words")["html"]
    assert "L1 is ahead." in below
    assert "L2 is ahead." not in below


@pytest.mark.parametrize("part", ["", "no-such-part"])
def test_an_unknown_part_is_the_first_one(compare: AppTest, part: str) -> None:
    compare.query_params["part"] = part
    assert opened(compare).runs
    assert seen(compare).part == ""


def test_a_runs_twin_is_drawn_faint_with_it_and_told_of(
    compare: AppTest, manager: FakeManager
) -> None:
    opened(compare)
    at = tab(compare)
    run = trained(manager, at, 0.7, state=FINISHED,
                  changes=(Change(20, "lambda", at.experiment.to_mapping()["lambda"], 0.1),))
    # What has ended is kept, and other tests have a run of this name.
    manager.change(OWN, step=35)
    twin = manager.twin(OWN, run.token, 20)
    manager.change(twin.run_id, state=FINISHED,
                   records=(record(1, 0.4), record(2, 0.6)))
    shown = opened(compare)
    assert next(one for one in shown.runs if one.id == OWN).twin is None
    at.desk.lay_by(twin)
    shown = opened(compare)
    mine = next(one for one in shown.runs if one.id == OWN)
    header = component(compare, "compare-validation")
    drawn = {trace["name"]: trace for trace in header["data"] if "name" in trace}
    assert f"{mine.name}, difference" in drawn
    assert drawn[f"{mine.name}, twin"]["y"] == [40, 60]
    assert drawn[f"{mine.name}, twin"]["line"]["color"] == drawn[mine.name]["line"]["color"]
    assert f"{mine.letter} {mine.name}: 70 (60 without the last turn)" in header["alt"]
