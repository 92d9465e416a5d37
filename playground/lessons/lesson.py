"""A lesson as its file tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Prediction:
    """A question before the answer. `choices`: words by the names that `answer` may give.

    `explain` is said afterwards; places in braces are filled with what the answer has computed.
    """

    question: str
    choices: Mapping[str, str]
    answer: str
    explain: str


@dataclass(frozen=True)
class Task:
    """`condition` names what makes it done."""

    words: str
    condition: str


@dataclass(frozen=True)
class Lesson:
    """`name` is its address, `idea` the one line about it in the overview, `text` Markdown.

    `play`: the query of a link to the Play page, or empty.
    """

    name: str
    order: float
    title: str
    idea: str
    picture: str
    text: str
    predict: Prediction | None = None
    task: Task | None = None
    play: str = ""
