"""A lesson's file is read, and each fault is a sentence with file and line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from playground.errors import BadInput
from playground.lessons.computed import Answer, Condition, Reply
from playground.lessons.reading import read

ANSWERS: Mapping[str, Answer] = {
    "half": Answer(("yes", "no"), lambda given: Reply("yes", {"share": 0.5}), gives=("share",))}
CONDITIONS: Mapping[str, Condition] = {"moved": Condition(("x",), lambda told: told["x"] > 1)}
WHOLE = """+++
order = 2.5
title = "A title"
idea = "A line."
picture = "seeing"
play = "data=studio&lambda=0.01"

[predict]
question = "Half?"
answer = "half"
explain = "It is {share:.0%}."

[predict.choices]
no = "No"
yes = "Yes"

[task]
words = "Move it."
condition = "moved"
+++

Two *words*.
"""


def wrong(tmp_path: Path, text: str | bytes, name: str = "mine.md") -> str:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BadInput) as raised:
        read(path, {"seeing"}, ANSWERS, CONDITIONS)
    return str(raised.value)


def test_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    path.write_text(WHOLE, encoding="utf-8")
    lesson = read(path, {"seeing"}, ANSWERS, CONDITIONS)
    assert (lesson.name, lesson.order, lesson.title, lesson.text) == (
        "mine", 2.5, "A title", "Two *words*.")
    assert lesson.predict is not None
    assert list(lesson.predict.choices) == ["no", "yes"]
    assert lesson.task is not None
    assert lesson.task.condition == "moved"
    assert lesson.play == "data=studio&lambda=0.01"


@pytest.mark.parametrize(("old", "new", "said"), [
    ("+++\norder", "order", "mine.md, line 1: a lesson begins with a line of +++."),
    ("moved\"\n+++", "moved\"", "mine.md, line 21: the second line of +++ is missing."),
    ("\"A title\"", "A title", "mine.md, line 3: this cannot be read as TOML"),
    ("title =", "titel =", "mine.md, line 3: titel is no word of a lesson"),
    ("\"seeing\"", "\"hearing\"", "mine.md, line 5: there is no hearing; as picture there are "),
    ("2.5", "\"first\"", "mine.md, line 2: order is missing or no number"),
    ("lambda=0.01", "lambda=much", "mine.md, line 6: play is no link to the Play page. "),
    ("\"half\"", "\"third\"", "mine.md, line 10: there is no third; as answer there are half."),
    ("{share", "{part", "mine.md, line 11: the answer half gives no {part}."),
    ("no = \"No\"\n", "", "mine.md, line 13: the answer half needs just these choices: yes and no"),
    ("\"moved\"", "\"left\"", "mine.md, line 19: there is no left; as condition there are moved."),
    ("words = \"Move it.\"", "words = 3", "mine.md, line 18: words is missing or no text."),
    ("\n\nTwo *words*.\n", "\n", "mine.md, line 20: after the second +++ a text is missing."),
])
def test_a_fault_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in WHOLE
    assert wrong(tmp_path, WHOLE.replace(old, new, 1)).startswith(said)


def test_what_is_no_text_or_no_address(tmp_path: Path) -> None:
    assert wrong(tmp_path, WHOLE.encode().replace(b"A line", b"A \xff line")) == (
        "mine.md, line 4: this is no UTF-8 text; save it as UTF-8.")
    assert wrong(tmp_path, WHOLE + "x" * 70_000) == "mine.md is larger than 64 KiB."
    assert wrong(tmp_path, WHOLE, "My lesson.md").startswith("My lesson.md cannot be a lesson")
