"""The textbook's other regularizers: a card each."""

from __future__ import annotations

from playground.data.classes import SIGNS
from playground.insight.recorded import recorded_runs
from playground.lessons.given import Given, tiles
from playground.lessons.topics import textbook
from playground.lessons.topics.dropout import dense_part
from playground.ui.components.lesson_dropout import DensePart
from playground.ui.components.lesson_textbook import Material, lesson_textbook
from playground.ui.learn.context import Context
from playground.ui.learn.textbook_cards import cards

TELLS = ("epsilon", "flipped")
_FIRST, _SECOND = 0, 2
"""Two validation pictures of different signs."""


def draw(context: Context) -> None:
    lesson_textbook(
        context.screen, _material(context.given),
        cards(len(textbook.ENSEMBLE), textbook.EPOCHS, len(textbook.EPSILONS)),
        key=context.key(), classes=[str(sign) for sign in SIGNS], revealed=context.revealed,
        locked=context.locked, on_tell=context.tell)


def _material(given: Given) -> Material:
    hands, attack = tiles("validation"), textbook.adversarial(textbook.at_64(given))
    networks = textbook.ensemble()
    return Material(
        textbook.varied(), hands.images[_FIRST], hands.images[_SECOND],
        (int(hands.labels[_FIRST]), int(hands.labels[_SECOND])),
        attack.image, attack.signs, attack.label, textbook.EPSILONS, attack.answers,
        textbook.first_maps(), (1 - recorded_runs()["none"].validation).tolist(),
        networks.answers, networks.labels, networks.shown, DensePart(*dense_part(given)))
