"""What each sentence claims, said over again from the numbers alone, without its condition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from playground.insight.reading import EpochLook, RunReading
from playground.insight.words import Sentence


def around(run: RunReading) -> tuple[EpochLook, EpochLook]:
    assert run.turn is not None
    before = [look for look in run.looks if look.step <= run.turn.began]
    return before[-1], run.looks[-1]


CLAIMS: Mapping[str, Callable[[Any], Any]] = {
    "queued": lambda run: run.place_in_queue >= 1,
    "diverged": lambda run: run.state == "failed" and run.diverged,
    "untrained": lambda run: run.step == 0,
    "first-steps": lambda run: not run.looks and not run.probes and run.step > 0,
    "just-turned": lambda run: run.step - run.turn.ended < 60,
    "stopped-early": lambda run: run.state == "finished" and run.stopped_early,
    "twin": lambda run: (
        run.twin.turn == run.turn and run.twin.looks[-1].step > run.turn.began
        and run.looks[-1].step > run.turn.began),
    "vanished": lambda run: run.now.validation < 0.43 and run.now.near_zeros > 0.5,
    "gave-way": lambda run: around(run)[1].validation < around(run)[0].validation,
    "draining": lambda run: around(run)[1].near_zeros > around(run)[0].near_zeros,
    "rose-again": lambda run: around(run)[1].validation > around(run)[0].validation,
    "guessing": lambda run: run.now.validation < 0.43,
    "overfitting": lambda run: (
        max(look.validation for look in run.looks) > run.looks[-1].validation
        and run.looks[-1].training > max(run.looks, key=lambda look: look.validation).training),
    # So many reproduced that wrong ones must be among them.
    "memorizing": lambda run: 100 * run.looks[-1].training > 100 - run.wrong_labels,
    "exact-zeros": lambda run: run.now.exact_zeros > 0 and run.regularizer != "none",
    "holding": lambda run: (
        run.looks[-1].validation > max(look.validation for look in run.looks) - 0.05
        and (run.regularizer != "none" or run.dropout or run.others)
        and (run.share < 100 or run.wrong_labels)),
    "dropout-on": lambda run: run.dropout > 0 and run.batch_accuracy < run.now.validation,
    "sparse": lambda run: run.now.near_zeros >= 0.5 and run.regularizer != "none",
    "guessing-elsewhere": lambda run: run.looks[-1].elsewhere < 0.43 < run.looks[-1].validation,
    "worse-elsewhere": lambda run: run.looks[-1].elsewhere < run.looks[-1].validation,
    "underfitting": lambda run: all(
        max(getattr(look, of) for look in run.looks)
        < max(getattr(look, of) for look in run.looks[:-5]) + 0.02
        for of in ("training", "validation")),
    "gap": lambda run: run.looks[-1].training > run.looks[-1].validation,
    "large-penalty": lambda run: run.penalty >= run.data_loss,
    "improving": lambda run: run.looks[-1].validation > run.looks[-4:][0].validation,
    "plateau": lambda run: len({round(look.validation, 1) for look in run.looks[-5:]}) <= 2,
    "finished": lambda run: run.state == "finished",
    "stopped": lambda run: run.state == "stopped",
    "paused": lambda run: run.state == "paused",
}


def contradicts(said: Sentence, run: RunReading) -> bool:
    """Whether what is `said` of a run is not so."""
    claim = CLAIMS.get(said.state)
    if claim is None:
        return False
    around_turn = run.around_turn
    if said.state in ("gave-way", "draining", "rose-again") and (
            around_turn is None or around_turn[0] not in set(run.looks)):
        # Told from a probe before the turn, which the claims do not look at.
        return False
    return not claim(run)
