"""Perfect here, lost there: what was trained on, and what is said of another setting."""

from __future__ import annotations

from playground.data.classes import SIGNS
from playground.insight.forward import probabilities
from playground.insight.lesson_runs import LessonRun
from playground.lessons.given import Given, tiles
from playground.lessons.topics.another_setting import one_setting, varied
from playground.messages import Text, _
from playground.presets import PLAY_DEFAULT
from playground.regularizer_words import name_of
from playground.ui.components.lesson_setting import Trained, setting
from playground.ui.learn.context import Context

TELLS = ("looked", "elsewhere")


def draw(context: Context) -> None:
    here, there = tiles("validation"), tiles("elsewhere")
    networks = [_trained(run, _("One studio"), name_of(run.experiment)) for run in one_setting()]
    for run in varied():
        if run.experiment.data == PLAY_DEFAULT.experiment().data:
            networks.append(_trained(run, _("One studio"), _("pictures varied by the computer")))
        else:
            networks.append(_trained(run, _("Many people and rooms"), name_of(run.experiment)))
    if context.given.own:
        networks.append(_own(context.given))
    setting(
        context.screen, here.images, there.images, networks, key=context.key(),
        labels_here=here.labels.tolist(), labels_there=there.labels.tolist(),
        signs=[str(sign) for sign in SIGNS], locked=context.locked,
        revealed=context.revealed, on_tell=context.tell)


def _trained(run: LessonRun, group: str, name: Text) -> Trained:
    return Trained(
        str(name), group, run.validation.tolist(), run.elsewhere.tolist(),
        run.answers["validation"], run.answers["elsewhere"],
        here=run.experiment.data == PLAY_DEFAULT.experiment().data)


def _own(given: Given) -> Trained:
    records = given.history.records

    def answers(row: str) -> list[int]:
        found = probabilities(
            given.pictures(row), given.weights, given.architecture, given.pooling)
        return [int(answer) for answer in found.argmax(axis=1)]

    return Trained(
        given.history.name, _("Your own run"), [one.validation.accuracy for one in records],
        [one.elsewhere.accuracy for one in records if one.elsewhere is not None],
        answers("validation"), answers("elsewhere"),
        here=given.experiment.data == PLAY_DEFAULT.experiment().data)
