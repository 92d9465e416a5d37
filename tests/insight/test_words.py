"""Every sentence is true where it is said; each has a run that it is said of, and one it is not."""

import dataclasses
import random

import pytest

from playground.change import Change
from playground.insight.phrases import percent
from playground.insight.reading import EpochLook, Look, RunReading, last_turn
from playground.insight.twin import TwinReading
from playground.insight.words import RULES, describe
from tests.insight.claims import contradicts

NB = "\N{NO-BREAK SPACE}"
STEPS = 10


def epochs(validation, training=None, elsewhere=None, near=0.01, exact=0.0):
    training = training or validation
    return tuple(
        EpochLook((n + 1) * STEPS, v, exact, near, t, elsewhere)
        for n, (v, t) in enumerate(zip(validation, training, strict=True)))


def running(looks=(), **values):
    step = values.pop("step", looks[-1].step if looks else 0)
    return RunReading(state="running", looks=tuple(looks), step=step, **values)


def turned(step, name, old, new):
    return last_turn([Change(step, name, old, new)])


FALLING = epochs([0.5, 0.8, 0.9, 0.85, 0.8, 0.76, 0.73, 0.71],
                 [0.5, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.97])
STEADY = epochs([0.6, 0.8, 0.9, 0.9, 0.91, 0.9, 0.9, 0.9])
HELD = epochs([0.6, 0.8, 0.9, 0.9, 0.91, 0.9, 0.9, 0.9], [0.66] * 8)
FLAT = epochs([0.9, 0.9, 0.91, 0.9, 0.9, 0.9, 0.9, 0.9])
AFTER = turned(80, "lambda", 0.0, 1e-3)
L1 = {"regularizer": "l1", "lambda_": 1e-3}


def and_then(looks, validation, near=0.01, exact=0.0):
    """The same run and one more epoch."""
    last = looks[-1]
    return (*looks, EpochLook(last.step + 100, validation, exact, near, 0.9, None))


# state: (a run that it is said of, a run close by that it is not said of)
CASES = {
    "queued": (
        RunReading(state="queued", place_in_queue=2), RunReading(state="queued")),
    "diverged": (
        RunReading(state="failed", message="The loss is ...", diverged=True, step=9),
        RunReading(state="failed", message="Training broke off: MemoryError.", step=9)),
    "broke-off": (
        RunReading(state="failed", message="Training broke off: MemoryError.", step=9),
        RunReading(state="stopped", step=9)),
    "getting-ready": (running(), RunReading(state="paused")),
    "untrained": (RunReading(), RunReading(step=1)),
    "first-steps": (running(step=7), running(step=7, probes=(Look(7, 0.5, 0, 0),))),
    "just-turned": (
        running(FLAT, step=85, turn=AFTER), running(FLAT, step=130, turn=AFTER)),
    "twin": (
        running(and_then(FLAT, 0.7), turn=AFTER, twin=TwinReading(AFTER, and_then(FLAT, 0.9))),
        running(and_then(FLAT, 0.7), turn=AFTER, twin=TwinReading(AFTER, FLAT))),
    "stopped-early": (
        RunReading(state="finished", looks=STEADY, step=80, stopped_early=True,
                   message="Early stopping: …"),
        RunReading(state="finished", looks=STEADY, step=80)),
    "vanished": (
        running(epochs([0.34] * 6, near=0.97), **L1), running(epochs([0.34] * 6), **L1)),
    "gave-way": (
        running(and_then(FLAT, 0.7), turn=AFTER, **L1),
        running(and_then(FLAT, 0.85), turn=AFTER, **L1)),
    "draining": (
        running(and_then(FLAT, 0.89, near=0.69), turn=AFTER, **L1),
        running(and_then(FLAT, 0.89, near=0.1), turn=AFTER, **L1)),
    "rose-again": (
        running(and_then(FALLING, 0.85), turn=AFTER, **L1),
        running(and_then(epochs([0.4, 0.6, 0.7]), 0.85), turn=turned(30, "lambda", 0, 1))),
    "guessing": (running(epochs([0.34, 0.38])), running(epochs([0.34, 0.45]))),
    "overfitting": (running(FALLING), running(STEADY)),
    "memorizing": (
        running(epochs([0.8] * 5, [0.85] * 5), wrong_labels=30),
        running(epochs([0.8] * 5, [0.85] * 5), wrong_labels=20)),
    "exact-zeros": (
        running(epochs([0.9], near=0.9, exact=0.6), regularizer="l1-proximal", lambda_=0.1),
        running(epochs([0.9], near=0.9, exact=0.2), regularizer="l1-proximal", lambda_=0.1)),
    "holding": (
        running(HELD, wrong_labels=30, share=30, dropout=0.5),
        running(HELD, wrong_labels=30, share=30)),
    "improving": (
        running(epochs([0.5, 0.7], elsewhere=0.34)),
        running(epochs([0.9, 0.5, 0.5, 0.7], elsewhere=0.34))),
    "dropout-on": (
        running(epochs([0.9]), dropout=0.5, batch_accuracy=0.8),
        running(epochs([0.9]), dropout=0.5, batch_accuracy=0.8, wrong_labels=10)),
    "sparse": (running(epochs([0.9], near=0.7), **L1), running(epochs([0.9], near=0.7))),
    "guessing-elsewhere": (
        running(epochs([0.97], elsewhere=0.34)), running(epochs([0.6], elsewhere=0.34))),
    "worse-elsewhere": (
        running(epochs([0.97], elsewhere=0.6)), running(epochs([0.7], elsewhere=0.45))),
    "underfitting": (
        running(epochs([0.4, 0.6, *[0.61] * 5])), running(epochs([0.4, 0.6, *[0.61] * 4, 0.7]))),
    "gap": (
        running(epochs([0.86, 0.85], [0.97, 0.98])), running(epochs([0.86, 0.85], [0.97, 0.94]))),
    "large-penalty": (
        running(epochs([0.97]), regularizer="l2", lambda_=0.01, data_loss=0.1, penalty=0.3),
        running(epochs([0.97]), regularizer="l2", lambda_=0.01, data_loss=0.1, penalty=0.05)),
    "plateau": (running(FLAT), running(epochs([0.9, 0.85, 0.9, 0.85, 0.86]))),
    "finished": (
        RunReading(state="finished", looks=epochs([0.9]), step=STEPS), running(epochs([0.9]))),
    "stopped": (
        RunReading(state="stopped", looks=epochs([0.9]), step=STEPS), running(epochs([0.9]))),
    "paused": (
        RunReading(state="paused", looks=epochs([0.9]), step=STEPS), running(epochs([0.9]))),
    "training": (running(epochs([0.9])), running()),
}


