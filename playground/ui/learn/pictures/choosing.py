"""Choosing λ by validation, with seeds; the test is opened last."""

from __future__ import annotations

from playground.comparison.luck_words import about
from playground.lessons.topics.choosing import leak, sweep
from playground.messages import _, number
from playground.ui.components.lesson_choosing import choosing
from playground.ui.learn.context import Context

TELLS = ("seeds", "opened", "rank")


def draw(context: Context) -> None:
    seen, leaked = sweep(), leak()
    names = [number(strength, "g") for strength in seen.lambdas]
    choosing(
        context.screen, names, seen.validation.tolist(), seen.test.tolist(),
        [[str(about(seen.luck(at, count), _("no penalty"), _("λ = {value}", value=name)).text)
          for count in range(1, len(seen.seeds) + 1)] for at, name in enumerate(names)],
        key=context.key(), honest=leaked.honest, leaked=leaked.leaked, seen=leaked.seen,
        validated=leaked.validated, locked=context.locked, revealed=context.revealed,
        on_tell=context.tell)
