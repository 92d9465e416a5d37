"""Perfect in one setting, lost in another."""

from __future__ import annotations

from playground.insight.lesson_runs import SETTING, LessonRun, lesson_runs
from playground.lessons.computed import Answer, Condition, Numbers, Reply
from playground.lessons.given import Given
from playground.presets import PLAY_DEFAULT

HALF = 0.5
ENOUGH = 3
_GUESS = {"most": 0.95, "many": 0.65, "guessing": 1 / 3}


def one_setting() -> tuple[LessonRun, ...]:
    """The recorded runs on clean pictures of one setting, not varied, that without help first."""
    data = PLAY_DEFAULT.experiment().data
    found = [run for run in lesson_runs()[SETTING]
             if run.experiment.data == data and not run.experiment.augmentations]
    return tuple(sorted(found, key=lambda run: _helped(run)))


def _helped(run: LessonRun) -> bool:
    return run.experiment.regularizer != "none" or run.experiment.dropout > 0


def varied() -> tuple[LessonRun, ...]:
    """The other ones: pictures varied by augmentation, and pictures of many settings."""
    plain, data = one_setting(), PLAY_DEFAULT.experiment().data
    found = [run for run in lesson_runs()[SETTING] if run not in plain]
    return tuple(sorted(found, key=lambda run: run.experiment.data != data))


def _in_another_setting(given: Given) -> Reply:
    """How the network does there that is almost always right here."""
    first, *helped = one_setting()
    there = float(first.elsewhere[-1])
    ends = [float(run.elsewhere[-1]) for run in helped]
    by_computer, many = (float(run.elsewhere[-1]) for run in varied())
    nearest = min(_GUESS, key=lambda name: abs(_GUESS[name] - there))
    return Reply(nearest, {
        "here": round(100 * float(first.validation[-1])), "there": round(100 * there),
        "low": round(100 * min(ends)), "high": round(100 * max(ends)),
        "varied": round(100 * by_computer), "many": round(100 * many)})


def _found_what_helps(told: Numbers) -> bool:
    return told["looked"] >= ENOUGH and told["elsewhere"] > HALF


ANSWERS = {
    "in-another-setting": Answer(
        tuple(_GUESS), _in_another_setting,
        gives=("here", "there", "low", "high", "varied", "many")),
}
CONDITIONS = {"found-what-helps-elsewhere": Condition(("looked", "elsewhere"), _found_what_helps)}
