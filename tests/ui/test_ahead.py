"""Work that is done before anybody asks for it."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from cachetools import FIFOCache

from playground.data.sources import PRIVATE
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.ui import ahead

MINE = f"{PRIVATE}1"


class Preparing:
    """Stands for the manager: prepares nothing until it is told to go on."""

    def __init__(self) -> None:
        self.asked: list[Experiment] = []
        self.began, self.go_on = threading.Event(), threading.Event()
        self.refuses = False

    def prepare(self, experiment: Experiment, progress: Any) -> Any:
        self.asked.append(experiment)
        self.began.set()
        assert self.go_on.wait(180)
        if self.refuses:
            raise BadInput("Gone.")
        return object()


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> Preparing:
    made = Preparing()
    monkeypatch.setattr(ahead, "run_manager", lambda: made)
    monkeypatch.setattr(ahead, "_making", FIFOCache(ahead._MOST))
    return made


def made(experiment: Experiment) -> object:
    """What is made of it, once it is."""
    key = ahead.data_key(experiment)
    ahead._making[key].done.result(180)
    return ahead.prepared_ahead(experiment)


def test_what_is_being_prepared_of_a_private_source_goes_with_its_session(
    manager: Preparing,
) -> None:
    mine, other = Experiment(data=MINE), Experiment()
    assert ahead.prepared_ahead(mine, patience=0) is None
    assert ahead.prepared_ahead(other, patience=0) is None
    assert manager.began.wait(180)
    under_way = ahead._making[ahead.data_key(mine)]
    # The session ends while its pictures are still being decoded.
    ahead.forget(MINE)
    manager.go_on.set()
    under_way.done.result(180)
    assert made(other) is not None
    assert ahead.data_key(mine) not in ahead._making
    assert not ahead.failed_ahead(mine)


def test_that_it_failed_is_forgotten_with_it(manager: Preparing) -> None:
    mine = Experiment(data=MINE)
    manager.refuses = True
    manager.go_on.set()
    ahead.prepared_ahead(mine)
    assert made(mine) is None
    assert ahead.failed_ahead(mine)
    ahead.forget(MINE)
    assert not ahead.failed_ahead(mine)


def test_settings_that_do_not_decide_the_data_begin_nothing_anew(manager: Preparing) -> None:
    manager.go_on.set()
    first = Experiment(regularizer="l2", lambda_=0.01)
    ahead.prepared_ahead(first)
    data = made(first)
    for strength in (0.02, 0.03, 0.04):
        assert ahead.prepared_ahead(first.with_values({"lambda": strength})) is data
    assert len(manager.asked) == 1
