"""Names in a room: given, unique, changeable, and checked."""

from __future__ import annotations

import pytest

from playground.errors import BadInput
from playground.room import aliases


def test_names_that_are_given_are_all_different_and_run_out_late() -> None:
    taken: set[str] = set()
    for _ in range(600):
        taken.add(aliases.given(taken, "en"))
    assert len(taken) == 600
    assert all(aliases.checked(one, set()) == one for one in taken)


def test_a_room_s_names_are_of_its_language() -> None:
    german = {aliases.given((), "de") for _ in range(50)}
    assert all("-" in one and " " not in one for one in german)
    assert {aliases.checked(one, set()) for one in german} == german


@pytest.mark.parametrize(("typed", "stands"), [
    ("  Ada   Lovelace ", "Ada Lovelace"), ("Søren", "Søren"), ("Jean-Luc", "Jean-Luc"),
    ("小林", "小林")])
def test_a_name_may_be_chosen(typed: str, stands: str) -> None:
    assert aliases.checked(typed, set()) == stands


@pytest.mark.parametrize("typed", [
    "", "a", "x" * 25, "=SUM(A1)", "<b>bold</b>", "1st", "-minus", "new\u202eline", "a\x00b",
    "half\ud800", "tab\tbed\x07"])
def test_what_is_no_name_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="A name "):
        aliases.checked(typed, set())


def test_a_name_that_somebody_has_is_refused_however_it_is_written() -> None:
    with pytest.raises(BadInput, match="already"):
        aliases.checked("AMBER otter", {"amber otter"})
