"""The textbook's other regularizers, as rows of the table of controls.

Goodfellow, Bengio and Courville 2016, "Deep Learning", chapter 7: beside penalties on the weights
(7.1), more and varied data (7.4), early stopping (7.8) and dropout (7.12), which have controls of
their own. Each is off at 0, and a step in which it is off computes as if it did not exist:
`model/step.py` compiles in which of them are on, and takes how strong they are as numbers.
"""

from __future__ import annotations

from typing import Any

from playground.controls import Integer, Number, control
from playground.messages import lazy

_GROUP = "regularization"

LABEL_SMOOTHING = control(
    0.0, Number(0.0, 0.5), label=lazy("Label smoothing"), group=_GROUP, live=True,
    help=lazy(
        "Share of each label that is spread evenly over the three signs, so that being ever more "
        "certain no longer pays."),
)
INPUT_NOISE = control(
    0.0, Number(0.0, 0.5), label=lazy("Input noise"), group=_GROUP, live=True,
    help=lazy(
        "Gaussian noise on every pixel, new at each step: its standard deviation, where a pixel "
        "goes from 0 to 1."),
)
WEIGHT_NOISE = control(
    0.0, Number(0.0, 0.2), label=lazy("Weight noise"), group=_GROUP, live=True,
    help=lazy(
        "Gaussian noise on every kernel, new at each step, under which the gradient is taken: its "
        "standard deviation."),
)
MAX_NORM = control(
    0.0, Number(0.0, 10.0), label=lazy("Max-norm"), group=_GROUP, live=True,
    help=lazy(
        "How long the vector of a hidden unit's incoming weights may be; a longer one is scaled "
        "back after each step. Small is strong, 0 is off."),
)
MIXUP = control(
    0.0, Number(0.0, 4.0), label=lazy("Mixup"), group=_GROUP, live=True,
    help=lazy(
        "Each picture and its label are mixed with another of the batch, in a share drawn from "
        "Beta(α, α). This is α: the larger, the more evenly they are mixed."),
)
SPATIAL_DROPOUT = control(
    0.0, Number(0.0, 0.9), label=lazy("Spatial dropout"), group=_GROUP, live=True,
    help=lazy("Share of the feature maps after each pooling that are silenced whole at each step."),
)
ADVERSARIAL = control(
    0.0, Number(0.0, 0.25), label=lazy("Adversarial training"), group=_GROUP, live=True,
    help=lazy(
        "Half of the loss is that of pictures changed against the network by the sign of the "
        "gradient (FGSM): how far each pixel goes, where its range is 0 to 1. A step takes twice "
        "as long."),
)
BOOTSTRAP = control(
    0, Integer(0, 1000), label=lazy("Bootstrap sample"), group="data",
    help=lazy(
        "For bagging: which sample of the training pictures, drawn with replacement and as many as "
        "they are, this run trains on; 0: all of them, once each. Average the answers of several."),
)

# Those that act within a step, by the controls' names.
IN_A_STEP = (
    "label-smoothing", "input-noise", "weight-noise", "max-norm", "mixup", "spatial-dropout",
    "adversarial",
)
_FIELDS = tuple((name, name.replace("-", "_")) for name in IN_A_STEP)


def switched_on(experiment: Any) -> tuple[str, ...]:
    """Which of them an experiment has on, in their order."""
    return tuple(name for name, field in _FIELDS if getattr(experiment, field) > 0)
