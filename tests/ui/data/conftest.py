"""The page Data in Streamlit's test runner."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from fakes import FakeManager

from playground.ui.data import loaded
from playground.ui.recent import Recent


@pytest.fixture
def data_page(
    manager: FakeManager, page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> AppTest:
    monkeypatch.setattr("playground.ui.compare.offers.run_manager", lambda: manager)
    monkeypatch.setattr(loaded, "_shipped", Recent(4))
    page.run()
    page.switch_page("pages/6_Data.py").run()
    assert not page.exception
    return page
