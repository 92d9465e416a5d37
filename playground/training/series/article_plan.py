"""The article's experiment: its four networks, and what it takes to test what it says of them.

Four roles are the article's: none, L1, L2 and dropout, as in its presets. The others test its
explanations: L1 at a hundredth of its λ; on one kernel ("fewer regularizers"); half of the data
("more data", in reverse); two conv layers ("fewer conv layers"); and its own split, whose
validation pictures it trains on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from playground.experiment import Experiment
from playground.presets import PRESETS
from playground.training.series.plan import ARTICLE, Plan, by_seed

FOUR = ("none", "l1", "l2", "dropout")
WEAK_LAMBDA = 1e-4
_TESTS: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "l1-weak": ("l1", {"lambda": WEAK_LAMBDA}),
    "l1-fewer": ("l1", {"penalize": "largest"}),
    "none-seen": ("none", {"protocol": "as-published"}),
    "none-half": ("none", {"share": 50}),
    "l1-half": ("l1", {"share": 50}),
    "none-small": ("none", {"model": "two-conv"}),
    "l1-small": ("l1", {"model": "two-conv"}),
}
ROLES = (*FOUR, *_TESTS)
MODELS = ("compact", "article")
# So that all eleven runs on the pictures that ship take some three minutes on two cores.
STUDIO_EPOCHS = 6


def article_plan(
    model: str, seeds: Sequence[int], changed: Mapping[str, object], roles: Sequence[str] = ROLES
) -> Plan:
    """The runs of `roles` on that model, the four before what tests them, seed by seed.

    `changed` are controls that differ from the article's in all of them, such as `data` and
    `epochs`. Places: `role` and `seed`.
    """
    experiments = [({"role": role}, experiment_of(role, model, changed)) for role in roles]
    asked = {
        "model": model, "roles": list(roles), "seeds": list(seeds),
        "changed": dict(changed)}
    return Plan(ARTICLE, asked, by_seed(experiments, seeds))


def experiment_of(role: str, model: str, changed: Mapping[str, object]) -> Experiment:
    """The experiment of that role."""
    preset, differing = _TESTS.get(role, (role, {}))
    name = preset if model == "compact" else f"{model}-{preset}"
    return PRESETS[name].experiment().with_values({**changed, **differing})
