"""The Experiment: everything that decides a run, as one declarative table.

Each field below is one row: name, type, range, default, label, help, and whether it takes effect
live or needs a restart. Command line, link, presets, validation and widgets are all read off it.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, fields
from typing import Any

from playground.as_photos import CLUTTER, CROP, SPECTRUM
from playground.controls import (
    Choice,
    Control,
    Integer,
    Number,
    SourceName,
    Switch,
    control,
    controls_of,
    shown,
)
from playground.errors import BadInput
from playground.messages import lazy
from playground.textbook import (
    ADVERSARIAL,
    BOOTSTRAP,
    INPUT_NOISE,
    LABEL_SMOOTHING,
    MAX_NORM,
    MIXUP,
    SPATIAL_DROPOUT,
    WEIGHT_NOISE,
)

REGULARIZERS = ("none", "l1", "l2", "l1l2", "l1-proximal")

# The slider's range of each method, in the logarithm; 0 ("off") is allowed beside it. The scales
# are not comparable: under Adam an L1 gradient is normalized away into steps of the learning
# rate, while the proximal threshold is learning rate x lambda, whatever the gradient.
LAMBDA_RANGES: Mapping[str, tuple[float, float]] = {
    "none": (1e-6, 1.0),
    "l1": (1e-6, 0.1),
    "l2": (1e-5, 1.0),
    "l1l2": (1e-6, 1.0),
    "l1-proximal": (1e-4, 1.0),
}

@dataclass(frozen=True)
class Experiment:
    """An immutable, checked set of controls. Raises `BadInput` with one plain sentence."""

    data: str = control(
        "studio", SourceName(), label=lazy("Data"), group="data",
        help=lazy(
            "The pictures to train on: a source's name or, on the command line, a folder or .zip."),
    )
    another_setting: str = control(
        "everyday-holdout", SourceName(), label=lazy("Another setting"), group="data",
        help=lazy(
            "Pictures from somewhere else, never trained on: the out-of-distribution test; none: "
            "without it."),
    )
    share: int = control(
        100, Integer(1, 100), label=lazy("Share of data"), group="data",
        help=lazy('Percent of the training pictures used: "collect more data" in reverse.'),
    )
    wrong_labels: int = control(
        0, Integer(0, 50), label=lazy("Wrong labels"), group="data",
        help=lazy(
            "Percent of the training labels replaced by another class. Validation is untouched."),
    )
    bootstrap: int = BOOTSTRAP
    protocol: str = control(
        "honest", Choice(("honest", "as-published")), label=lazy("Split"), group="data",
        help=lazy(
            "honest: 80/20, nothing shared; as-published: the article's, which validates on "
            "pictures it has trained on."),
    )
    framing: str = control(
        "squash", Choice(("squash", "letterbox", "center-crop", "edge", "blur")),
        label=lazy("Framing"), group="data",
        help=lazy(
            "How a picture becomes a square: squashed as in the article, cropped, or padded: with "
            "black (letterbox), with its edge, or with its edge blurred."),
    )
    resize_filter: str = control(
        "bilinear", Choice(("nearest", "bilinear", "bicubic", "lanczos")),
        label=lazy("Resize filter"), group="data", help=lazy("How pixels are resampled."),
        assumed=lazy(
            "The article names none; its presets take nearest, as its loader does by default."),
    )

    horizontal_flip: bool = control(
        True, Switch(), label=lazy("Horizontal flip"), group="augmentation", live=True,
        help=lazy("Mirror left and right, at random."),
    )
    vertical_flip: bool = control(
        True, Switch(), label=lazy("Vertical flip"), group="augmentation", live=True,
        help=lazy("Turn upside down, at random."),
    )
    height_shift: bool = control(
        True, Switch(), label=lazy("Height shift"), group="augmentation", live=True,
        help=lazy("Move up or down by up to 20 % of the height."),
        assumed=lazy("The article shifts but gives no amount: 0.2, its loader's usual example."),
    )
    width_shift: bool = control(
        False, Switch(), label=lazy("Width shift"), group="augmentation", live=True,
        help=lazy("Move left or right by up to 20 % of the width."),
    )
    rotation: bool = control(
        False, Switch(), label=lazy("Rotation"), group="augmentation", live=True,
        help=lazy("Turn by up to 30 degrees."),
    )
    zoom: bool = control(
        False, Switch(), label=lazy("Zoom"), group="augmentation", live=True,
        help=lazy("Scale by 0.8 to 1.25."),
    )
    stretch: bool = control(
        False, Switch(), label=lazy("Stretch"), group="augmentation", live=True,
        help=lazy("Wider or higher by up to 2 to 1, as squashing makes photos of all shapes."),
    )
    brightness_contrast: bool = control(
        False, Switch(), label=lazy("Brightness and contrast"), group="augmentation", live=True,
        help=lazy("Brighter or darker, flatter or harder, by up to 30 %."),
    )
    color: bool = control(
        False, Switch(), label=lazy("Color"), group="augmentation", live=True,
        help=lazy("Other light and another camera: white balance, hue, gamma, gray, noise."),
    )
    blur: bool = control(
        False, Switch(), label=lazy("Blur"), group="augmentation", live=True,
        help=lazy("Half of the pictures out of focus, in motion, or enlarged from a few pixels."),
    )
    cut_out: bool = control(
        False, Switch(), label=lazy("Cut-out"), group="augmentation", live=True,
        help=lazy("Half of the pictures partly covered by a rectangle or an ellipse."),
    )
    background: bool = control(
        False, Switch(), label=lazy("Replace background"), group="augmentation", live=True,
        help=lazy("A new background behind each hand, where the pictures have an alpha channel."),
    )
    clutter: bool = CLUTTER
    crop: bool = CROP
    spectrum: bool = SPECTRUM

    model: str = control(
        "compact", Choice(("article", "compact", "two-conv", "deep", "large")), label=lazy("Model"),
        group="model",
        help=lazy(
            "article: 9,699,395 parameters; compact: 192,099; two-conv: two conv layers only; "
            "deep: six conv layers with batch normalization, for photos; large: seven, at 96x96."),
    )
    pooling: str = control(
        "max", Choice(("max", "average")), label=lazy("Pooling"), group="model",
        help=lazy("What a pooling layer keeps of each 2x2 square."),
    )

    input_scaling: str = control(
        "fixed", Choice(("fixed", "per-picture")), label=lazy("Input scaling"), group="model",
        help=lazy(
            "fixed: 0 to 255 become 0 to 1; per-picture: also mean 0 and variance 1 within each "
            "picture, so that its light and contrast do not matter."),
    )

    regularizer: str = control(
        "none", Choice(REGULARIZERS), label=lazy("Regularizer"), group="regularization", live=True,
        help=lazy(
            "The penalty on the weights; l1-proximal thresholds after each update: real zeros."),
    )
    lambda_: float = control(
        1e-3, Number(0.0, 1.0, logarithmic=True), name="lambda", label=lazy("λ"),
        group="regularization", live=True, help=lazy("Strength of the penalty; 0 is off."),
    )
    mixing_share: float = control(
        0.5, Number(0.0, 1.0), label=lazy("Mixing share"), group="regularization", live=True,
        help=lazy("Share of L1 in l1l2: 1 is pure L1, 0 pure L2."),
    )
    penalize: str = control(
        "three-largest", Choice(("three-largest", "largest", "all")), label=lazy("Penalize"),
        group="regularization",
        help=lazy("Which kernels the penalty is on; the article takes the three largest."),
    )
    dropout: float = control(
        0.0, Number(0.0, 0.9), label=lazy("Dropout"), group="regularization", live=True,
        help=lazy("Share of the hidden dense layer's units silenced at each step."),
        assumed=lazy(
            "The article does not show where dropout stands: after the hidden dense layer."),
    )
    soft_labels: int = control(
        0, Integer(0, 100), label=lazy("Soft labels"), group="regularization",
        help=lazy(
            "Percent of each label that is what a network trained before says of the picture, "
            "softened: which signs look alike is more than a label says."),
    )
    label_smoothing: float = LABEL_SMOOTHING
    input_noise: float = INPUT_NOISE
    weight_noise: float = WEIGHT_NOISE
    max_norm: float = MAX_NORM
    mixup: float = MIXUP
    spatial_dropout: float = SPATIAL_DROPOUT
    adversarial: float = ADVERSARIAL

    optimizer: str = control(
        "adam", Choice(("adam", "sgd", "adamw")), label=lazy("Optimizer"), group="training",
        help=lazy("Adam, SGD with momentum 0.9, or AdamW (Adam with decoupled weight decay)."),
        assumed=lazy("The article's text names no optimizer: Adam."),
    )
    learning_rate: float = control(
        1e-3, Number(1e-6, 10.0, logarithmic=True), label=lazy("Learning rate"), group="training",
        live=True, help=lazy("Step size of the optimizer."),
        assumed=lazy("The article gives none: 0.001, the default of Keras' Adam."),
    )
    weight_decay: float = control(
        0.0, Number(0.0, 1.0), label=lazy("Weight decay"), group="training",
        help=lazy(
            "AdamW only: shrinks every weight by learning rate x this, apart from the gradient."),
    )
    batch_size: int = control(
        32, Integer(1, 512), label=lazy("Batch size"), group="training",
        help=lazy("Pictures a step."),
    )
    epochs: int = control(
        20, Integer(1, 1000), label=lazy("Epochs"), group="training",
        help=lazy("Passes over the training pictures."),
    )
    patience: int = control(
        0, Integer(0, 1000), label=lazy("Patience"), group="training",
        help=lazy(
            "Early stopping: training ends after so many epochs without a better validation "
            "accuracy; 0: never."),
    )
    seed: int = control(
        1, Integer(0, 2**31 - 1), label=lazy("Seed"), group="training",
        help=lazy(
            "Decides split, start weights, batches, augmentation, wrong labels, dropout masks."),
    )
    precision: str = control(
        "auto", Choice(("auto", "float32", "bfloat16")), label=lazy("Precision"), group="training",
        help=lazy("Number format of the computation; auto: bfloat16 where the processor has it."),
    )

    def __post_init__(self) -> None:
        for row in CONTROLS.values():
            value = row.parse(getattr(self, row.field_name))
            object.__setattr__(self, row.field_name, value)
        self._check_together()

    def _check_together(self) -> None:
        """What is allowed only with another control's value."""
        high = LAMBDA_RANGES[self.regularizer][1]
        if self.lambda_ > high:
            raise BadInput(
                lazy(
                    "lambda must be between 0 and {high:g} for {regularizer}, not {value}.",
                    high=high, regularizer=self.regularizer, value=shown(self.lambda_))
            )
        if self.weight_decay and self.optimizer != "adamw":
            raise BadInput(lazy(
                "weight-decay needs the optimizer adamw; set it to 0 or choose adamw."))

    def with_values(self, values: Mapping[str, object]) -> Experiment:
        """A copy with some controls, given by name, changed: they are checked, the others were."""
        return self.with_checked(checked(values))

    def with_checked(self, values: Mapping[str, Any]) -> Experiment:
        """The same with values that `checked` gave: what is allowed together is still checked."""
        changed = copy(self)
        for name, value in values.items():
            object.__setattr__(changed, CONTROLS[name].field_name, value)
        changed._check_together()
        return changed

    def to_mapping(self) -> dict[str, Any]:
        """All values by control name, as `experiment.json` holds them."""
        return {row.name: getattr(self, row.field_name) for row in CONTROLS.values()}

    @classmethod
    def from_mapping(cls, values: object) -> Experiment:
        """The inverse of `to_mapping`; what is missing takes its default, what is wrong raises."""
        if not isinstance(values, Mapping):
            raise BadInput(lazy("An experiment is a table of controls and their values."))
        return cls().with_values({str(name): value for name, value in values.items()})

    @property
    def augmentations(self) -> tuple[str, ...]:
        """Names of the augmentation switches that are on."""
        rows = (row for row in CONTROLS.values() if row.group == "augmentation")
        return tuple(row.name for row in rows if getattr(self, row.field_name))


CONTROLS: Mapping[str, Control] = controls_of(Experiment)


def checked(values: Mapping[str, object]) -> dict[str, Any]:
    """Values of controls, by name, each as its control takes it. Raises `BadInput`."""
    unknown = [name for name in values if name not in CONTROLS]
    if unknown:
        raise BadInput(lazy("There is no control named {unknown}.", unknown=shown(unknown[0])))
    return {name: CONTROLS[name].parse(value) for name, value in values.items()}


def live_controls() -> tuple[str, ...]:
    """Names of the controls that act on a running training."""
    return tuple(name for name, row in CONTROLS.items() if row.live)


def assumptions() -> dict[str, str]:
    """What the article leaves open and what is taken instead, by control name."""
    return {name: row.assumed for name, row in CONTROLS.items() if row.assumed}


assert len(CONTROLS) == len(fields(Experiment))
