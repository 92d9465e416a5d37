"""Messages are data: worded when shown, in the language of who reads them."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest

from playground import messages
from playground.errors import BadInput
from playground.messages import (
    _,
    from_data,
    from_text,
    lazy,
    lazy_n,
    lazy_p,
    ngettext,
    speaking,
    to_data,
    to_text,
)
from playground.messages.language import current, from_elsewhere
from playground.messages.languages import known, preferred

THREE = ("rock", "paper", "scissors")


def test_a_message_is_worded_by_who_shows_it() -> None:
    message = lazy("{first} and {last}", first="L1", last="L2")
    assert str(message) == "L1 and L2"
    with speaking("de"):
        assert str(message) == f"{message}" == "L1 und L2"
        assert str(BadInput(message)) == "L1 und L2"
    assert BadInput(message).text == message


def test_each_thread_speaks_its_own_language() -> None:
    with speaking("de"), ThreadPoolExecutor(1) as pool:
        assert pool.submit(current).result() == "en"
        assert current() == "de"


def test_where_no_language_is_set_the_pages_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playground.messages.language._elsewhere", None)
    from_elsewhere(lambda: "de")
    assert current() == "de"
    with speaking("en"):
        assert current() == "en"


def test_what_is_not_translated_is_said_in_english() -> None:
    with speaking("de"):
        assert _("{n} zebras: never translated", n=3) == "3 zebras: never translated"


@pytest.mark.parametrize(("spec", "english", "german"), [
    ("", "1234.5", "1234,5"), (",.1f", "1,234.5", "1.234,5"), (".0%", "123450%", "123450%"),
    ("g", "1234.5", "1234,5"), (".9", "1234.5", "1234,5"), ("<9999999", "1234.5", "1234,5"),
])
def test_numbers_are_written_as_the_language_does(spec: str, english: str, german: str) -> None:
    # The last two ask for what no wording of ours does: they may come from a database.
    message = messages.Message(f"{{x:{spec}}}" if spec else "{x}", (("x", 1234.5),))
    assert str(message) == english
    with speaking("de"):
        assert str(message) == german


def test_dates_are_written_as_the_language_does() -> None:
    message = lazy("{day:date} {moment:datetime}", day=date(2026, 11, 7),
                   moment=datetime(2026, 11, 7, 9, 5))
    assert str(message) == "2026-11-07 2026-11-07 09:05"
    with speaking("de"):
        assert str(message) == "07.11.2026 07.11.26, 09:05"


def test_plurals_and_lists() -> None:
    assert [ngettext("{n} picture", "{n} pictures", n) for n in (0, 1, 2)] == [
        "0 pictures", "1 picture", "2 pictures"]
    assert _("{all}; {all:or}; {all:,}", all=THREE) == (
        "rock, paper and scissors; rock, paper or scissors; rock, paper, scissors")
    assert _("{all}", all=("rock",)) == "rock"
    with speaking("de"):
        assert _("{all}", all=THREE) == "rock, paper und scissors"


def test_a_wording_reaches_no_attribute_of_its_values() -> None:
    wording = "{x.__class__} {x[0]} {missing} {{x}} {x}"
    assert str(messages.Message(wording, (("x", "a"),))) == "{x.__class__} {x[0]} {missing} {x} a"


def test_the_pseudo_language_brackets_accents_and_lengthens() -> None:
    with speaking("qps"):
        said = _("There is no run {run}.", run="rock")
    assert said.startswith("⟦Théré îs nô rûn rock.")
    assert said.endswith("⟧")
    assert len(said) >= 1.4 * len("There is no run .")


@pytest.mark.parametrize("message", [
    "a plain text", '{"message": broken', lazy("There is no run {run}.", run="x"),
    lazy_n("{n} picture of {what}", "{n} pictures of {what}", 3, what=lazy("all")),
    lazy_p("state", "{all} {day:date} {x:g}", all=THREE, day=date(2026, 1, 2), x=0.5),
])
def test_messages_come_back_from_data_and_from_a_database(message: messages.Text) -> None:
    assert from_data(json.loads(json.dumps(to_data(message)))) == message
    assert from_text(to_text(message)) == message
    assert pickle.loads(pickle.dumps(message)) == message


@pytest.mark.parametrize("data", [
    None, 3, [], {}, {"message": ""}, {"message": "x" * 3000}, {"message": "x", "values": []},
    {"message": "x", "n": "1"}, {"message": "x", "values": {"a": {"b": 1}}},
    {"message": "x", "values": {"a": None}}, {"message": "x", "values": {"a": {"day": "soon"}}},
])
def test_what_is_no_message_is_refused(data: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of json, of dates or of its own
        from_data(data)
    kept = json.dumps(data)
    assert from_text(kept) == kept


@pytest.mark.parametrize(("header", "language"), [
    ("de-AT,de;q=0.9,en;q=0.8", "de"), ("fr,en;q=0.5,de;q=0.7", "de"), ("en-US,de;q=0.9", "en"),
    ("fr", "en"), ("", "en"), (None, "en"), ("de;q=x,*;q=0.1", "de"), ("qps", "en"),
])
def test_the_browsers_languages_are_obeyed(header: str | None, language: str) -> None:
    assert preferred(header) == language


def test_unknown_languages_are_none() -> None:
    assert [known(one) for one in ("DE_de", "qps", "xx", "../de", "", None, 7)] == [
        "de", "qps", None, None, None, None, None]


def test_english_needs_no_babel() -> None:
    program = """
import sys
from playground.messages import _, speaking
assert _("{n:,} steps", n=1000) == "1,000 steps"
assert "babel" not in sys.modules
with speaking("de"):
    _("{n:,} steps", n=1000)
assert "babel" in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True,
                          check=False)
    assert done.returncode == 0, done.stderr
