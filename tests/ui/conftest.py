"""The Play page in Streamlit's own test runner, with a manager that trains nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from cachetools import LRUCache
from streamlit.testing.v1 import AppTest

from playground.presets import PLAY_DEFAULT
from playground.ui import desks
from playground.ui.recent import Recent
from playground.ui.session import Tab

sys.path.insert(0, str(Path(__file__).parent))
from fakes import FakeManager

APP = Path(__file__).resolve().parents[2] / "app.py"


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> FakeManager:
    made = FakeManager()
    for module in ("session", "actions", "address", "ownership", "live.needs", "stage", "past",
                   "tray", "laid_by", "twins", "race", "ahead", "undo", "desks", "meanwhile"):
        monkeypatch.setattr(f"playground.ui.{module}.run_manager", lambda: made)
    monkeypatch.setattr("playground.ui.desks._desks", LRUCache(desks.MOST))
    # What one test's runs keep says nothing of another's, which have the same names.
    monkeypatch.setattr("playground.ui.past._kept", Recent(8))
    monkeypatch.setattr("playground.ui.past._weights", Recent(8))
    # No thread of a test may import TensorFlow behind it.
    monkeypatch.setattr("playground.ui.ahead.warm_up", lambda experiment: None)
    return made


@pytest.fixture
def page(manager: FakeManager) -> AppTest:
    """Not run yet: a test may set the address first."""
    return AppTest.from_file(str(APP), default_timeout=180)


@pytest.fixture
def at(manager: FakeManager) -> Tab:
    """A tab whose run trains."""
    made = Tab(PLAY_DEFAULT.experiment())
    made.ticket = manager.submit(made.experiment, owner="me")
    return made
