"""Paired seeds: what they say, how often chance says it, and what they cannot tell."""

import itertools

import numpy as np
import pytest

from playground.comparison.luck import Luck, Pair, band, paired
from playground.comparison.luck_words import RARE, about
from tests.comparison.made import history


def luck(*pairs):
    return Luck(tuple(Pair(seed, ours, theirs) for seed, (ours, theirs) in enumerate(pairs)))


FIVE = luck((0.6, 0.8), (0.62, 0.81), (0.63, 0.82), (0.7, 0.83), (0.71, 0.84))
OVERLAP = luck((0.6, 0.65), (0.62, 0.81), (0.63, 0.82), (0.7, 0.83), (0.71, 0.84))
FOUR = luck((0.6, 0.55), (0.62, 0.81), (0.63, 0.82), (0.7, 0.83), (0.71, 0.84))
TEN = luck(*[(0.6, 0.7 + 0.001 * n) for n in range(9)], (0.9, 0.85))
EVEN = luck((0.6, 0.7), (0.7, 0.6), (0.5, 0.6), (0.6, 0.5))
EQUAL = luck((0.5, 0.5), (0.6, 0.6), (0.7, 0.7))


def turned(found):
    return Luck(tuple(Pair(pair.seed, pair.other, pair.baseline) for pair in found.pairs))


@pytest.mark.parametrize(("found", "state"), [
    (luck(), "too-few"), (luck((0.5, 0.9), (0.5, 0.9)), "too-few"), (EQUAL, "equal"),
    (FIVE, "all-above"), (turned(FIVE), "all-below"), (EVEN, "even"), (TEN, "mostly-above"),
    (turned(TEN), "mostly-below"), (FOUR, "mostly-above-perhaps-luck"),
    (turned(FOUR), "mostly-below-perhaps-luck"), (OVERLAP, "mostly-above")])
def test_each_outcome_has_its_sentence(found, state):
    said = about(found, "none", "L2")
    assert said.state == state
    assert str(said.text).endswith(".")


def test_five_above_five_happen_by_chance_once_in_252():
    said = about(FIVE, "none", "L2")
    assert str(said.text) == "All 5 runs of “L2” are above all 5 of “none”: by chance 1 in 252."
    assert said.chance == pytest.approx(1 / 252)


def test_the_count_is_the_share_of_all_orders_in_which_it_is_so():
    """All ways to deal out six places to two settings with three runs each."""
    dealt = [min(first) > max(set(range(6)) - set(first))
             for first in itertools.combinations(range(6), 3)]
    said = about(luck((0.1, 0.4), (0.2, 0.5), (0.3, 0.6)), "none", "L2")
    assert said.chance == pytest.approx(sum(dealt) / len(dealt))


def test_four_of_five_may_be_luck_and_it_is_said():
    said = about(FOUR, "none", "L2")
    assert "4 of 5 seeds" in str(said.text)
    assert "may be luck" in str(said.text)
    coins = [sum(coin) >= 4 for coin in itertools.product((0, 1), repeat=5)]
    assert said.chance == pytest.approx(sum(coins) / len(coins))


def test_no_sentence_rules_out_luck_that_is_not_rare():
    random = np.random.default_rng(1)
    for _ in range(300):
        values = random.integers(0, 5, (random.integers(1, 8), 2)) / 5
        said = about(luck(*values.tolist()), "none", "L2")
        if said.state in ("mostly-above", "mostly-below"):
            assert said.chance is not None
            assert said.chance < RARE


def test_the_permutation_chance_counts_every_way_to_swap_the_pairs():
    assert FIVE.permutation_chance == pytest.approx(2 / 2**5)
    assert EQUAL.permutation_chance == 1.0
    assert luck().permutation_chance is None
    small = luck((0.5, 0.6), (0.5, 0.7), (0.5, 0.4))
    sizes = [0.1, 0.2, -0.1]
    ways = [abs(sum(sign * size for sign, size in zip(signs, sizes, strict=True)))
            for signs in itertools.product((1, -1), repeat=3)]
    assert small.permutation_chance == pytest.approx(np.mean([way >= 0.2 - 1e-9 for way in ways]))


def test_mean_and_band_are_of_the_differences():
    found = luck((0.5, 0.6), (0.5, 0.8), (0.5, 0.4))
    assert found.mean == pytest.approx(0.1)
    assert found.band == pytest.approx((-0.1, 0.3))
    assert (found.above, found.below) == (2, 1)
    assert (luck().mean, luck().band) == (None, None)


def test_runs_are_paired_by_seed_and_what_has_no_fellow_is_told():
    ours = [history(f"a{seed}", [0.5, 0.6], settings={"seed": seed}) for seed in (3, 1, 2)]
    theirs = [history(f"b{seed}", [0.5, 0.7], settings={"seed": seed, "dropout": 0.5})
              for seed in (2, 3, 4)]
    theirs.append(history("b1", settings={"seed": 1, "dropout": 0.5}))
    found = paired(ours, theirs)
    assert [pair.seed for pair in found.pairs] == [2, 3]
    assert found.lonely == (1, 4)
    assert found.differences == pytest.approx((0.1, 0.1))


def test_runs_on_other_data_are_no_pair():
    ours, theirs = history("a", [0.5]), history("b", [0.5], settings={"data": "everyday"})
    assert paired([ours], [theirs]).pairs == ()


def test_the_band_of_several_seeds_goes_as_far_as_all_of_them():
    runs = [history("a", [0.5, 0.7, 0.9], settings={"seed": 2}),
            history("b", [0.3, 0.8], settings={"seed": 1})]
    found = band(runs)
    assert found.seeds == (1, 2)
    assert found.epochs.tolist() == [1, 2]
    assert found.mean.tolist() == pytest.approx([0.4, 0.75])
    assert (found.low.tolist(), found.high.tolist()) == ([0.3, 0.7], [0.5, 0.8])
    assert found.lines.shape == (2, 2)
    assert band([history()]) is None
