"""A set from Kaggle: got by a library that is optional, or one sentence on how else."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from tests.cli.playing import assert_refused, play


def library(monkeypatch: pytest.MonkeyPatch, outcome: str | Exception) -> list[str]:
    """A library in place of kagglehub; the names that it is asked for."""
    asked: list[str] = []

    def download(name: str) -> str:
        asked.append(name)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    made = ModuleType("kagglehub")
    made.dataset_download = download  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "kagglehub", made)
    return asked


def test_what_is_got_is_counted_and_can_be_trained_on(
    pics: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = library(monkeypatch, str(pics))
    done = play("fetch")
    assert done.code == 0
    assert asked == ["drgfreeman/rockpaperscissors"]
    assert done.out.splitlines()[0] == str(pics)
    assert "--data" in done.out


def test_without_the_library_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "kagglehub", None)
    assert_refused(play("fetch"), "kagglehub is not installed", "in a browser")


def test_without_a_network_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    library(monkeypatch, ConnectionError("no route"))
    assert_refused(play("fetch"), "can't be reached", "in a browser")


def test_a_key_that_is_refused_is_told_from_a_network_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    error = RuntimeError("403")
    error.response = SimpleNamespace(status_code=403)  # type: ignore[attr-defined]
    library(monkeypatch, error)
    assert_refused(play("fetch", "somebody/something"), "403", "your own key")


@pytest.mark.parametrize("name", ["hands", "../etc/passwd", "a/b/c", "https://kaggle.com/a/b"])
def test_a_name_that_is_none_is_refused_before_anything_is_asked(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = library(monkeypatch, "nowhere")
    assert_refused(play("fetch", name), "no name of a set")
    assert asked == []
