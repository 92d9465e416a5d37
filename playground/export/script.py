"""A run as one Python script of stock Keras that repeats it, and the pictures that it needs.

The script is `standalone.py`, with the run's settings in it, without the augmentations that the
run did not use, and with what it takes from this package put into it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import textwrap
import zipfile
from dataclasses import asdict
from pathlib import Path
from pprint import pformat
from typing import Any

import numpy as np
from PIL import Image

from playground.change import change_row
from playground.controls import shown
from playground.data.pictures import Pictures
from playground.data.training_data import TrainingData
from playground.errors import BadInput
from playground.experiment import CONTROLS, live_controls
from playground.export.bundle import bundle
from playground.messages import lazy
from playground.model.architectures import architecture_of, layers, penalized_kernels
from playground.model.loading import TEACHER_FILE
from playground.textbook import IN_A_STEP, switched_on
from playground.training.readings import Readings
from playground.training.states import ENDED

TEMPLATE = Path(__file__).with_name("standalone.py")
SCRIPT_FILE, TRAINING_FOLDER, OTHER_FOLDER = "train.py", "training", "another-setting"
TEACHER_COPY = "teacher.keras"
_FUTURE = "from __future__ import annotations\n"
# The app's own kernels, see playground/__init__.py: others round differently.
_KERNELS = """
import os

# Before TensorFlow is imported: the kernels that the recorded run was computed with.
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")
"""
_BLOCK = re.compile(r"^ *# if ([\w -]+)\n(.*?)^ *# end\n", re.MULTILINE | re.DOTALL)
# Worded in English at once, without the app's catalogs.
_INSTEAD = frozenset({"lazy"})


def script(run: Readings, data: TrainingData) -> str:
    """The source of a script that needs keras, tensorflow, numpy and pillow, not this package.

    `data` is what the run was trained on. Raises `BadInput` as `can_be_written` does.
    """
    can_be_written(run)
    experiment = run.began_as
    switches = _turned_on(run)
    switches.update(switched_on(experiment), (
        change.name for change in run.changes if change.name in IN_A_STEP and change.new))
    for name in ("soft-labels", "bootstrap"):
        if experiment.to_mapping()[name]:
            switches.add(name)
    text = TEMPLATE.read_text(encoding="utf-8")

    def as_used(source: str) -> str:
        return _BLOCK.sub(
            lambda block: block[2] if switches & set(block[1].split()) else "", source)

    text = bundle(text, "playground.export.standalone", _INSTEAD, as_used)
    text = text.replace(_FUTURE, _FUTURE + _KERNELS, 1)
    settings = pformat(_settings(run, data), sort_dicts=False, width=96)
    text = text.replace(
        "SETTINGS: dict[str, Any] = {}", f"SETTINGS: dict[str, Any] = (\n"
        f"{textwrap.indent(settings, '    ')}\n)", 1)
    named = f"{experiment.model} on {experiment.data}, {experiment.regularizer}"
    return text.replace("TITLE", f"Repeat a run of the Regularization Playground: {named}.", 1)


def can_be_written(run: Readings) -> None:
    """Raises `BadInput` for what takes this app's own backgrounds: behind a hand, or mixed in."""
    on = _turned_on(run)
    if "background" in on:
        raise BadInput(lazy(
            "A run with replaced backgrounds cannot be written as a script; train it without that "
            "augmentation."))
    if "spectrum" in on:
        raise BadInput(lazy(
            "A run with mixed spectra cannot be written as a script; train it without that "
            "augmentation."))


def _turned_on(run: Readings) -> set[str]:
    """What was turned on during the run is needed too."""
    return {*run.began_as.augmentations, *(
        change.name for change in run.changes if change.new is True)}


def script_with_pictures(run: Readings, data: TrainingData) -> bytes:
    """A .zip: the script, and the pictures as the network saw them, in folders that it reads.

    PNG files of the network's input size; takes some seconds.
    """
    buffer = io.BytesIO()
    # Pictures in PNG shrink no further.
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(SCRIPT_FILE, script(run, data))
        if run.began_as.soft_labels:
            archive.writestr(TEACHER_COPY, TEACHER_FILE.read_bytes())
        _add_pictures(archive, TRAINING_FOLDER, data.pictures)
        if data.elsewhere is not None:
            _add_pictures(archive, OTHER_FOLDER, data.elsewhere)
    return buffer.getvalue()


def _settings(run: Readings, data: TrainingData) -> dict[str, Any]:
    experiment, architecture = run.began_as, architecture_of(run.began_as)
    live = {CONTROLS[name].field_name: value for name, value in experiment.to_mapping().items()
            if name in live_controls()}
    network = {
        "size": architecture.size, "standardized": architecture.standardized,
        "layers": [asdict(row) for row in layers(architecture, experiment.pooling)],
    }
    return {
        "seed": experiment.seed,
        "size": architecture.size,
        "framing": experiment.framing,
        "resize_filter": experiment.resize_filter,
        "protocol": experiment.protocol,
        "near_duplicates": data.pictures.hashes is not None,
        "share": experiment.share,
        "wrong_labels": experiment.wrong_labels,
        "bootstrap": experiment.bootstrap,
        "soft_labels": experiment.soft_labels,
        "network": network,
        "penalized": list(penalized_kernels(architecture, experiment.penalize)),
        "knobs": live,
        "optimizer": experiment.optimizer,
        "weight_decay": experiment.weight_decay,
        "batch_size": experiment.batch_size,
        # A run that was stopped is repeated as far as it came.
        "epochs": run.epoch if run.state in ENDED else experiment.epochs,
        # What has ended is repeated to its end: early stopping would decide by other roundings.
        "patience": 0 if run.state in ENDED else experiment.patience,
        "changes": [
            {**change_row(change), "name": CONTROLS[change.name].field_name}
            for change in run.changes],
        "digest": _digest(data),
    }


def _digest(data: TrainingData) -> str:
    """As `digest` of the script."""
    pictures = data.pictures
    found = hashlib.blake2b(pictures.rgb(slice(None)).tobytes(), digest_size=16)
    for array in (pictures.labels, data.train, data.train_labels, data.validation):
        found.update(np.ascontiguousarray(array, np.int64).data)
    return found.hexdigest()


def _add_pictures(archive: zipfile.ZipFile, folder: str, pictures: Pictures) -> None:
    names = [f"{Path(file).with_suffix('')}.png" for file in pictures.files]
    order = list(zip(pictures.labels.tolist(), names, strict=True))
    if order != sorted(set(order)):
        # The script finds pictures by class and name, in that order; it must be this one.
        raise BadInput(lazy(
            "The pictures of {name} cannot be written to a folder: their names do not tell them "
            "apart in their order.", name=shown(pictures.name)))
    for index, name in enumerate(names):
        content = io.BytesIO()
        image = pictures.rgb(np.array([index]))[0]
        Image.fromarray(image).save(content, "PNG", compress_level=1)
        archive.writestr(f"{folder}/{name}", content.getvalue())
    if pictures.groups:
        archive.writestr(f"{folder}/groups.csv", _groups(names, pictures))


def _groups(names: list[str], pictures: Pictures) -> str:
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(["class", "file", *pictures.groups])
    for index, name in enumerate(names):
        groups = (column[index] for column in pictures.groups.values())
        writer.writerow([*name.split("/", 1), *groups])
    return table.getvalue()
