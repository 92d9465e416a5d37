"""A lesson's file, read and checked: TOML between two lines of +++, then Markdown.

Every fault is one sentence that names the file and the line.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NoReturn

from playground.data.sources import registered
from playground.errors import BadInput
from playground.lessons.computed import Answer, Condition
from playground.lessons.lesson import Lesson, Prediction, Task
from playground.link import from_link
from playground.messages import Text, lazy
from playground.messages.filling import PLACEHOLDER

FENCE = "+++"
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
MOST_BYTES = 64 * 1024
LONGEST = 600
"""Characters of one text of the head."""
_TEXTS = ("title", "idea", "picture")
_HEAD = (*_TEXTS, "order", "play", "predict", "task")
_PREDICT = ("question", "answer", "explain", "choices")
_TASK = ("words", "condition")


def read(
    path: Path, pictures: Collection[str], answers: Mapping[str, Answer],
    conditions: Mapping[str, Condition],
) -> Lesson:
    """The lesson in that file. Raises `BadInput`."""
    if not NAME.fullmatch(path.stem):
        raise BadInput(lazy(
            "{file} cannot be a lesson: its name is its address, of small letters, digits and "
            "hyphens.", file=path.name))
    try:
        content = path.read_bytes()
        text = content[: MOST_BYTES + 1].decode("utf-8-sig")
    except OSError:
        raise BadInput(lazy("{file} cannot be opened.", file=path.name)) from None
    except UnicodeDecodeError as error:
        file = _File(path.name, ())
        file.fault(1 + content[: error.start].count(b"\n"),
                   lazy("this is no UTF-8 text; save it as UTF-8"))
    if len(content) > MOST_BYTES:
        raise BadInput(lazy(
            "{file} is larger than {kib} KiB.", file=path.name, kib=MOST_BYTES // 1024))
    return _lesson(path, text, pictures, answers, conditions)


def _lesson(
    path: Path, text: str, pictures: Collection[str], answers: Mapping[str, Answer],
    conditions: Mapping[str, Condition],
) -> Lesson:
    file = _File(path.name, tuple(text.splitlines()))
    head, body = file.parts()
    file.known(head, _HEAD)
    title, idea, picture = (file.text(head, key) for key in _TEXTS)
    file.among(picture, pictures, "picture")
    if not body.strip():
        file.fault(len(file.lines), lazy("after the second {fence} a text is missing", fence=FENCE))
    return Lesson(
        path.stem, _order(file, head), title, idea, picture, body.strip(),
        _prediction(file, head, answers), _task(file, head, conditions), _play(file, head))


def _order(file: _File, head: Mapping[str, Any]) -> float:
    order = head.get("order")
    if isinstance(order, bool) or not isinstance(order, int | float) or not math.isfinite(order):
        file.fault(file.line("order"), lazy(
            "order is missing or no number; it says where the lesson stands among the others"))
    return float(order)


def _prediction(
    file: _File, head: Mapping[str, Any], answers: Mapping[str, Answer]
) -> Prediction | None:
    if "predict" not in head:
        return None
    part = file.table(head, "predict")
    file.known(part, _PREDICT, "predict")
    question, answer, explain = (file.text(part, key, "predict") for key in _PREDICT[:3])
    file.among(answer, answers, "answer", "predict")
    choices = part.get("choices")
    if not isinstance(choices, dict) or not all(
            isinstance(words, str) and words.strip() for words in choices.values()):
        file.fault(file.line("choices", "predict"), lazy(
            "choices is missing; it holds a text for each of {names}",
            names=answers[answer].choices))
    if set(choices) != set(answers[answer].choices):
        file.fault(file.line("choices", "predict"), lazy(
            "the answer {answer} needs just these choices: {names}", answer=answer,
            names=answers[answer].choices))
    for found in PLACEHOLDER.finditer(explain):
        if found[1] and found[1] not in answers[answer].gives:
            file.fault(file.line("explain", "predict"), lazy(
                "the answer {answer} gives no {place}", answer=answer,
                place=f"{{{found[1]}}}"))
    return Prediction(question, choices, answer, explain)


def _task(
    file: _File, head: Mapping[str, Any], conditions: Mapping[str, Condition]
) -> Task | None:
    if "task" not in head:
        return None
    part = file.table(head, "task")
    file.known(part, _TASK, "task")
    words, condition = (file.text(part, key, "task") for key in _TASK)
    file.among(condition, conditions, "condition", "task")
    return Task(words, condition)


def _play(file: _File, head: Mapping[str, Any]) -> str:
    if "play" not in head:
        return ""
    query = file.text(head, "play").removeprefix("?")
    problems = from_link(query, registered()).messages
    if problems:
        # It is a sentence of its own.
        raise BadInput(lazy(
            "{file}, line {line}: play is no link to the Play page. {problem}", file=file.name,
            line=file.line("play"), problem=problems[0]))
    return query


class _File:
    """Its lines, and what is said of them."""

    def __init__(self, name: str, lines: tuple[str, ...]) -> None:
        self.name, self.lines = name, lines

    def fault(self, line: int, problem: Text) -> NoReturn:
        """`problem`: the rest of a sentence, without its full stop."""
        raise BadInput(lazy(
            "{file}, line {line}: {problem}.", file=self.name, line=line, problem=problem))

    def parts(self) -> tuple[dict[str, Any], str]:
        """What stands between the fences, and what comes after."""
        if not self.lines or self.lines[0].strip() != FENCE:
            self.fault(1, lazy("a lesson begins with a line of {fence}", fence=FENCE))
        ends = [at for at, line in enumerate(self.lines) if line.strip() == FENCE][1:]
        if not ends:
            self.fault(len(self.lines), lazy("the second line of {fence} is missing", fence=FENCE))
        try:
            # The first line left empty: the parser's lines are then those of the file.
            head = tomllib.loads("\n".join(("", *self.lines[1 : ends[0]])) + "\n")
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"at line (\d+)", str(error))
            self.fault(int(at[1]) if at else ends[0], lazy(
                "this cannot be read as TOML; texts stand in quotation marks, as in title = \"…\""))
        return head, "\n".join(self.lines[ends[0] + 1 :])

    def line(self, key: str, table: str = "") -> int:
        """Of that key, of its table where it is missing, of the head where that is missing too."""
        within, found = "", 1
        for at, line in enumerate(self.lines, 1):
            if opened := re.match(r"\s*\[\s*([\w.-]+)\s*\]", line):
                within = opened[1]
                if within in (table, f"{table}.{key}".lstrip(".")):
                    found = at
            elif within == table and re.match(rf"\s*{re.escape(key)}\s*[.=]", line):
                return at
        return found

    def text(self, given: Mapping[str, Any], key: str, table: str = "") -> str:
        found = given.get(key)
        if not isinstance(found, str) or not found.strip():
            self.fault(self.line(key, table), lazy("{key} is missing or no text", key=key))
        if len(found) > LONGEST:
            self.fault(self.line(key, table), lazy(
                "{key} is longer than {most} characters", key=key, most=LONGEST))
        return " ".join(found.split())

    def table(self, head: Mapping[str, Any], key: str) -> dict[str, Any]:
        found = head[key]
        if not isinstance(found, dict):
            self.fault(self.line(key), lazy("{key} is a part of its own: [{key}]", key=key))
        return found

    def known(self, given: Mapping[str, Any], keys: Collection[str], table: str = "") -> None:
        for key in given:
            if key not in keys:
                self.fault(self.line(key, table), lazy(
                    "{key} is no word of a lesson; here stand {names}", key=key,
                    names=tuple(keys)))

    def among(self, name: str, names: Collection[str], key: str, table: str = "") -> None:
        if name not in names:
            self.fault(self.line(key, table), lazy(
                "there is no {name}; as {key} there are {names}", name=name, key=key,
                names=tuple(sorted(names))))

