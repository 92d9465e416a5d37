"""The words of the lesson about the textbook's other regularizers, and where each is trained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from playground.data.sources import registered
from playground.insight.recorded import recorded_runs
from playground.link import to_link
from playground.messages import _, pgettext
from playground.ui.components.lesson_textbook import Card


def cards(networks: int, epochs: int, steps: int) -> Mapping[str, Card]:
    """`networks` that vote, `epochs` of augmentation, `steps` along the gradient's sign."""
    return {
        "augmentation": Card(
            _("Augmentation"),
            _("One photo becomes many: turned, shifted, mirrored, brighter or darker."),
            _("Epoch"), 1, epochs, 1,
            _("The same hand, {count} times: the network never sees one picture twice.",
              count="%n"),
            _training(horizontal_flip=True, vertical_flip=True, height_shift=True, rotation=True,
                      zoom=True, brightness_contrast=True), "count"),
        "early-stopping": Card(
            _("Early stopping"),
            _("Stop when the validation error no longer falls, and keep the best epoch."),
            _("Patience"), 1, 12, 3,
            _("It stops after epoch {stopped} and keeps epoch {best}.", stopped="%s", best="%b"),
            _training(patience=3), "count"),
        "label-smoothing": Card(
            _("Label smoothing"),
            _("A little of each label goes to the other signs: being surer no longer pays."),
            "ε", 0, 0.5, 0.1,
            _("Best is an output that lies {margin} above the others.", margin="%m"),
            _training(label_smoothing=0.1)),
        "mixup": Card(
            _("Mixup"),
            _("Two pictures are mixed, and their labels in the same shares."),
            pgettext("of a mixture", "Share"), 0, 1, 0.6,
            _("The label is as mixed as the picture."), _training(mixup=0.4)),
        "adversarial": Card(
            _("Adversarial training"),
            _("Each pixel goes a little the way in which the loss rises; train on that, too."),
            "ε", 0, steps - 1, 0,
            _("Each number changed by {levels} of 255: the network says {answer}. It shows {sign}.",
              levels="%e", answer="%s", sign="%l"),
            _training(adversarial=0.02), "count"),
        "input-noise": Card(
            _("Noise on the pictures"),
            _("Random numbers on every pixel, new at each step."), "σ", 0, 0.5, 0.15,
            _("You still see the sign; the network has to learn it."), _training(input_noise=0.1)),
        "weight-noise": Card(
            _("Noise on the weights"),
            _("Random numbers on the weights: an answer that survives is not on a knife's edge."),
            "σ", 0, 0.5, 0.15,
            _("Dots: the answers of 40 noisy copies of the output layer. Line: their mean."),
            _training(weight_noise=0.02), "number"),
        "max-norm": Card(
            _("Max-norm"),
            _("A unit's incoming weights may be this long together; longer ones are cut back."),
            _("Limit"), 0.4, 2.4, 1.6,
            _("Length before {before}, after {after}.", before="%a", after="%b"),
            _training(max_norm=2.0), "number"),
        "spatial-dropout": Card(
            _("Spatial dropout"),
            _("Neighboring points say the same, so whole feature maps are dropped."),
            _("Rate"), 0, 0.9, 0.3,
            _("{dropped} of {maps} maps of the first layer are silent in this pass.",
              dropped="%k", maps="%n"),
            _training(spatial_dropout=0.2)),
        "bagging": Card(
            _("Bagging"),
            _("Networks that each learned from a sample of their own err differently; here the "
              "five recorded ones stand in."),
            _("Networks"), 1, networks, networks,
            _("Right alone: {alone} of {pictures} on average; their mean: {together}.",
              alone="%o", pictures="%n", together="%m"),
            _training(bootstrap=1), "count"),
    }


def _training(**changes: Any) -> str:
    """The Play page's recorded experiment with these controls set, as the query of a link."""
    return to_link(replace(recorded_runs()["none"].experiment, **changes), registered())
