"""Which file a reader gets, and that those that ship are whole in both languages."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from playground.lessons.catalog import TEXTS, catalog
from playground.lessons.given import shipped
from playground.lessons.lesson import Lesson
from playground.lessons.registry import answers, conditions
from playground.messages import LANGUAGES
from playground.ui.learn import pictures

NAMES = frozenset(pictures.names())
ENGLISH = catalog("en", NAMES, "")


def mine(title: str, order: str = "0.5") -> str:
    return (f'+++\norder = {order}\ntitle = "{title}"\nidea = "A line."\n'
            'picture = "seeing"\n+++\nText.')


def put(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def titles(language: str, own: Path) -> Mapping[str, str]:
    return {one.name: one.title for one in catalog(language, NAMES, own).lessons}


def test_a_teachers_file_stands_among_ours_and_in_the_place_of_one(tmp_path: Path) -> None:
    put(tmp_path / "first.md", mine("First"))
    put(tmp_path / "seeing.md", mine("Seen otherwise", "1"))
    assert list(titles("de", tmp_path).items())[:2] == [
        ("first", "First"), ("seeing", "Seen otherwise")]


def test_a_language_has_its_own_and_english_stands_in(tmp_path: Path) -> None:
    put(tmp_path / "de" / "first.md", mine("Erste"))
    put(tmp_path / "en" / "first.md", mine("First"))
    put(tmp_path / "en" / "second.md", mine("Second"))
    put(tmp_path / "en" / "seeing.md", mine("Seen"))
    german = titles("de", tmp_path)
    assert (german["first"], german["second"]) == ("Erste", "Second")
    # Ours in the reader's language goes before the teacher's in another.
    assert german["seeing"] == catalog("de", NAMES, "").lessons[0].title
    assert titles("qps", tmp_path)["seeing"] == "Seen"


def test_a_changed_file_is_read_anew_and_a_bad_one_gives_way_to_ours(tmp_path: Path) -> None:
    path = tmp_path / "seeing.md"
    put(path, mine("One", "1"))
    assert titles("en", tmp_path)["seeing"] == "One"
    put(path, mine("Two", "1"))
    os.utime(path, ns=(1, 1))
    assert titles("en", tmp_path)["seeing"] == "Two"
    put(path, "nothing")
    found = catalog("en", NAMES, tmp_path)
    assert found.lessons == ENGLISH.lessons
    assert [str(one) for one in found.problems] == [
        "seeing.md, line 1: a lesson begins with a line of +++."]


def test_a_folder_that_is_not_there_takes_nothing_away(tmp_path: Path) -> None:
    assert catalog("en", NAMES, tmp_path / "none") == ENGLISH


@pytest.mark.parametrize("language", LANGUAGES)
def test_those_that_ship_can_be_read_and_say_the_same_in_each_language(language: str) -> None:
    found = catalog(language, NAMES, "")
    assert found.problems == ()
    assert len(list((TEXTS / language).glob("*.md"))) == len(found.lessons) == len(ENGLISH.lessons)
    assert [_same_everywhere(one) for one in found.lessons] == [
        _same_everywhere(one) for one in ENGLISH.lessons]


def _same_everywhere(lesson: Lesson) -> tuple[object, ...]:
    asked, task = lesson.predict, lesson.task
    return (lesson.name, lesson.order, lesson.picture, lesson.play,
            asked and (asked.answer, list(asked.choices)), task and task.condition)


@pytest.mark.parametrize("lesson", ENGLISH.lessons, ids=lambda one: one.name)
def test_its_answer_is_computed_and_its_task_can_be_done_with_its_picture(lesson: Lesson) -> None:
    assert lesson.predict is not None
    assert lesson.task is not None
    answer = answers()[lesson.predict.answer]
    reply = answer.compute(shipped())
    assert reply.choice in answer.choices
    assert set(reply.values) == set(answer.gives)
    tells = pictures.module(lesson.picture).TELLS
    assert set(conditions()[lesson.task.condition].numbers) <= set(tells)