def test_every_sentence_has_its_cases():
    assert list(CASES) == [rule.state for rule in RULES]
    assert len(CASES) >= 12


@pytest.mark.parametrize("state", CASES)
def test_each_is_said_of_its_run_and_not_of_one_close_by(state):
    said_of, not_said_of = CASES[state]
    assert describe(said_of).state == state
    assert describe(not_said_of).state != state


def any_run(draw):
    """A made-up run of any kind; its numbers cluster where the sentences part."""
    count = draw.choice([0, 0, 1, 2, 3, 5, 6, 8, 12])
    level, slope, height = draw.uniform(0.3, 1), draw.uniform(-0.06, 0.06), draw.uniform(-0.2, 0.3)
    zeros = draw.choice([0.0, 0.2, 0.4, 0.9])
    near = draw.choice([0.01, 0.4, 0.7, 0.97])
    turned_at = draw.choice([None, 0, 20, 50, 100])
    there = draw.choice([None, draw.uniform(0.3, 1)])

    def limited(value):
        return min(max(value, 0.0), 1.0)

    looks = []
    for n in range(count):
        v = limited(level + slope * n + draw.gauss(0, 0.02))
        drained = turned_at is not None and n * STEPS > turned_at
        looks.append(EpochLook(
            (n + 1) * STEPS, v, zeros if drained else 0.0, max(near, zeros) if drained else 0.01,
            limited(v + height + abs(slope) * n), there))
    step = count * STEPS + draw.choice([0, 3, 9])
    probes = tuple(Look(s, limited(level + draw.gauss(0, 0.03)), zeros, max(near, zeros))
                   for s in range(5, step + 1, 15))
    changes = [] if turned_at is None or turned_at > step else [
        Change(turned_at, *draw.choice([
            ("lambda", 0.0, 1e-3), ("dropout", 0.5, 0.0), ("regularizer", "none", "l1")]))]
    state = draw.choice(["", "queued", "running", "running", "running", "paused", "finished",
                         "stopped", "failed"])
    return RunReading(
        state=state,
        message="Training broke off." if state == "failed" else "",
        diverged=state == "failed" and draw.choice([True, False]),
        stopped_early=state == "finished" and draw.choice([True, False, False]),
        place_in_queue=draw.choice([1, 4]) if state == "queued" else None,
        step=step, looks=tuple(looks), probes=draw.choice([(), probes]),
        data_loss=draw.uniform(0, 1.2) if step else None,
        penalty=draw.choice([0.0, draw.uniform(0, 3)]) if step else None,
        batch_accuracy=draw.uniform(0.3, 1) if step else None,
        regularizer=draw.choice(["none", "l1", "l2", "l1-proximal"]),
        lambda_=draw.choice([0.0, 1e-3]), dropout=draw.choice([0.0, 0.0, 0.5]),
        learning_rate=draw.choice([1e-5, 1e-3, 0.1]), share=draw.choice([30, 100]),
        wrong_labels=draw.choice([0, 0, 30]), turn=last_turn(changes),
        twin=draw.choice([None] * 9 + [TwinReading(last_turn(changes), tuple(
            dataclasses.replace(look, validation=limited(level)) for look in looks[:-1]))])
        if changes else None)


