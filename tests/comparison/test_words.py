"""Each sentence about two runs is true where it is said, and has a pair that it is said of."""

import random
from dataclasses import replace

import pytest

from playground.comparison.reading import EndReading, PairReading, end_of, pair_of
from playground.comparison.words import RULES, describe, overall, sentences
from playground.messages import speaking
from tests.comparison.made import history, record

NB = "\N{NO-BREAK SPACE}"
NONE = EndReading("none", 20, validation=0.62, training=0.9, elsewhere=0.5, validation_loss=1.0,
                  best=0.7, best_epoch=9, near_zeros=0.02)
L1 = replace(NONE, name="L1", penalized=True)


def pair(**theirs):
    return PairReading(NONE, replace(L1, **theirs))


MISLABELED = PairReading(
    replace(NONE, wrong_labels=40, training=0.88),
    replace(L1, wrong_labels=40, training=0.6, validation=0.8))

# state: (a pair that it is said of, a pair close by that it is not said of)
CASES = {
    "not-comparable": (
        PairReading(NONE, L1, why_not="Its seed is 2 instead of 1."), PairReading(NONE, L1)),
    "not-measured": (pair(epochs=0), pair(epochs=20)),
    "diverged": (pair(diverged=True), PairReading(replace(NONE, diverged=True), L1)),
    "other-epoch": (pair(epochs=12, validation=0.8), pair(validation=0.8)),
    "vanished": (pair(validation=0.34, near_zeros=0.99), pair(validation=0.34, near_zeros=0.3)),
    "memorizes-less": (MISLABELED, replace(MISLABELED, same_labels=False)),
    "sparser-and-better": (
        pair(validation=0.82, near_zeros=0.97), pair(validation=0.82, near_zeros=0.1)),
    "sparser-and-as-good": (
        pair(validation=0.63, near_zeros=0.97), pair(validation=0.63, near_zeros=0.1)),
    "sparser-and-worse": (
        pair(validation=0.55, near_zeros=0.97), pair(validation=0.55, near_zeros=0.1)),
    "better": (pair(validation=0.7), pair(validation=0.635)),
    "worse": (pair(validation=0.5), pair(validation=0.61)),
    "better-elsewhere": (pair(elsewhere=0.6), pair(elsewhere=0.54)),
    "worse-elsewhere": (pair(elsewhere=0.4), replace(pair(elsewhere=0.4), same_elsewhere=False)),
    "better-best": (pair(best=0.8), pair(best=0.72)),
    "another-loss": (pair(validation_loss=0.6), pair(validation_loss=0.9)),
    "alike": (pair(), pair(validation=0.7)),
}

# What each says, said over again from the numbers alone.
CLAIMS = {
    "not-comparable": lambda p: p.why_not,
    "not-measured": lambda p: 0 in (p.ours.epochs, p.theirs.epochs),
    "diverged": lambda p: p.theirs.diverged,
    "other-epoch": lambda p: p.ours.epochs != p.theirs.epochs,
    "vanished": lambda p: p.theirs.validation < 0.43 and p.theirs.near_zeros > p.ours.near_zeros,
    "memorizes-less": lambda p: (
        p.ours.training > p.theirs.training and p.theirs.validation > p.ours.validation
        and 100 * p.ours.training > 100 - p.ours.wrong_labels),
    "sparser-and-better": lambda p: (
        p.theirs.validation > p.ours.validation and p.theirs.near_zeros > p.ours.near_zeros),
    "sparser-and-as-good": lambda p: (
        abs(p.gained) < 0.03 and p.theirs.near_zeros > p.ours.near_zeros),
    "sparser-and-worse": lambda p: (
        p.theirs.validation < p.ours.validation and p.theirs.near_zeros > p.ours.near_zeros),
    "better": lambda p: p.theirs.validation > p.ours.validation,
    "worse": lambda p: p.theirs.validation < p.ours.validation,
    "better-elsewhere": lambda p: p.theirs.elsewhere > p.ours.elsewhere,
    "worse-elsewhere": lambda p: p.theirs.elsewhere < p.ours.elsewhere,
    "better-best": lambda p: p.theirs.best > p.ours.best,
    "another-loss": lambda p: abs(p.theirs.validation_loss - p.ours.validation_loss) > 0,
    "alike": lambda p: abs(p.gained) < 0.03,
}


def test_every_rule_has_a_case_and_a_claim():
    assert [rule.state for rule in RULES] == list(CASES) == list(CLAIMS)


