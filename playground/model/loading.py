"""Reading a `.keras` file that somebody gives us: checked before TensorFlow is imported."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import lazy

if TYPE_CHECKING:
    import keras

MODEL_FILE, EXPERIMENT_FILE = "model.keras", "experiment.json"
# The network that ships with the app, by the name under which it is chosen: trained on pictures
# that ship alone, its experiment and history beside it.
PRETRAINED = "pretrained"
PRETRAINED_FILE = Path(__file__).parents[1] / "assets" / PRETRAINED / MODEL_FILE
# Its forerunner, smaller and trained on the same pictures: what soft labels are asked of.
TEACHER_FILE = Path(__file__).parents[1] / "assets" / "teacher" / MODEL_FILE
_PARTS = {"config.json", "metadata.json", "model.weights.h5"}


@dataclass(frozen=True)
class Preparation:
    """How a picture becomes the network's input."""

    framing: str
    resize_filter: str


def check_model_file(path: Path) -> None:
    """Raise `BadInput` where the file is no Keras model."""
    if not path.is_file():
        raise BadInput(lazy(
            "There is no model at {path}; give a .keras file, a run's id or folder.", path=path))
    try:
        with zipfile.ZipFile(path) as archive:
            complete = set(archive.namelist()) >= _PARTS
    except (zipfile.BadZipFile, OSError, ValueError):
        complete = False
    if not complete:
        raise BadInput(lazy(
            "{path} is not a Keras model; give a .keras file, a run's id or folder.", path=path))


def preparation_beside(path: Path) -> Preparation:
    """Framing and filter from the `experiment.json` beside a model; the defaults without one."""
    experiment = experiment_beside(path)
    return Preparation(experiment.framing, experiment.resize_filter)


def experiment_beside(path: Path) -> Experiment:
    """What the `experiment.json` beside a model holds; the default experiment without one."""
    file = path.with_name(EXPERIMENT_FILE)
    if file.is_file():
        try:
            content = json.loads(file.read_text(encoding="utf-8"))
            return Experiment.from_mapping(content["experiment"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError, BadInput):
            raise BadInput(lazy(
                "{file} is not an experiment of this project; remove it or put the right one "
                "there.", file=file)) from None
    return Experiment()


def load_model(path: Path) -> keras.Model:
    """The model, whose input and output must be those of this project; else `BadInput`."""
    check_model_file(path)
    import keras

    try:
        model: Any = keras.saving.load_model(path, compile=False, safe_mode=True)
        shapes = tuple(model.input_shape), tuple(model.output_shape)
    except Exception:
        # Keras raises whatever the file makes it stumble over.
        raise BadInput(lazy(
            "{path} cannot be loaded as a Keras model; export it again.", path=path)) from None
    (_, height, width, channels), (_, classes) = _as_image_classifier(*shapes)
    if height is None or height != width or channels != 3 or classes != 3:
        raise BadInput(lazy(
            "{path} is not a network of this project: it maps {entry} to {exit}, not square "
            "RGB pictures to 3 classes.", path=path, entry=shapes[0], exit=shapes[1]))
    return model


def _as_image_classifier(
    given: tuple[Any, ...], result: tuple[Any, ...]
) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    if len(given) == 4 and len(result) == 2:
        return given, result
    return (None, None, None, None), (None, None)
