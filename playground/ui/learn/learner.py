"""What this session has done in the lessons. What lasts longer, the browser keeps."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import streamlit as st

from playground.lessons.lesson import Lesson
from playground.lessons.registry import conditions

_KEY = "learner"
MOST_NUMBERS = 40
"""Of one lesson: more comes from no picture of ours."""
SKIPPED = ""


@dataclass
class Learner:
    """By lesson: what its picture has told, and what was predicted. `done`: whose task is done."""

    told: dict[str, dict[str, float]] = field(default_factory=dict)
    predicted: dict[str, str] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)

    def tell(self, lesson: Lesson, given: object) -> None:
        """Add what a picture tells, as far as it is numbers by names; the task may be done then."""
        if not isinstance(given, dict):
            return
        told = self.told.setdefault(lesson.name, {})
        for name, value in given.items():
            if (isinstance(name, str) and isinstance(value, int | float) and math.isfinite(value)
                    and (name in told or len(told) < MOST_NUMBERS)):
                told[name] = float(value)
        if lesson.task is not None and conditions()[lesson.task.condition].done(told):
            self.done.add(lesson.name)

    def predict(self, lesson: Lesson, choice: object) -> None:
        """The first choice stands; `SKIPPED` shows the answer without one."""
        known = lesson.predict is not None and (choice == SKIPPED or (
            isinstance(choice, str) and choice in lesson.predict.choices))
        if known:
            self.predicted.setdefault(lesson.name, str(choice))

    def forget(self) -> None:
        """Begin anew."""
        self.told.clear()
        self.predicted.clear()
        self.done.clear()


def learner() -> Learner:
    found = st.session_state.get(_KEY)
    if not isinstance(found, Learner):
        found = st.session_state[_KEY] = Learner()
    return found
