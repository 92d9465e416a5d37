"""A question with choices, answered before the answer shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from playground.messages import _
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("prediction")
SKIP = ""


@dataclass(frozen=True)
class Shown:
    """The answer: which choice is right, which was chosen (empty: skipped), and what is said."""

    right: str
    chosen: str
    said: str


def prediction(
    screen: Screen, question: str, choices: Mapping[str, str], *, key: str,
    answer: Shown | None, on_choice: Callable[[str], None],
) -> None:
    """Draw it; `answer` is None, and not in the page, until one of the choices is made.

    `on_choice` gets the name of a choice, or SKIP.
    """
    def chosen(given: object) -> None:
        if isinstance(given, str) and (given == SKIP or given in choices):
            on_choice(given)

    header = {
        "question": question, "choices": [list(one) for one in choices.items()],
        "answer": None if answer is None else {
            "right": answer.right, "chosen": answer.chosen, "said": answer.said,
            "verdict": _verdict(answer)},
        "words": {"skip": _("Show me without a prediction"), "predict": _("Your prediction"),
                  "right": _("right"), "wrong": _("not so"), "mine": _("your prediction")},
    }
    screen.show(_mount, key, header, height=120, acts={"choose": chosen})


def _verdict(answer: Shown) -> str:
    if answer.chosen == SKIP:
        return _("The answer:")
    return _("Right.") if answer.chosen == answer.right else _("Not quite.")
