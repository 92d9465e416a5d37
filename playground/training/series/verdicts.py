"""Whether a statement holds, from what it says of each run: by rules that stand here alone.

A statement is judged for each seed by a criterion of its own, at the article's λ and, where it is
about λ, at others. Then:

- nothing judged yet: OPEN;
- the same for every seed at the article's λ, and at the others or there are none: HOLDS or FAILS;
- different for two seeds at the article's λ: DEPENDS_ON_SEED;
- the same for all seeds, and another at another λ: DEPENDS_ON_LAMBDA.
"""

from __future__ import annotations

from collections.abc import Iterable

from playground.messages import Message, lazy, lazy_p

HOLDS, FAILS, OPEN = "holds", "does not hold", "open"
DEPENDS_ON_LAMBDA, DEPENDS_ON_SEED = "depends on lambda", "depends on seed"

WORDS: dict[str, Message] = {
    HOLDS: lazy_p("verdict on a statement", "holds"),
    FAILS: lazy_p("verdict on a statement", "does not hold"),
    DEPENDS_ON_LAMBDA: lazy_p("verdict on a statement", "depends on λ"),
    DEPENDS_ON_SEED: lazy_p("verdict on a statement", "depends on the seed"),
    OPEN: lazy("not measured yet"),
}


def verdict(seeds: Iterable[bool | None], other_lambda: Iterable[bool | None] = ()) -> str:
    """Of what the criterion says for each seed; None is what is not measured."""
    judged = [one for one in seeds if one is not None]
    if not judged:
        return OPEN
    if len(set(judged)) > 1:
        return DEPENDS_ON_SEED
    there = [one for one in other_lambda if one is not None]
    # A single seed that differs elsewhere says less of λ than all of them do.
    if there and judged[0] not in there:
        return DEPENDS_ON_LAMBDA
    return HOLDS if judged[0] else FAILS
