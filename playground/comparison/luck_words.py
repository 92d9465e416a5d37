"""What paired seeds say: a sentence that needs no statistics and claims no more than they do."""

from __future__ import annotations

import math
from dataclasses import dataclass

from playground.comparison.luck import FEWEST, Luck
from playground.messages import Message, Text, lazy, lazy_n

RARE = 0.05
"""What chance does more often than this is not rare enough to rule it out."""


@dataclass(frozen=True)
class LuckSentence:
    """`state` names what is said; `chance` how often it happens by chance alone, None: not told.

    One-sided: of what is said, which names the side.
    """

    state: str
    text: Message
    chance: float | None = None


def about(luck: Luck, baseline: Text, other: Text) -> LuckSentence:
    """Of runs that go by those names."""
    names = {"baseline": baseline, "other": other}
    if luck.n < FEWEST:
        return LuckSentence("too-few", lazy_n(
            "With {n} seed nobody can tell whether it is luck; train at least {fewest}.",
            "With {n} seeds nobody can tell whether it is luck; train at least {fewest}.",
            luck.n, fewest=FEWEST))
    if not luck.above and not luck.below:
        return LuckSentence("equal", lazy(
            "In all {n} seeds “{other}” and “{baseline}” are equal.", n=luck.n, **names))
    if luck.separated:
        return _separated(luck, names)
    if luck.above == luck.below:
        return LuckSentence("even", lazy(
            "“{other}” is above “{baseline}” in {above} of {n} seeds and below in as many: they "
            "cannot be told apart.", above=luck.above, n=luck.n, **names))
    return _by_pairs(luck, names)


def _separated(luck: Luck, names: dict[str, Text]) -> LuckSentence:
    orders = math.comb(2 * luck.n, luck.n)
    said = lazy(
        "All {n} runs of “{other}” are above all {n} of “{baseline}”: by chance 1 in {orders:,}.",
        n=luck.n, orders=orders, **names) if luck.separated > 0 else lazy(
        "All {n} runs of “{other}” are below all {n} of “{baseline}”: by chance 1 in {orders:,}.",
        n=luck.n, orders=orders, **names)
    return LuckSentence("all-above" if luck.separated > 0 else "all-below", said, 1 / orders)


def _by_pairs(luck: Luck, names: dict[str, Text]) -> LuckSentence:
    above = luck.above > luck.below
    most, chance = max(luck.above, luck.below), luck.sign_chance
    assert chance is not None, "only of pairs that differ"
    state = "mostly-above" if above else "mostly-below"
    values: dict[str, Text | int] = {"most": most, "n": luck.n, **names}
    if chance < RARE:
        values["times"] = math.floor(1 / chance)
        return LuckSentence(state, lazy(
            "In {most} of {n} seeds “{other}” is above “{baseline}”: as many or more by chance 1 "
            "in {times:,}.", **values) if above else lazy(
            "In {most} of {n} seeds “{other}” is below “{baseline}”: as many or more by chance 1 "
            "in {times:,}.", **values), chance)
    values["percent"] = max(1, round(100 * chance))
    return LuckSentence(f"{state}-perhaps-luck", lazy(
        "In {most} of {n} seeds “{other}” is above “{baseline}”: as many or more by chance "
        "{percent} times in 100, so it may be luck.", **values) if above else lazy(
        "In {most} of {n} seeds “{other}” is below “{baseline}”: as many or more by chance "
        "{percent} times in 100, so it may be luck.", **values), chance)
