"""The page Inside in Streamlit's test runner, with nothing worked out behind it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from fakes import FakeManager

from playground.ui.inside.work import Customer, Task, Work

APP = Path(__file__).resolve().parents[3] / "app.py"


class Idle(Work):
    """Notes what is wanted, and starts no thread: what is there is what a test puts there."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted: list[Task] = []

    def want(self, who: Customer, tasks: Sequence[Task]) -> None:
        self.wanted = [task for task in tasks if self.state(who, task).pending]


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Idle:
    made = Idle()
    for module in ("looked", "shown", "following"):
        monkeypatch.setattr(f"playground.ui.inside.{module}.WORK", made)
    return made


@pytest.fixture
def inside(manager: FakeManager, work: Idle, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Not run yet: a test may set the address first."""
    monkeypatch.setattr("playground.ui.compare.offers.run_manager", lambda: manager)
    monkeypatch.setattr("playground.ui.inside.looked.run_manager", lambda: manager)
    return AppTest.from_file(str(APP), default_timeout=180).switch_page("pages/5_Inside.py")
