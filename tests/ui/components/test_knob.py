"""What Python makes of what a browser sends; how the slider itself behaves is a browser test."""

from __future__ import annotations

import json
from typing import Any

import pytest

from playground.ui.components import knob as module
from playground.ui.components.knob import knob


class Browser:
    """Stands in for Streamlit: the state that the browser sent, and what it was sent."""

    def __init__(self) -> None:
        self.session_state: dict[str, Any] = {}
        self.sent: dict[str, Any] = {}
        self.callback: Any = None

    def mount(self, *, data: bytes, on_edit_change: Any, **_: Any) -> None:
        header = data[4 : 4 + int.from_bytes(data[:4], "little")]
        self.sent, self.callback = json.loads(header), on_edit_change

    def edits(self, value: Any, number: Any) -> None:
        self.session_state["k"] = {"edit": {"value": value, "id": number}}


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    made = Browser()
    monkeypatch.setattr(module, "st", made)
    monkeypatch.setattr(module, "_mount", made.mount)
    return made


def turn(value: float, **more: Any) -> float:
    return knob("λ", value, low=1e-6, high=0.1, key="k", off=True, logarithmic=True, **more)


def test_an_edit_outweighs_the_callers_value_once(browser: Browser) -> None:
    assert turn(0.01) == 0.01
    browser.edits(0.02, 1)
    assert turn(0.01) == 0.02
    # A preset comes after it.
    assert turn(0.05) == 0.05
    browser.edits(0.03, 2)
    assert turn(0.05) == 0.03


def test_the_browser_is_told_which_edit_was_seen_and_what_holds(browser: Browser) -> None:
    browser.edits(0.02, 17)
    turn(0.01)
    assert (browser.sent["seen"], browser.sent["value"]) == (17, 0.02)


@pytest.mark.parametrize("value", [
    0.2, -1, 1e-9, float("nan"), float("inf"), "0.01", None, True, [0.01], {"value": 0.01},
])
def test_what_is_no_value_of_the_knob_changes_nothing(browser: Browser, value: Any) -> None:
    called: list[float] = []
    browser.edits(value, 1)
    assert turn(0.01) == 0.01
    turn(0.01, on_change=called.append)
    browser.callback()
    assert called == []


@pytest.mark.parametrize(
    "edit", [None, 3, "x", [], {}, {"value": 0.02}, {"value": 0.02, "id": "1"}]
)
def test_what_is_no_edit_changes_nothing(browser: Browser, edit: Any) -> None:
    browser.session_state["k"] = {"edit": edit}
    assert turn(0.01) == 0.01


def test_off_is_zero_where_there_is_such_a_stop(browser: Browser) -> None:
    browser.edits(0, 1)
    assert turn(0.01) == 0
    browser.edits(0, 2)
    assert knob("λ", 0.01, low=1e-6, high=0.1, key="k") == 0.01


def test_a_callback_decides_what_holds(browser: Browser) -> None:
    called: list[float] = []
    browser.edits(0.02, 1)
    assert turn(0.015, on_change=called.append) == 0.015
    browser.callback()
    assert called == [0.02]


def test_a_disabled_knob_takes_nothing(browser: Browser) -> None:
    called: list[float] = []
    browser.edits(0.02, 1)
    assert turn(0.01, disabled=True) == 0.01
    turn(0.01, disabled=True, on_change=called.append)
    browser.callback()
    assert called == []
