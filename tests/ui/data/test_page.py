"""The page's states: a set that ships, a set of one's own, what can't be taken."""

from __future__ import annotations

import io
import zipfile

import pytest
from streamlit.testing.v1 import AppTest

from playground.data.classes import CLASSES
from playground.data.own import LEAST_OF_A_CLASS
from playground.data.sources import forget_private, is_private
from playground.ui.data.state import Seen
from playground.ui.session import Tab
from playground.ui.try_hand.desk import Desk
from tests.data.made import encoded, noise

ENOUGH = {"Rock": 1, "PAPERS": 2, "scissors": 3}


def packed(counts: dict[str, int], **extra: bytes) -> bytes:
    """A .zip with so many pictures in each folder, all different."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for at, (folder, count) in enumerate(counts.items()):
            for number in range(count):
                made.writestr(f"{folder}/{number}.png", encoded(noise(1000 * at + number)))
        for name, content in extra.items():
            made.writestr(name, content)
    return out.getvalue()


def bring(page: AppTest, content: bytes, name: str = "mine.zip") -> AppTest:
    page.file_uploader[0].set_value([(name, content, "application/zip")])
    page.run()
    settled(page)
    return page


def settled(page: AppTest) -> None:
    """Until what is being read has been read: nobody runs a fragment again here."""
    work = seen(page).bringing
    if work is not None:
        work.wait(180)
    page.run()
    assert not page.exception


def seen(page: AppTest) -> Seen:
    return page.session_state["data-page"]


def desk(page: AppTest) -> Desk:
    return page.session_state["try-hand"]


def tab(page: AppTest) -> Tab:
    return page.session_state["play-page"]


def markup(page: AppTest) -> str:
    bodies = [one.body for one in page.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style"))


def test_a_set_that_ships_shows_balance_split_and_variations(data_page: AppTest) -> None:
    shown = markup(data_page)
    assert "2,202 pictures" in shown
    assert "<b>0</b> pictures train and judge" in shown
    assert "<b>438</b> pictures train and judge" in shown
    assert "no two are takes of one moment" in shown
    assert shown.count("<figcaption>Horizontal flip") == 1
    assert "Train a network on the Play page" in shown


def test_an_archive_whose_folders_are_the_signs_is_read_at_once(data_page: AppTest) -> None:
    bring(data_page, packed(dict.fromkeys(ENOUGH, LEAST_OF_A_CLASS)))
    (name,) = desk(data_page).brought
    assert is_private(name)
    assert seen(data_page).source == name
    assert f"{3 * LEAST_OF_A_CLASS} pictures" in markup(data_page)
    assert name not in markup(data_page)
    assert "yours: mine" in markup(data_page)
    data_page.button(key="data-train-0").click().run()
    assert tab(data_page).experiment.data == name


def test_folders_of_other_names_get_their_sign_by_hand(data_page: AppTest) -> None:
    bring(data_page, packed({"Stein": 10, "papier": 10, "scissors": 10}))
    assert not desk(data_page).brought
    signs = {one.label.partition(":")[0]: one for one in data_page.selectbox
             if one.key and one.key.startswith("data-sign")}
    assert set(signs) == {"Stein", "papier", "scissors"}
    signs["Stein"].set_value(CLASSES.index("rock")).run()
    papier = next(one for one in data_page.selectbox if one.label.startswith("papier"))
    papier.set_value(CLASSES.index("paper")).run()
    data_page.button(key="data-read").click().run()
    settled(data_page)
    assert len(desk(data_page).brought) == 1


def test_a_class_of_one_picture_is_told_how_many_are_missing(data_page: AppTest) -> None:
    bring(data_page, packed({"rock": 1, "paper": 10, "scissors": 10}))
    assert not desk(data_page).brought
    assert f"{LEAST_OF_A_CLASS - 1} more of rock" in markup(data_page)
    # And one can bring something else at once.
    bring(data_page, packed(dict.fromkeys(ENOUGH, LEAST_OF_A_CLASS)))
    assert "more of rock" not in markup(data_page)
    assert len(desk(data_page).brought) == 1


@pytest.mark.parametrize(("content", "told"), [
    (b"no archive", "is not a .zip archive, or it is damaged"),
    (packed({}, **{"rock/1.txt": b"", "paper/2.txt": b""}), "There are no pictures in it"),
])
def test_what_cant_be_taken_gets_one_sentence(
    data_page: AppTest, content: bytes, told: str
) -> None:
    bring(data_page, content)
    assert told in markup(data_page)
    assert not desk(data_page).brought


def test_what_was_left_out_is_told_and_the_rest_is_there(data_page: AppTest) -> None:
    bring(data_page, packed(
        dict.fromkeys(ENOUGH, 11), **{"../rock/a.png": b"x", "Rock/broken.png": b"x"}))
    shown = markup(data_page)
    assert "1 whose name leads out of the archive" in shown
    assert "Rock/broken.png: It is not a picture" in shown
    assert "33 pictures" in shown


def test_a_set_that_is_forgotten_is_gone(data_page: AppTest) -> None:
    bring(data_page, packed(dict.fromkeys(ENOUGH, LEAST_OF_A_CLASS)))
    (name,) = desk(data_page).brought
    data_page.button(key="data-forget-0").click().run()
    assert not data_page.exception
    assert not is_private(name)
    assert seen(data_page).source == "studio"


def test_a_set_that_the_server_has_let_go_of_is_no_trap(data_page: AppTest) -> None:
    bring(data_page, packed(dict.fromkeys(ENOUGH, LEAST_OF_A_CLASS)))
    forget_private(desk(data_page).brought[0])
    data_page.run()
    assert not data_page.exception
    assert seen(data_page).source == "studio"


def test_a_click_on_a_picture_varies_that_one(data_page: AppTest) -> None:
    before = markup(data_page)
    seen(data_page).picture = 700
    data_page.run()
    assert markup(data_page) != before


def test_drawing_anew_changes_the_variations_alone(data_page: AppTest) -> None:
    page = seen(data_page)
    before = [one.body for one in data_page.get("html")]
    data_page.button(key="data-redraw").click().run()
    after = [one.body for one in data_page.get("html")]
    assert page.draw == 1
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    assert "da-variations" in changed[0]