@pytest.mark.parametrize("state", CASES)
def test_each_is_said_of_its_pair_and_not_of_the_one_beside_it(state):
    of, not_of = CASES[state]
    said = describe(of)
    assert said.state == state
    assert CLAIMS[state](of)
    assert describe(not_of).state != state
    assert said.text.endswith(".")
    assert "{" not in said.text


@pytest.mark.parametrize("state", CASES)
def test_each_is_said_in_german_too(state):
    english = describe(CASES[state][0]).text
    with speaking("de"):
        german = describe(CASES[state][0]).text
    assert german != english
    assert "{" not in german


def test_no_pair_of_numbers_is_told_what_is_not_so():
    dice = random.Random(4)

    def end(name):
        return EndReading(
            name, dice.choice([0, 20, 20, 20, 20]), validation=dice.random(),
            training=dice.random(), elsewhere=dice.choice([None, dice.random()]),
            validation_loss=dice.choice([dice.random(), float("nan"), float("inf")]),
            best=dice.random(), best_epoch=3, near_zeros=dice.random(), wrong_labels=40,
            diverged=dice.random() < 0.05)

    for _ in range(3000):
        made = PairReading(end("a"), end("b"), same_labels=dice.random() < 0.8,
                           same_elsewhere=dice.random() < 0.8)
        assert CLAIMS[describe(made).state](made)


def test_the_points_are_those_of_the_numbers_as_shown():
    said = describe(PairReading(replace(NONE, validation=0.614), replace(L1, validation=0.818)))
    assert said.text == (
        f"“L1” is 21 points above “none” on validation: 82{NB}% against 61{NB}%.")


def test_a_pair_is_read_off_two_histories():
    ours = history("a", [0.6, 0.8, 0.7])
    theirs = history("b", records=[record(n, 0.9, near=0.6, exact=0.1) for n in (1, 2, 3)],
                     settings={"regularizer": "l1"})
    found = pair_of(ours, theirs)
    assert (found.ours.best, found.ours.best_epoch, found.ours.validation) == (0.8, 2, 0.7)
    assert (found.theirs.near_zeros, found.theirs.penalized) == (0.6, True)
    assert found.gained == pytest.approx(0.2)
    assert [said.state for said in sentences([ours, theirs])] == ["sparser-and-better"]
    other = history("c", [0.9], settings={"seed": 2})
    assert pair_of(ours, other).why_not
    assert end_of(history("d")).epochs == 0


def states(*runs):
    return [said.state for said in overall(runs)]


def test_the_first_look_is_told_what_is_best_and_whether_it_may_be_luck():
    low, high = history("a", [0.6]), history("b", [0.8], settings={"dropout": 0.5})
    assert states(low) == ["one-run"]
    assert states(low, history("b")) == ["nothing-to-compare"]
    assert states(low, high) == ["best", "one-seed"]
    near = history("c", [0.79], settings={"dropout": 0.4})
    assert states(low, high, near) == ["several-best", "one-seed"]
    assert states(high, near) == ["all-alike", "one-seed"]
    other = history("d", [0.99], settings={"seed": 2})
    assert states(low, high, other) == ["best", "left-out", "one-seed"]
    assert "0.99" not in overall([low, high, other])[0].text
    assert overall([low, high])[0].text == (
        f"“Dropout 0.5” is best on validation: 80{NB}%, the next 60{NB}%.")


def test_what_is_too_close_to_call_is_said_with_the_runs_that_are_behind():
    runs = [history(name, [accuracy]) for name, accuracy in
            [("a", 0.66), ("b", 0.85), ("c", 0.84), ("d", 0.855), ("e", 0.5)]]
    said = overall(runs[:4], "ABCD")[0]
    assert said.of_ends
    assert said.text == (
        f"Too close to call on validation: B, C and D end at 84 to 86{NB}%; A ends at 66{NB}%.")
    assert overall([runs[i] for i in (3, 2, 4, 0)], "DCEA")[0].text == (
        f"Too close to call on validation: C and D end at 84 to 86{NB}%; "
        f"A and E end at 50 to 66{NB}%.")
    assert overall(runs[1:3], "BC")[0].text == (
        f"Too close to call on validation: B and C end at 84 to 85{NB}%.")
    certain = [history("f", [0.998]), history("g", [0.999])]
    assert overall(certain, "FG")[0].text == (
        f"Too close to call on validation: F and G end at over 99{NB}%.")
    with speaking("de"):
        assert "66" in overall(runs[:4], "ABCD")[0].text
        assert "Too" not in overall(runs[:4], "ABCD")[0].text
