"""Experiments by name: the article's four, the same on compact, and two fives that overfit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from playground.controls import shown
from playground.errors import BadInput
from playground.experiment import CONTROLS, Experiment
from playground.messages import Message, lazy
from playground.regularizer_words import with_strength


@dataclass(frozen=True)
class Preset:
    """A name for some controls' values; the others keep their defaults."""

    name: str
    description: Message
    values: Mapping[str, object] = field(default_factory=dict)

    def experiment(self) -> Experiment:
        return Experiment().with_values(self.values)


_FOUR: Mapping[str, Mapping[str, object]] = {
    "none": {"regularizer": "none"},
    "l1": {"regularizer": "l1", "lambda": 0.01},
    "l2": {"regularizer": "l2", "lambda": 0.01},
    "dropout": {"regularizer": "none", "dropout": 0.2},
}
_ARTICLE: Mapping[str, object] = {
    "horizontal-flip": True, "vertical-flip": True, "height-shift": True,
    "framing": "squash", "batch-size": 32, "epochs": 20, "penalize": "three-largest",
}

# Few pictures, many of them labeled wrong, nothing to vary them: here a network that is left
# alone learns the mistakes by heart. On clean data nothing overfits and no knob matters.
_OVERFIT: Mapping[str, object] = {
    "share": 30, "wrong-labels": 30, "epochs": 30,
    "horizontal-flip": False, "vertical-flip": False, "height-shift": False,
}
_OVERFIT_FIVE: Mapping[str, Mapping[str, object]] = {
    "none": {"regularizer": "none"},
    "l1": {"regularizer": "l1", "lambda": 5e-4},
    "l2": {"regularizer": "l2", "lambda": 0.013},
    "dropout": {"regularizer": "none", "dropout": 0.8},
    "l1-proximal": {"regularizer": "l1-proximal", "lambda": 0.2},
}
# The same on the pictures that ship, which are easier: fewer and worse labeled, in small batches,
# so that it shows within twenty seconds; each strength was chosen on them (seeds 1 to 4).
_STUDIO: Mapping[str, object] = {**_OVERFIT, "share": 20, "wrong-labels": 40, "epochs": 22,
                                 "batch-size": 16}
_STUDIO_FIVE: Mapping[str, Mapping[str, object]] = {
    "none": {"regularizer": "none"},
    "l1": {"regularizer": "l1", "lambda": 2e-4},
    "l2": {"regularizer": "l2", "lambda": 0.002},
    "dropout": {"regularizer": "none", "dropout": 0.6},
    "l1-proximal": {"regularizer": "l1-proximal", "lambda": 0.2},
}


def _in_words(values: Mapping[str, object]) -> Message:
    """What keeps the network from overfitting, with its strength."""
    dropout, regularizer = values.get("dropout"), str(values["regularizer"])
    if dropout:
        return lazy("dropout {strength:g}", strength=dropout)
    if regularizer == "none":
        return lazy("no regularization")
    return with_strength(regularizer, float(str(values["lambda"])))


def _presets() -> dict[str, Preset]:
    rows: list[Preset] = []
    for name, values in _FOUR.items():
        rows.append(Preset(
            f"article-{name}",
            lazy("The article's network with {regularization}.", regularization=_in_words(values)),
            {"model": "article", "resize-filter": "nearest", **_ARTICLE, **values},
        ))
    for name, values in _FOUR.items():
        rows.append(Preset(
            name,
            lazy("The compact network with {regularization}.", regularization=_in_words(values)),
            {"model": "compact", **_ARTICLE, **values},
        ))
    for kind, told, shared, five in (
            ("overfit", lazy("30 % of the pictures, 30 % wrong labels"), _OVERFIT, _OVERFIT_FIVE),
            ("studio", lazy("20 % of the studio's pictures, 40 % wrong labels"),
             _STUDIO, _STUDIO_FIVE)):
        for name, values in five.items():
            rows.append(Preset(
                f"{kind}-{name}",
                lazy("{data}: {regularization}.", data=told, regularization=_in_words(values)),
                {"model": "compact", **shared, **values}))
    return {row.name: row for row in rows}


PRESETS: Mapping[str, Preset] = _presets()
assert all(set(preset.values) <= set(CONTROLS) for preset in PRESETS.values())


def preset(name: str) -> Preset:
    """The preset of that name; `BadInput` names the ones there are."""
    if name not in PRESETS:
        raise BadInput(lazy(
            "There is no preset {name}; there are {presets}.",
            name=shown(name), presets=", ".join(PRESETS)))
    return PRESETS[name]


# What a click sets while the network trains, by method; of dropout, the knob at its end. What comes
# in the middle of a training has fewer epochs left, and more to undo, than what is on from the
# first step: chosen so that over seeds 1 to 5 and clicks after epochs 6, 9, 12 and 15 the default
# experiment ends well above the same run without it (benchmarks/clicks.py).
TURNED_ON: Mapping[str, Mapping[str, object]] = {
    "l1": {"regularizer": "l1", "lambda": 1.5e-3},
    "l2": {"regularizer": "l2", "lambda": 0.02},
    "dropout": {"dropout": 0.9},
    "l1-proximal": {"regularizer": "l1-proximal", "lambda": 0.5},
}

PLAY_DEFAULT = PRESETS["studio-none"]
"""What the Play page opens with: here regularization visibly matters."""
PLAY_METHODS: Mapping[str, Preset] = {name: PRESETS[f"studio-{name}"] for name in _STUDIO_FIVE}
"""The same experiment under each regularizer: those of which recorded runs ship with the app."""
