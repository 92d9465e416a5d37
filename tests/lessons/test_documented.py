"""docs/lessons.md lists what a lesson may name, and its example is a lesson."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from playground.lessons.reading import read
from playground.lessons.registry import answers, conditions
from playground.ui.learn import pictures

DOC = Path(__file__).resolve().parents[2] / "docs" / "lessons.md"


def listed(heading: str) -> Mapping[str, tuple[set[str], ...]]:
    """By name, the names in each further column of the table with that heading."""
    table = DOC.read_text(encoding="utf-8").split(f"| {heading} |", 1)[1].split("\n\n", 1)[0]
    rows = [line.strip("|").split("|") for line in table.splitlines()[2:]]
    cells = [[re.findall(r"`([\w-]+)`", cell) for cell in row] for row in rows]
    return {row[0][0]: tuple(map(set, row[1:])) for row in cells}


def sets(*columns: Iterable[str]) -> tuple[set[str], ...]:
    return tuple(map(set, columns))


def test_all_pictures_with_what_they_tell() -> None:
    found = {name: told[-1] for name, told in listed("picture").items() if name in pictures.names()}
    assert found == {name: set(pictures.module(name).TELLS) for name in pictures.names()}


def test_all_answers_with_their_choices_and_what_they_give() -> None:
    assert listed("answer") == {
        name: sets(one.choices, one.gives) for name, one in answers().items()}


def test_all_conditions_with_the_numbers_that_they_need() -> None:
    assert {name: columns[-1] for name, columns in listed("condition").items()} == {
        name: set(one.numbers) for name, one in conditions().items()}


def test_the_example_is_a_lesson(tmp_path: Path) -> None:
    example = DOC.read_text(encoding="utf-8").split("```\n", 2)[1]
    path = tmp_path / "example.md"
    path.write_text(example, encoding="utf-8")
    lesson = read(path, pictures.names(), answers(), conditions())
    assert lesson.predict is not None
    assert lesson.task is not None
    assert lesson.play
