"""A run's twin stands beside it while it is the answer to what the run's last turn has done."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from playground.change import Change
from playground.presets import PLAY_DEFAULT
from playground.training.history import of_view
from playground.training.manager.managed import RunView
from playground.training.snapshot import Snapshot
from playground.training.states import FINISHED, RUNNING, STOPPED
from playground.training.twins import NO_KIN, Kin, question
from playground.ui.compare.offers import HERE, Offer
from playground.ui.compare.twins_beside import twin_beside

NONE = PLAY_DEFAULT.experiment()
FIRST, SECOND = Change(20, "lambda", NONE.lambda_, 0.01), Change(400, "lambda", 0.01, 0.1)


def offer(run_id: str, state: str, changes: tuple[Change, ...] = (), kin: Kin = NO_KIN) -> Offer:
    seen = Snapshot(1, state, NONE, NONE, steps_per_epoch=17, changes=changes)
    view = RunView(run_id, seen, True, None, None, None, kin=kin)
    return Offer(HERE, of_view(view), view=view)


def twin(run_id: str, run: Offer, began: int, state: str = RUNNING, **changed: Any) -> Offer:
    """As the manager makes it, of the run as it stands."""
    assert run.view is not None
    of = question(run.id, run.view.snapshot, began)
    return offer(run_id, state, of.others, Kin(run.id, replace(of, **changed)))


def test_the_twin_of_the_last_turn_stands_beside_its_run() -> None:
    run = offer("run", FINISHED, (FIRST, SECOND))
    first, second = twin("t1", run, 20), twin("t2", run, 400)
    found = twin_beside(run, (run, second, first))
    assert found is not None
    assert (found.offer.id, found.began) == ("t2", 400)
    assert twin_beside(second, (run, first, second)) is None


@pytest.mark.parametrize("state", [STOPPED, FINISHED])
def test_a_stopped_twin_answers_nothing(state: str) -> None:
    run = offer("run", FINISHED, (FIRST,))
    found = twin_beside(run, (run, twin("t1", run, 20, state)))
    assert (found is None) == (state == STOPPED)


def test_what_was_asked_before_a_later_turn_is_no_answer_any_more() -> None:
    before = offer("run", RUNNING, (FIRST,))
    asked_then = twin("t1", before, 20)
    assert twin_beside(before, (before, asked_then)) is not None
    turned = offer("run", RUNNING, (FIRST, SECOND))
    assert twin_beside(turned, (turned, asked_then)) is None


def test_it_is_drawn_from_the_last_point_before_the_two_part() -> None:
    run = offer("run", FINISHED, (FIRST,))
    found = twin_beside(run, (run, twin("t1", run, 20)))
    assert found is not None
    # 20 steps are 1.18 epochs.
    drawn = found.since(([0.5, 1.0, 1.5, 2.0], [0.3, 0.4, 0.5, 0.6]))
    assert (list(drawn.x), list(drawn.y)) == ([1.0, 1.5, 2.0], [0.4, 0.5, 0.6])
    assert not found.since(([], []))
