"""The address bar: settings, changes and lesson in; settings and changes out. Never a token.

A lesson link adds three words of its own: `hide` and `lock` name controls, `task` says what to do.
A fourth, `tour=1`, begins the tour of the page; `present` and `scene` show it on a projector
(`presenter/presenting.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from playground.change import Change
from playground.controls import shown
from playground.data.sources import registered
from playground.errors import BadInput
from playground.experiment import CONTROLS, Experiment
from playground.lessons.tour import Tour
from playground.link import VERSION_KEY, from_link, to_link, unescaped
from playground.messages import DEFAULT, Text, lazy
from playground.scenes.catalog import scene_named
from playground.training.manager.managed import RunView
from playground.training.manager.manager import run_manager
from playground.ui.language import LINK
from playground.ui.presenter.presenting import presenting_of
from playground.ui.session import Tab, pending

HIDE, LOCK, TASK, TOUR = "hide", "lock", "task", "tour"
LONGEST_TASK = 240


@dataclass(frozen=True)
class Lesson:
    """What a lesson link narrows. `messages`: what it asked for and does not get."""

    hidden: frozenset[str] = frozenset()
    locked: frozenset[str] = frozenset()
    task: str = ""
    messages: tuple[Text, ...] = ()


def lesson_of(given: Mapping[str, str]) -> Lesson:
    """Read the lesson's words; unknown controls are left out with a message."""
    messages: list[Text] = []

    def controls(word: str) -> frozenset[str]:
        names = [name for name in given.get(word, "")[:2000].split(",") if name]
        unknown = [name for name in names if name not in CONTROLS]
        if unknown:
            messages.append(lazy(
                "The link's {word} names {unknown}, which is no control.",
                word=word, unknown=shown(unknown[0])))
        return frozenset(names) - frozenset(unknown)

    # Control characters and line breaks have no place in one sentence.
    task = "".join(c if c.isprintable() else " " for c in given.get(TASK, ""))
    return Lesson(
        controls(HIDE), controls(LOCK), " ".join(task.split())[:LONGEST_TASK], tuple(messages))


def read(default: Experiment) -> Tab:
    """The tab as the address asks for it, `default` where it asks for nothing.

    What others added to the address is passed over; `write` leaves it out.
    """
    given = unescaped(dict(st.query_params.items()))
    lesson = lesson_of(given)
    presenting = presenting_of(given)
    scene = scene_named(presenting.scene, DEFAULT) if presenting is not None else None
    # A scene brings its experiment, until the address tells what has become of it.
    asked = urlencode(given)
    if scene is not None and VERSION_KEY not in given:
        asked = scene.play
    reading = from_link(asked, registered(), default)
    made = Tab(reading.experiment, reading.changes, messages=list(reading.messages))
    made.hidden, made.locked, made.task = lesson.hidden, lesson.locked, lesson.task
    made.messages.extend(lesson.messages)
    made.presenting = presenting
    made.tour = Tour() if given.get(TOUR) == "1" else None
    made.lambdas[made.experiment.regularizer] = made.experiment.lambda_
    try:
        run_manager().limits.check(made.experiment)
    except BadInput as error:
        made.say(lazy("{problem} The default is shown instead.", problem=error.text))
        made.experiment, made.planned = default, ()
    return made


def query(at: Tab, view: RunView | None) -> str:
    """The query string of what is shown: the run with its changes, or the settings alone."""
    began, changes = at.experiment, at.planned
    if view is not None and not pending(at.experiment, view):
        began = view.snapshot.began_as
        changes = _all_changes(at, view)
    lesson = {
        HIDE: ",".join(sorted(at.hidden)), LOCK: ",".join(sorted(at.locked)), TASK: at.task,
        TOUR: "1" if at.tour is not None else "",
        **(at.presenting.words() if at.presenting is not None else {})}
    words = urlencode({word: text for word, text in lesson.items() if text}, safe=",")
    spoken = urlencode({LINK: at.spoken.language}) if at.spoken.named else ""
    return "&".join(filter(None, (to_link(began, registered(), changes), words, spoken)))


def write(query: str) -> None:
    """Bring the address up to that; nothing where it says so already."""
    wanted = dict(parse_qsl(query, keep_blank_values=True))
    if dict(st.query_params.items()) != wanted:
        st.query_params.from_dict(wanted)


def _all_changes(at: Tab, view: RunView) -> tuple[Change, ...]:
    """Those in effect, and those of the link that are still to come."""
    done = view.snapshot.changes
    last = view.snapshot.step
    return (*done, *(change for change in at.planned if change.step >= last))
