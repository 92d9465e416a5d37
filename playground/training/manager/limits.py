"""What an operator allows on a server that many people share, from environment variables."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from playground.controls import Integer, Number, Refused, shown
from playground.data.sources import may_be_opened, registered
from playground.errors import BadInput
from playground.experiment import CONTROLS, Experiment
from playground.messages import lazy
from playground.model.architectures import ARCHITECTURES
from playground.training.threads import cores

MAX_RUNS, MODELS = "PLAYGROUND_MAX_RUNS", "PLAYGROUND_MODELS"
MAX_EPOCHS, MAX_MINUTES = "PLAYGROUND_MAX_EPOCHS", "PLAYGROUND_MAX_MINUTES"
GRACE_SECONDS = "PLAYGROUND_GRACE_SECONDS"

# A training step keeps two cores busy: with fewer to itself each run only gets slower. All runs of
# a series together are quicker, though, with a core each: see `python -m benchmarks.many_runs`.
CORES_A_RUN = 2
_EPOCHS = CONTROLS["epochs"].kind
assert isinstance(_EPOCHS, Integer)
MOST_EPOCHS = _EPOCHS.high


@dataclass(frozen=True)
class Limits:
    """`runs` train at once; each at most `epochs`, and `minutes` of a slot where that is given.

    `grace`: seconds for which a run outlives its page that is gone: see `leases`. `abreast`: so
    many runs of one owner's series share a slot. `beside`: so many more train at once where they
    are different people's.
    """

    runs: int
    models: tuple[str, ...] = tuple(ARCHITECTURES)
    epochs: int = MOST_EPOCHS
    minutes: float | None = None
    grace: float = 3600.0
    abreast: int = 1
    beside: int = 0

    def check(self, experiment: Experiment) -> None:
        """Raise `BadInput` where the experiment is more than this server allows, or has no data."""
        self.check_size(experiment)
        # What prepares the data refuses paths too; here, nobody has to wait in a queue for that.
        named = {"data": experiment.data, "another-setting": experiment.another_setting}
        for control, source in named.items():
            if not may_be_opened(source) and (source or control == "data"):
                raise BadInput(lazy(
                    "There is no data source {source}; there are {registered}.",
                    source=shown(source), registered=", ".join(registered())))

    def check_size(self, experiment: Experiment) -> None:
        """Raise `BadInput` where the experiment is more than this server allows."""
        if experiment.model not in self.models:
            raise BadInput(lazy(
                "This server does not train the model {model}; choose {models:or}.",
                model=experiment.model, models=tuple(self.models)))
        if experiment.epochs > self.epochs:
            raise BadInput(lazy(
                "This server trains at most {epochs} epochs, not {wanted}; choose fewer.",
                epochs=self.epochs, wanted=experiment.epochs))


def limits_from(environment: Mapping[str, str] = os.environ, slots: int = 0) -> Limits:
    """The operator's limits. Raises `BadInput` that names the variable that makes no sense.

    `slots`: how many runs a cluster trains at once, where they train on one.
    """
    minutes = _number(environment, MAX_MINUTES, Number(0.1, 100_000))
    grace = _number(environment, GRACE_SECONDS, Number(1, 86_400))
    asked = _whole(environment, MAX_RUNS, Integer(1, 256)) or slots
    runs = asked or max(1, cores() // CORES_A_RUN)
    return Limits(
        runs=runs,
        models=_models(environment),
        epochs=_whole(environment, MAX_EPOCHS, Integer(1, MOST_EPOCHS)) or MOST_EPOCHS,
        minutes=minutes,
        grace=Limits.grace if grace is None else grace,
        abreast=1 if slots else max(1, min(CORES_A_RUN, cores() // runs)),
        # With a core each, two runs of one process see 1.18 times the pictures of one on both.
        beside=0 if asked else max(0, cores() - runs),
    )


def _whole(environment: Mapping[str, str], name: str, kind: Integer) -> int | None:
    text = environment.get(name, "").strip()
    try:
        return kind.parse(text) if text else None
    except Refused as refused:
        raise BadInput(refused.of(name)) from None


def _number(environment: Mapping[str, str], name: str, kind: Number) -> float | None:
    text = environment.get(name, "").strip()
    try:
        return kind.parse(text) if text else None
    except Refused as refused:
        raise BadInput(refused.of(name)) from None


def _models(environment: Mapping[str, str]) -> tuple[str, ...]:
    given = environment.get(MODELS, "").replace(",", " ").split()
    for name in given:
        if name not in ARCHITECTURES:
            raise BadInput(lazy(
                "{variable} names {name}; there are {architectures}.",
                variable=MODELS, name=shown(name), architectures=", ".join(ARCHITECTURES)))
    return tuple(name for name in ARCHITECTURES if name in given) or tuple(ARCHITECTURES)
