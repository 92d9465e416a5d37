"""Choosing λ with one seed or several, then opening the test; and what a leak does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from playground.messages import _, decimal_sign
from playground.ui.components.mounting import component
from playground.ui.components.screen import Screen

_mount = component("lesson_choosing")
HEIGHT = 640


def choosing(
    screen: Screen, lambdas: Sequence[str], validation: Sequence[Sequence[float]],
    test: Sequence[Sequence[float]], luck: Sequence[Sequence[str]], *, key: str,
    honest: Sequence[float], leaked: Sequence[float], seen: int, validated: int, locked: bool,
    revealed: bool, on_tell: Callable[[object], None],
) -> None:
    """`validation` and `test` (λ, seeds): accuracies at the end of each run. `luck` (λ, seeds):
    what the first k seeds say of that λ against none. `honest` and `leaked` (seeds): validation of
    the article's experiment without and with `seen` of its `validated` pictures trained on.
    `on_tell` gets `seeds`, `opened` (1 once the test is open) and `rank` of the chosen λ by its
    mean on validation, from 1.
    """
    header = {
        "lambdas": list(lambdas), "validation": [list(row) for row in validation],
        "test": [list(row) for row in test], "luck": [list(row) for row in luck],
        "honest": list(honest), "leaked": list(leaked), "locked": locked, "revealed": revealed,
        "words": {
            "point": decimal_sign(), "seeds": _("Seeds"), "x": _("λ of L2: choose one"),
            "y": _("Accuracy, %"), "validation": _("validation: a dot a seed, a line the mean"),
            "test": _("test"), "guessing": _("guessing"),
            "open": _("Open the test"), "again": _("Choose again"),
            "chosen": _("Chosen: λ = {value}. Mean on validation {validation} %.",
                        value="{value}", validation="{validation}"),
            "opened": _("On the test it has {test} %: that is the number to believe.",
                        test="{test}"),
            "rank": _("By its mean on validation it is number {rank} of {n}.", rank="{rank}",
                      n="{n}"),
            "waits": _("Predict first: then the test can be opened."),
            "halves": _("Validation and test are two halves of the pictures of one person, whom no "
                        "training picture shows: of other people and rooms neither tells "
                        "anything."),
            "peeked": _("The test has been looked at {times} times: whoever chooses by it has no "
                        "test any more.", times="{times}"),
            "pick": _("λ = {value}: mean on validation {validation} %", value="{value}",
                      validation="{validation}"),
            "leak": _("The article's leak: {seen} of its {validated} validation pictures were "
                      "trained on", seen=seen, validated=validated),
            "honest": _("held out"), "leaked": _("trained on"),
            "leak_says": _("The same network, the same seeds: {honest} % on held-out pictures, "
                           "{leaked} % where they were trained on.", honest="{honest}",
                           leaked="{leaked}"),
        },
    }
    screen.show(_mount, key, header, height=HEIGHT, acts={"tell": on_tell})
