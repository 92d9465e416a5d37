"""Streamlit's own widgets as controls: what they show is set, and a click on its way stays."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from playground.ui import actions, widgets

KEY = "set-regularizer"


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    made = [100.0]
    monkeypatch.setattr(widgets, "time", SimpleNamespace(monotonic=lambda: made[0]))
    return made


def told(page: AppTest) -> str | None:
    """What the browser is told to show; None where its widget is left alone."""
    proto = page.run().segmented_control(key=KEY).proto
    assert not page.exception
    return next(iter(proto.raw_values)) if proto.set_value else None


def test_the_browser_is_told_until_it_has_heard_and_what_it_shows_then_is_the_persons(
    page: AppTest, manager: Any, now: list[float]
) -> None:
    assert told(page)
    now[0] += widgets._TOLD_WITHIN - 0.1
    # What it was told a moment ago may not have come yet.
    assert told(page)
    now[0] += widgets._TOLD_WITHIN
    # From here on a run of the page says nothing that could take back a click on its way.
    assert told(page) is None
    page.segmented_control(key=KEY).set_value("l2")
    assert told(page) is None
    assert page.session_state["play-page"].experiment.regularizer == "l2"
    # What is chosen for it is told again, at once and until it is shown.
    actions.choose_preset(page.session_state["play-page"], "article-l1")
    assert told(page)
    assert page.segmented_control(key=KEY).value == "l1"
    now[0] += widgets._TOLD_WITHIN + 1
    assert told(page) is None
    assert page.segmented_control(key=KEY).value == "l1"
