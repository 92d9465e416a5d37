"""L1 and L2: what their weights are at the end of the recorded runs, and of a descent by hand."""

from __future__ import annotations

from playground.insight.recorded import recorded_runs
from playground.lessons.computed import Answer, Condition, Numbers, Reply
from playground.lessons.given import Given


def exact_zeros(name: str) -> float:
    """Share of a recorded run's penalized weights that ended at exactly zero."""
    return float(recorded_runs()[name].exact_zeros[-1])


def near_zeros(name: str) -> float:
    """The same of |w| < 0.001."""
    return float(recorded_runs()[name].near_zeros[-1])


def _how_many(share: float) -> str:
    return "most" if share > 0.5 else "some" if share > 0 else "none"


def _zeros_by_l1(given: Given) -> Reply:
    share = exact_zeros("l1")
    return Reply(_how_many(share), {
        "zeros": _percent(share), "near": _percent(near_zeros("l1")),
        "proximal": _percent(exact_zeros("l1-proximal"))})


def _percent(share: float) -> int:
    """Whole, and 100 only where it is all of them."""
    return min(99, round(100 * share)) if share < 1 else 100


def _one_of_two_at_zero(told: Numbers) -> bool:
    return told["weights"] == 2 and told["zeros"] == 1


ANSWERS = {
    "zeros-by-l1": Answer(
        ("none", "some", "most"), _zeros_by_l1, gives=("zeros", "near", "proximal")),
}
CONDITIONS = {
    "one-of-two-weights-at-zero": Condition(("weights", "zeros"), _one_of_two_at_zero),
}
