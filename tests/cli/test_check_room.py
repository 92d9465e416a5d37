"""`check-room`: in sentences, or as JSON; bad words are refused."""

from __future__ import annotations

import pytest

from playground.cli import check_room
from playground.workshop_check.finding import Finding, Verdict
from tests.cli.playing import assert_refused, play


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int, str]]:
    """What it was asked for; the looking itself is tested where it is done."""
    asked: list[tuple[int, int, str]] = []

    def findings(people: int, port: int, url: str) -> list[Finding]:
        asked.append((people, port, url))
        return [Finding("cores", Verdict.GOOD, "2 cores.", {"cores": 2}),
                Finding("proxy", Verdict.MIND, "A proxy."), Finding("firewall", Verdict.OPEN, "?")]

    monkeypatch.setattr(check_room, "findings", findings)
    return asked


def test_each_finding_is_a_line_with_its_mark(looked: list[tuple[int, int, str]]) -> None:
    done = play("check-room", "--people", "12", "--port", "8600")
    assert done.code == 0
    assert done.out.splitlines() == ["ok  2 cores.", " !  A proxy.", " ?  ?"]
    assert looked == [(12, 8600, "")]


@pytest.mark.usefixtures("looked")
def test_as_json_each_has_its_numbers() -> None:
    first = play("check-room", "--json").rows[0]
    assert first == {"topic": "cores", "verdict": "good", "sentence": "2 cores.", "cores": 2}


def test_what_is_no_address_is_refused_before_anything_is_looked_at() -> None:
    assert_refused(play("check-room", "--url", "class"), "no address of a page")


@pytest.mark.parametrize("words", [["--people", "0"], ["--port", "0"], ["--people", "many"]])
def test_numbers_out_of_range_are_refused(words: list[str]) -> None:
    assert_refused(play("check-room", *words), words[0])
