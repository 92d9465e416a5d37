"""A firewall of this machine, told from one that cannot be seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.workshop_check import firewall
from playground.workshop_check.finding import Verdict
from playground.workshop_check.firewall import firewall_found, is_on


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(firewall, "_said", lambda command: None)


@pytest.mark.usefixtures("silent")
@pytest.mark.parametrize(("text", "on"), [("ENABLED=yes\n", True), ("ENABLED=no\n", False)])
def test_ufws_own_file_tells(tmp_path: Path, text: str, on: bool) -> None:
    file = tmp_path / "ufw.conf"
    file.write_text(text)
    assert is_on("linux", file) is on


@pytest.mark.usefixtures("silent")
@pytest.mark.parametrize("platform", ["linux", "darwin", "win32", "aix"])
def test_where_nothing_tells_nothing_is_claimed(tmp_path: Path, platform: str) -> None:
    assert is_on(platform, tmp_path / "none") is None


@pytest.mark.parametrize(("platform", "said", "on"), [
    ("linux", "active\n", True), ("linux", "inactive\n", False), ("linux", "failed\n", None),
    ("darwin", "Firewall is enabled. (State = 1)\n", True),
    ("darwin", "Firewall is disabled. (State = 0)\n", False),
    ("win32", "True\n", True), ("win32", "False\n", False),
])
def test_a_command_of_the_system_tells(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, said: str, on: bool | None
) -> None:
    monkeypatch.setattr(firewall, "_said", lambda command: said)
    assert is_on(platform, tmp_path / "none") is on


def test_a_command_that_is_not_there_says_nothing() -> None:
    assert firewall._said(["no-such-command-here"]) is None


def test_each_case_has_its_sentence() -> None:
    assert firewall_found(True, 8501).verdict is Verdict.MIND
    assert "8501" in str(firewall_found(True, 8501).sentence)
    assert firewall_found(None, 8501).verdict is Verdict.OPEN
    assert firewall_found(False, 8501).verdict is Verdict.GOOD
