"""One thread for all pages: order, what is kept, who sees what, and how it is cancelled."""

from __future__ import annotations

import gc
import threading

import pytest

from playground.errors import BadInput
from playground.messages import lazy
from playground.ui.inside.work import Customer, Task, Work

SOON = 180.0


@pytest.fixture
def work() -> Work:
    return Work()


def finished(work: Work, who: Customer, task: Task):
    assert work.wait(lambda: not work.state(who, task).pending, SOON)
    return work.state(who, task)


def test_what_is_found_is_there_for_every_page_and_made_once(work) -> None:
    made = []
    task = Task("a", lambda progress: made.append(1) or "found")
    one, other = Customer(), Customer()
    work.want(one, [task])
    assert finished(work, one, task).found == "found"
    work.want(other, [task])
    assert work.state(other, task).found == "found"
    assert made == [1]


def test_what_tells_of_ones_own_pictures_is_seen_by_its_page_alone(work) -> None:
    task = Task("a", lambda progress: "mine", private=True)
    one, other = Customer(), Customer()
    work.want(one, [task])
    assert finished(work, one, task).found == "mine"
    assert work.state(other, task).pending


def test_it_tells_how_far_it_is_and_ends_when_nobody_wants_it_any_more(work) -> None:
    reached, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def make(progress):
        progress(3, 8)
        reached.set()
        assert go_on.wait(SOON)
        try:
            progress(4, 8)
        finally:
            ended.set()
        return "never"

    slow, who = Task("slow", make), Customer()
    work.want(who, [slow])
    assert reached.wait(SOON)
    assert (work.state(who, slow).done, work.state(who, slow).total) == (3, 8)
    work.want(who, [])
    go_on.set()
    assert ended.wait(SOON)
    # The thread has let go of it and takes the next.
    after = Task("after", lambda progress: "here")
    work.want(who, [after])
    assert finished(work, who, after).found == "here"
    assert work.state(who, slow).pending


def test_a_page_that_is_gone_wants_nothing(work) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def make(progress):
        reached.set()
        assert go_on.wait(SOON)
        progress(1, 2)
        return "never"

    slow, who = Task("slow", make), Customer()
    work.want(who, [slow])
    assert reached.wait(SOON)
    del who
    gc.collect()
    go_on.set()
    other = Customer()
    after = Task("after", lambda progress: "here")
    work.want(other, [after])
    finished(work, other, after)
    assert work.state(other, slow).pending


def test_what_cannot_be_done_is_told_in_a_sentence_and_the_next_is_done(work) -> None:
    def refuse(progress):
        raise BadInput(lazy("It is not there."))

    def break_off(progress):
        raise RuntimeError("a secret path")

    refused, broken = Task("refused", refuse), Task("broken", break_off)
    fine, who = Task("fine", lambda progress: 1), Customer()
    work.want(who, [refused, broken, fine])
    assert finished(work, who, fine).found == 1
    assert str(work.state(who, refused).failed) == "It is not there."
    told = str(work.state(who, broken).failed)
    assert told.endswith(".")
    assert "secret" not in told
