"""Keras' global state stays as it is after a run of a page."""

from __future__ import annotations

import subprocess
import sys
import types

import pytest
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest

from playground.ui import compat


@pytest.fixture
def sessions_cleared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each entry is one call of a stand-in for `keras.backend.clear_session`."""
    calls: list[str] = []
    keras = types.ModuleType("keras")
    keras.backend = types.SimpleNamespace(  # type: ignore[attr-defined]
        clear_session=lambda: calls.append("cleared")
    )
    monkeypatch.setitem(sys.modules, "keras", keras)
    # Whatever a test puts in place of the hook is taken back after it.
    monkeypatch.setattr(script_runner, compat.HOOK, getattr(script_runner, compat.HOOK))
    return calls


def page() -> None:
    import streamlit as st

    st.text("here")


def test_streamlit_still_calls_the_hook_after_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[str] = []
    monkeypatch.setattr(script_runner, compat.HOOK, lambda: used.append("called"))
    AppTest.from_function(page).run()
    assert used == ["called"]


def test_a_page_leaves_the_keras_session_alone(sessions_cleared: list[str]) -> None:
    assert compat.keep_keras_session()
    assert compat.keep_keras_session()
    shown = AppTest.from_function(page).run()
    assert shown.text[0].value == "here"
    assert sessions_cleared == []


def test_the_hook_clears_it_where_nothing_is_done_against_it() -> None:
    program = f"""
import sys, types
from streamlit.runtime.scriptrunner import script_runner
keras = types.ModuleType("keras")
calls = []
keras.backend = types.SimpleNamespace(clear_session=lambda: calls.append(1))
sys.modules["keras"] = keras
getattr(script_runner, "{compat.HOOK}")()
sys.exit(0 if calls else "the hook no longer clears the session: compat.py can go")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True,
                          check=False)
    assert done.returncode == 0, done.stderr


def test_a_streamlit_without_the_hook_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(script_runner, compat.HOOK)
    assert not compat.keep_keras_session()
