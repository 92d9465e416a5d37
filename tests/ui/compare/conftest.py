"""The Compare page in Streamlit's own test runner, with a manager that trains nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from fakes import FakeManager

APP = Path(__file__).resolve().parents[3] / "app.py"


@pytest.fixture
def compare(manager: FakeManager, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Not run yet: a test may set the address first."""
    monkeypatch.setattr("playground.ui.compare.offers.run_manager", lambda: manager)
    return AppTest.from_file(str(APP), default_timeout=180).switch_page("pages/1_Compare.py")