@pytest.fixture(scope="module")
def runs():
    draw = random.Random(7)
    return [any_run(draw) for _ in range(6000)]


def test_what_is_said_of_any_run_is_true(runs):
    for run in runs:
        said = describe(run)
        assert not contradicts(said, run), (said, run)


def test_every_sentence_is_said_of_some_run(runs):
    assert {describe(run).state for run in runs} == set(CASES)


def test_every_text_is_short_ends_and_says_no_why(runs):
    for said in map(describe, runs):
        assert said.text[0].isupper() or said.text[0].isdigit() or said.text[0] == "λ"
        assert said.text.endswith(".")
        assert len(said.text) <= 180, said.text
        assert not {"because", "causes", "due", "nan"} & set(said.text.lower().split())
        assert not said.try_next or said.try_next.endswith(".")
        assert said.try_next or said.state == "getting-ready"


def test_every_rule_that_holds_can_be_said_not_only_the_first(runs):
    for run in runs:
        for rule in RULES:
            if rule.condition(run):
                assert rule.sentence(run).text


def test_the_numbers_said_are_the_runs():
    said = describe(CASES["overfitting"][0])
    assert said.text == (f"It overfits: validation fell from 90{NB}% to 71{NB}% while training "
                         f"rose from 75{NB}% to 97{NB}%.")
    assert said.try_next == "Turn on L2 or dropout."
    said = describe(CASES["draining"][0])
    assert said.text == (
        f"Within 100 steps, weights below 0.001 went from 1{NB}% to 69{NB}%, and "
        f"validation from 90{NB}% to 89{NB}%.")
    assert describe(CASES["untrained"][0]).text == "It has learned nothing yet."
    assert describe(CASES["untrained"][0]).try_next == "Press Play."


def test_knobs_turned_together_are_named_together():
    turn = last_turn([Change(80, "lambda", 1e-4, 1e-2), Change(80, "regularizer", "l2", "l1")])
    said = describe(running(FLAT, step=92, turn=turn))
    assert said.text == "L1 with λ 0.01 replaced L2, 12 steps ago."
    assert describe(running(FLAT, step=80, turn=turn)).text.endswith("and acts on the next step.")


def test_other_knobs_turned_together_are_joined():
    turn = last_turn([Change(80, "lambda", 1e-4, 1e-2), Change(80, "dropout", 0.0, 0.2)])
    said = describe(running(FLAT, step=92, turn=turn))
    assert said.text == "λ went from 0.0001 to 0.01 and dropout went from off to 0.2, 12 steps ago."


def test_an_ended_runs_advice_begins_with_a_reset():
    live, _ = CASES["overfitting"]
    ended = dataclasses.replace(live, state="finished")
    assert describe(ended).try_next == "Press Reset first. Turn on L2 or dropout."
    assert describe(live).try_next == "Turn on L2 or dropout."


def test_advice_fits_what_is_on():
    live, _ = CASES["overfitting"]
    assert describe(dataclasses.replace(live, **L1)).try_next == "Raise λ."
    assert describe(dataclasses.replace(live, dropout=0.2)).try_next == "Raise dropout."
    vanished, _ = CASES["vanished"]
    assert "Lower λ" in describe(vanished).try_next
    stuck = running(epochs([0.34] * 9), learning_rate=0.1)
    assert describe(stuck).try_next == "Lower the learning rate to 0.001."


@pytest.mark.parametrize(("share", "shown"), [
    (0.0, "0"), (0.001, "under 1"), (0.006, "1"), (0.5, "50"), (0.994, "99"), (0.996, "over 99"),
    (1.0, "100")])
def test_a_percentage_never_rounds_to_all_or_nothing(share, shown):
    assert percent(share) == f"{shown}{NB}%"


def test_a_queued_run_says_how_many_are_before_it():
    texts = [describe(RunReading(state="queued", place_in_queue=place)).text for place in (1, 2, 4)]
    assert "next" in texts[0]
    assert "One run" in texts[1]
    assert "3 runs" in texts[2]
