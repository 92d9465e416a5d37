"""The page: all lessons, one of them before and after the prediction, a teacher's link."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from playground.lessons.catalog import FOLDER, catalog
from playground.ui.learn import pictures
from playground.ui.learn.learner import Learner
from tests.ui.reading import component, html

ENGLISH = catalog("en", pictures.names(), "")
NAMES = [one.name for one in ENGLISH.lessons]


def opened(page: AppTest, **words: str) -> AppTest:
    for word, value in words.items():
        page.query_params[word] = value
    page.run()
    assert not page.exception
    return page


def done(page: AppTest) -> bool:
    task = component(page, "lesson-task")
    assert task is not None
    return bool(task["done"])


def learner(page: AppTest) -> Learner:
    return page.session_state["learner"]


def test_all_lessons_in_their_order(learn: AppTest) -> None:
    cards = component(opened(learn), "lesson-cards")
    assert cards is not None
    assert [step["name"] for step in cards["steps"]] == NAMES
    assert [step["number"] for step in cards["steps"]] == list(range(1, len(NAMES) + 1))
    assert all(step["query"] == f"lesson={step['name']}" for step in cards["steps"])


def test_an_unknown_lesson_is_a_sentence_and_the_overview(learn: AppTest) -> None:
    page = opened(learn, lesson="<b>none</b>")
    assert "There is no lesson of that name" in html(page)
    assert "none</b>" not in html(page)
    assert component(page, "lesson-cards") is not None


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "de"])
def test_each_lesson_opens_by_its_address(learn: AppTest, name: str, language: str) -> None:
    page = opened(learn, lesson=name, lang=language)
    lesson = catalog(language, pictures.names(), "").named(name)
    assert lesson is not None
    assert lesson.text in [one.value for one in page.markdown]
    asked = component(page, f"lesson-{name}-question")
    assert asked is not None
    assert lesson.predict is not None
    assert asked["question"] == lesson.predict.question
    # The answer is not in the page before a choice.
    assert asked["answer"] is None
    learner(page).predict(lesson, next(iter(lesson.predict.choices)))
    answered = component(opened(page), f"lesson-{name}-question")
    assert answered is not None
    assert answered["answer"]["chosen"] == next(iter(lesson.predict.choices))
    assert "{" not in answered["answer"]["said"]


def test_a_task_ticks_itself_off_when_the_numbers_show_it(learn: AppTest) -> None:
    page = opened(learn, lesson="pooling")
    lesson = ENGLISH.named("pooling")
    assert lesson is not None
    learner(page).tell(lesson, {"strongest": 0.8})
    assert not done(opened(page))
    learner(page).tell(lesson, {"strongest": 0.4})
    assert done(opened(page))
    path = component(page, "lesson-path")
    assert path is not None
    assert path["done"] == ["pooling"]


@pytest.mark.parametrize("told", [
    [0.1], {"strongest": "0.1"}, {"strongest": float("nan")}, {1: 0.1}, None,
    {"strongest": [0.1]},
])
def test_what_no_picture_would_tell_is_passed_over(told: object) -> None:
    mine = Learner()
    lesson = ENGLISH.named("pooling")
    assert lesson is not None
    mine.tell(lesson, told)
    assert mine.done == set()


def test_a_prediction_stands_and_an_unknown_one_is_none() -> None:
    mine = Learner()
    lesson = ENGLISH.named("pooling")
    assert lesson is not None
    mine.predict(lesson, "guess")
    assert mine.predicted == {}
    mine.predict(lesson, "less")
    mine.predict(lesson, "same")
    assert mine.predicted == {"pooling": "less"}


def test_a_teachers_link_hides_the_text_locks_the_picture_and_begins_with_the_question(
    learn: AppTest
) -> None:
    page = opened(learn, lesson="seeing", hide="text", lock="picture", start="prediction")
    lesson = ENGLISH.named("seeing")
    assert lesson is not None
    assert lesson.text not in [one.value for one in page.markdown]
    assert component(page, "lesson-seeing-picture") is None
    learner(page).predict(lesson, "")
    picture = component(opened(page), "lesson-seeing-picture")
    assert picture is not None
    assert picture["locked"] is True
    # What cannot be done is not asked for.
    assert component(page, "lesson-task") is None


def test_a_teachers_folder_and_what_is_wrong_in_it(
    learn: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own.md").write_text(
        '+++\norder = 0\ntitle = "<i>Own</i>"\nidea = "x"\npicture = "seeing"\n+++\n'
        "<script>1</script> **Look**", encoding="utf-8")
    (tmp_path / "bad.md").write_text("+++\n+++\n", encoding="utf-8")
    monkeypatch.setenv(FOLDER, str(tmp_path))
    page = opened(learn)
    cards = component(page, "lesson-cards")
    assert cards is not None
    assert cards["steps"][0]["name"] == "own"
    assert "bad.md, line 1: title is missing or no text." in html(page)
    page = opened(page, lesson="own")
    assert "&lt;i&gt;Own&lt;/i&gt;" in html(page)
    words = next(one for one in page.markdown if "Look" in one.value)
    assert not words.allow_html


def test_open_in_play_takes_the_settings_there(learn: AppTest) -> None:
    page = opened(learn, lesson="pooling")
    page.button(key="lesson-play").click().run()
    assert not page.exception
    assert page.session_state["play-page"].experiment.pooling == "average"
