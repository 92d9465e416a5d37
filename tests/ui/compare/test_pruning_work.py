"""The thread that prunes: one job at a time, everyone's turn, and nobody's fault stops it."""

from __future__ import annotations

import threading
from dataclasses import replace

from playground.experiment import Experiment
from playground.insight.recorded import recorded_runs
from playground.training.history import of_recorded
from playground.ui.compare import pruning_work
from playground.ui.compare.pruning_work import Work


class Page:
    """Somebody who wants something."""


def test_runs_of_one_seed_are_judged_on_the_same_pictures_and_large_networks_are_not() -> None:
    runs = recorded_runs()
    none, proximal = (pruning_work._found(of_recorded(runs[name]), False)
                      for name in ("none", "l1-proximal"))
    assert none.sets is proximal.sets
    assert len(none.sets["validation"].labels) == 369
    large = replace(of_recorded(runs["none"]), began_as=Experiment(model="article"))
    assert "too large" in str(pruning_work._found(large, False))


def done_by(work: Work, names: list[str], *expected: str) -> list[str]:
    assert work.wait(lambda: len(names) >= len(expected), 60)
    return names


def test_jobs_are_done_in_order_and_pages_take_turns() -> None:
    work, names, begin = Work(), [], threading.Event()
    one, other = Page(), Page()
    work.want(Page(), [])
    holds = Page()
    work.want(holds, [lambda: begin.wait(180)])
    work.want(one, [lambda: names.append("a1"), lambda: names.append("a2")])
    work.want(other, [lambda: names.append("b1"), lambda: names.append("b2")])
    begin.set()
    assert done_by(work, names, "a1", "b1", "a2", "b2") == ["a1", "b1", "a2", "b2"]


def test_what_is_wanted_now_takes_the_place_of_what_was_wanted_before() -> None:
    work, names, begin, page = Work(), [], threading.Event(), Page()
    holds = Page()
    work.want(holds, [lambda: begin.wait(180)])
    work.want(page, [lambda: names.append("old")])
    work.want(page, [lambda: names.append("new")])
    begin.set()
    assert done_by(work, names, "new") == ["new"]


def test_a_page_that_is_gone_wants_nothing() -> None:
    work, names, begin, page, left = Work(), [], threading.Event(), Page(), Page()
    holds = Page()
    work.want(holds, [lambda: begin.wait(180)])
    work.want(left, [lambda: names.append("gone")])
    work.want(page, [lambda: names.append("here")])
    del left
    begin.set()
    assert done_by(work, names, "here") == ["here"]


def test_the_thread_ends_with_the_last_job_and_begins_again() -> None:
    work, names, page = Work(), [], Page()
    for name in ("first", "second"):
        work.want(page, [lambda name=name: names.append(name)])
        assert done_by(work, names, *names, name)[-1] == name
        assert work.wait(lambda: not work._runs, 60)
