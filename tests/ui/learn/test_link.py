"""What a teacher's link narrows, written and read."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from playground.ui.learn.link import Narrowed, narrowed, query


@pytest.mark.parametrize("narrow", [
    Narrowed(), Narrowed(no_text=True), Narrowed(locked=True), Narrowed(True, True, True)])
def test_what_is_written_is_read(narrow: Narrowed) -> None:
    words = dict(parse_qsl(query("pooling", narrow, "de")))
    assert narrowed(words) == narrow
    assert words["lesson"] == "pooling"
    assert words["lang"] == "de"


def test_other_words_narrow_nothing() -> None:
    assert narrowed({"hide": "picture", "lock": "", "start": "x", "utm_source": "y"}) == Narrowed()


def test_the_overview_has_no_lesson() -> None:
    assert query("") == ""
