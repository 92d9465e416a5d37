"""When each sentence about a run is true. Numbers only: no condition guesses at a cause."""

from __future__ import annotations

import math

from playground.insight.reading import (
    FAILED,
    FINISHED,
    ONE_TURN,
    PAUSED,
    QUEUED,
    RUNNING,
    STOPPED,
    EpochLook,
    RunReading,
)

CHANCE = 1 / 3
GUESSING = 0.40
"""Up to here an accuracy is not told from chance: 1/3 and two standard errors of 200 pictures."""
GOOD = 0.75
POINT = 0.01
RECENT = 400
"""So many steps after a knob was turned, what has become of it is still the news."""
STRETCH = 5
"""Epochs over which a standstill is judged."""


def waits_in_queue(run: RunReading) -> bool:
    return run.place_in_queue is not None


def diverged(run: RunReading) -> bool:
    return run.state == FAILED and run.diverged


def broke_off(run: RunReading) -> bool:
    return run.state == FAILED


def stopped_early(run: RunReading) -> bool:
    return run.state == FINISHED and run.stopped_early and is_measured(run)


def gets_ready(run: RunReading) -> bool:
    return run.state in (QUEUED, RUNNING) and run.step == 0


def has_learned_nothing(run: RunReading) -> bool:
    return run.step == 0


def is_not_measured_yet(run: RunReading) -> bool:
    return not is_measured(run)


def was_just_turned(run: RunReading) -> bool:
    since = run.steps_since_turn
    return run.state in (RUNNING, PAUSED) and since is not None and since < ONE_TURN


def has_a_twin(run: RunReading) -> bool:
    return run.against_twin is not None


def guesses(run: RunReading) -> bool:
    return run.now is not None and run.now.validation <= GUESSING


def guesses_with_vanished_weights(run: RunReading) -> bool:
    return guesses(run) and run.now is not None and run.now.near_zeros >= 0.8


def _gained_since_turn(run: RunReading) -> float | None:
    """Validation accuracy gained since the knobs were last turned, as long as that is news."""
    around, since = run.around_turn, run.steps_since_turn
    if around is None or since is None or since > RECENT:
        return None
    return around[1].validation - around[0].validation


def gave_way_since_turn(run: RunReading) -> bool:
    gained = _gained_since_turn(run)
    return gained is not None and gained <= -10 * POINT


def drained_since_turn(run: RunReading) -> bool:
    gained, around = _gained_since_turn(run), run.around_turn
    if gained is None or around is None or not run.penalized:
        return False
    before, after = around
    return (after.near_zeros - before.near_zeros >= 15 * POINT and gained >= -3 * POINT
            and after.validation >= GOOD)


def rose_again_since_turn(run: RunReading) -> bool:
    """Only where it had fallen before: at first it rises whatever is turned."""
    gained = _gained_since_turn(run)
    if gained is None or gained < 5 * POINT or run.turn is None:
        return False
    before = [look.validation for look in run.looks if look.step <= run.turn.began]
    return bool(before) and before[-1] <= max(before) - 3 * POINT


def overfits(run: RunReading) -> bool:
    """Validation well below its best and not coming back, training above what it was then."""
    best, last = run.best, run.last
    if best is None or last is None or len(run.looks) < 6:
        return False
    recent, before = run.looks[-3:], run.looks[-6:-3]
    lost = best.validation - max(_mean(recent), last.validation)
    return (lost >= 5 * POINT and _mean(recent) <= _mean(before) + POINT
            and last.training >= best.training + 2 * POINT)


def memorizes_wrong_labels(run: RunReading) -> bool:
    """More of the labels reproduced than are right: the rest must be wrong ones."""
    last = run.last
    right = 1 - run.wrong_labels / 100
    return last is not None and last.training - right >= 10 * POINT


def holds(run: RunReading) -> bool:
    best, last = run.best, run.last
    if best is None or last is None or len(run.looks) < 8:
        return False
    hard = run.share < 100 or run.wrong_labels > 0
    return (run.regularized and hard and last.validation >= GOOD
            and min(_mean(run.looks[-3:]), last.validation) >= best.validation - 4 * POINT)


def has_exact_zeros(run: RunReading) -> bool:
    now = run.now
    return (run.penalized and now is not None and now.exact_zeros >= 0.3
            and now.validation >= GOOD)


def is_sparse(run: RunReading) -> bool:
    now = run.now
    return (run.penalized and now is not None and now.near_zeros >= 0.5
            and now.validation >= GOOD)


def measures_batches_with_dropout(run: RunReading) -> bool:
    """Only where the labels are right: wrong ones keep batch accuracy down by themselves."""
    return (run.now is not None and run.batch_accuracy is not None and run.dropout >= 0.1
            and run.wrong_labels == 0 and run.now.validation - run.batch_accuracy >= 5 * POINT)


def guesses_elsewhere(run: RunReading) -> bool:
    last = run.last
    return (last is not None and last.elsewhere is not None and last.elsewhere <= GUESSING
            and last.validation >= GOOD)


def is_worse_elsewhere(run: RunReading) -> bool:
    last = run.last
    return (last is not None and last.elsewhere is not None
            and last.validation >= GOOD and last.validation - last.elsewhere >= 20 * POINT)


def underfits(run: RunReading) -> bool:
    """Training and validation both short of good, and neither best has moved."""
    last = run.last
    if last is None or len(run.looks) <= STRETCH or max(last.training, last.validation) >= 0.8:
        return False
    earlier, lately = run.looks[:-STRETCH], run.looks[-STRETCH:]
    return all(
        max(getattr(look, of) for look in lately)
        < max(getattr(look, of) for look in earlier) + 2 * POINT
        for of in ("training", "validation"))


def has_a_gap(run: RunReading) -> bool:
    """Only where the labels are right: training accuracy is of the labels as trained."""
    return run.wrong_labels == 0 and len(run.looks) >= 2 and all(
        look.training - look.validation >= 10 * POINT for look in run.looks[-2:])


def is_good_despite_penalty(run: RunReading) -> bool:
    return (run.penalized and run.now is not None
            and run.data_loss is not None and run.penalty is not None
            and 0 < run.data_loss <= run.penalty < math.inf and run.now.validation >= 0.85)


def improves(run: RunReading) -> bool:
    """To a new best: what comes back from a fall, or swings, does not."""
    back = run.looks[-4:]
    return (len(back) >= 2 and back[-1] == run.best
            and back[-1].validation - back[0].validation >= 3 * POINT)


def stands_still(run: RunReading) -> bool:
    lately = [look.validation for look in run.looks[-STRETCH:]]
    return len(lately) == STRETCH and max(lately) - min(lately) < 3 * POINT


def is_measured(run: RunReading) -> bool:
    return run.now is not None


def has_finished(run: RunReading) -> bool:
    return run.state == FINISHED and is_measured(run)


def was_stopped(run: RunReading) -> bool:
    return run.state == STOPPED and is_measured(run)


def is_paused(run: RunReading) -> bool:
    return run.state == PAUSED and is_measured(run)


def _mean(looks: tuple[EpochLook, ...]) -> float:
    return sum(look.validation for look in looks) / len(looks)
