"""Each verdict, from numbers made for it: none is written down beforehand."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import pytest

from playground.training.series.article_plan import ROLES
from playground.training.series.results import PointResult
from playground.training.series.statements import NAMES, Statement, statements
from playground.training.series.verdicts import (
    DEPENDS_ON_LAMBDA,
    DEPENDS_ON_SEED,
    FAILS,
    HOLDS,
    OPEN,
    WORDS,
    verdict,
)

GOOD = PointResult(
    run_id="", epoch=20, epochs=20, training=.99, accuracy=.97, elsewhere=.4, best=.98,
    best_epoch=17, training_loss=.05, loss=.1, penalty=0.0, exact_zeros=0.0, near_zeros=.015,
    carrying=.67, seen=0, validated=437)
Runs = Mapping[str, PointResult]


def runs(**changed: Mapping[str, object]) -> dict[str, PointResult]:
    """All roles as good as none, but for what is changed; `_` stands for `-`."""
    named = {name.replace("_", "-"): values for name, values in changed.items()}
    return {role: replace(GOOD, **named.get(role, {})) for role in ROLES}  # type: ignore[arg-type]


def found(name: str, *seeds: Runs) -> Statement:
    return next(one for one in statements(dict(enumerate(seeds, 1))) if one.name == name)


def test_the_rules_of_a_verdict() -> None:
    assert verdict([]) == verdict([None], [True]) == OPEN
    assert verdict([True, True, None]) == verdict([True], [None]) == HOLDS
    assert verdict([False, False], [False]) == FAILS
    assert verdict([True, False], [False]) == DEPENDS_ON_SEED
    assert verdict([True, True], [False, False]) == DEPENDS_ON_LAMBDA
    assert verdict([True, True], [False, True]) == HOLDS
    assert set(WORDS) == {HOLDS, FAILS, OPEN, DEPENDS_ON_LAMBDA, DEPENDS_ON_SEED}


COLLAPSED = {"accuracy": .32, "loss": 1.1, "penalty": .9}
# By statement: what makes it hold, and what makes it fail.
CASES: Mapping[str, tuple[Runs, Runs]] = {
    "l1-fails": (runs(l1=COLLAPSED, l1_weak=COLLAPSED), runs()),
    "l1-near-zeros": (runs(l1={"near_zeros": .97}, l1_weak={"near_zeros": .7}), runs()),
    "l1-exact-zeros": (runs(l1={"exact_zeros": .9}, l1_weak={"exact_zeros": .6}), runs()),
    "l2-good": (runs(l2={"accuracy": .945}), runs(l2={"accuracy": .93})),
    "l2-not-sparse": (runs(), runs(l2={"near_zeros": .67})),
    "dropout-good": (runs(), runs(dropout={"loss": .5})),
    "dropout-not-sparse": (runs(), runs(dropout={"near_zeros": .51})),
    "dropout-dispersed": (runs(dropout={"carrying": .7}), runs(dropout={"carrying": .68})),
    "more-data": (runs(l1_half={"accuracy": .9}, none_half={"accuracy": .9}), runs()),
    "fewer-regularizers": (runs(l1={"accuracy": .5}), runs()),
    "another-technique": (runs(l1={"accuracy": .5}), runs()),
    "smaller-network": (runs(l1={"accuracy": .9}, none={"accuracy": .9}), runs()),
    "validation-is-new": (runs(), runs(none_seen={"seen": 437})),
}


def test_every_statement_has_its_case() -> None:
    assert set(CASES) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_statement_holds_where_the_numbers_say_so_and_fails_where_they_do_not(name: str) -> None:
    holding, failing = CASES[name]
    assert found(name, holding).verdict == HOLDS
    assert found(name, failing).verdict == FAILS
    assert found(name, holding, failing).verdict == DEPENDS_ON_SEED
    assert found(name).verdict == OPEN
    assert found(name).measured is None


@pytest.mark.parametrize(("name", "only_at_one"), [
    ("l1-fails", runs(l1=COLLAPSED)), ("l1-near-zeros", runs(l1={"near_zeros": .97})),
    ("l1-exact-zeros", runs(l1_weak={"exact_zeros": .9})),
    ("more-data", runs(none_half={"accuracy": .9})),
    ("smaller-network", runs(none_small={"accuracy": 1.0}))])
def test_what_is_so_at_one_strength_alone_depends_on_lambda(name: str, only_at_one: Runs) -> None:
    assert found(name, only_at_one, only_at_one).verdict == DEPENDS_ON_LAMBDA


def test_a_loss_without_its_penalty_is_not_the_one_the_article_shows() -> None:
    low = runs(l1={**COLLAPSED, "loss": .2, "penalty": .2}, l1_weak=COLLAPSED)
    assert found("l1-fails", low).verdict != HOLDS
    broken = runs(l1={**COLLAPSED, "loss": math.nan}, l1_weak=COLLAPSED)
    assert found("l1-fails", broken).verdict == HOLDS
    assert found("l1-fails", broken).measured is None


def test_the_words_are_of_the_numbers_with_their_range_over_the_seeds() -> None:
    one, other = runs(l1={"near_zeros": .97}), runs(l1={"near_zeros": .95})
    assert "97.0\N{NO-BREAK SPACE}% of the penalized weights" in str(
        found("l1-near-zeros", one).measured)
    assert "96.0\N{NO-BREAK SPACE}% (95.0 to 97.0) of" in str(
        found("l1-near-zeros", one, other).measured)
    assert found("l1-near-zeros", one, other).numbers["l1"] == [.97, .95]
    seen = found("validation-is-new", runs(none_seen={"seen": 437}))
    assert "trains on 100.0\N{NO-BREAK SPACE}% of its validation pictures" in str(seen.measured)


def test_of_what_is_trained_so_far_each_statement_says_what_can_be_said() -> None:
    four = {role: result for role, result in runs().items() if role in ("none", "l2")}
    by_name = {one.name: one for one in statements({1: four})}
    assert by_name["l2-good"].verdict == HOLDS
    assert by_name["l2-good"].measured is not None
    assert {name for name, one in by_name.items() if one.verdict == OPEN} == {
        *NAMES} - {"l2-good", "l2-not-sparse"}
