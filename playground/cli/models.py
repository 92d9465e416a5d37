"""What MODEL may be: `pretrained`, a `.keras` file or a folder with one, a run's id or folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playground.cli.epochs import chosen_epoch
from playground.cli.storage import opened_store
from playground.data.paths import shown_path
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import _, lazy
from playground.model.importing import import_tensorflow_quietly
from playground.model.loading import (
    MODEL_FILE,
    PRETRAINED,
    PRETRAINED_FILE,
    Preparation,
    check_model_file,
    load_model,
    preparation_beside,
)
from playground.model.weights import Weights
from playground.training.store.epoch_states import WEIGHTS, weights_at
from playground.training.store.reading import RunReader, unknown_run
from playground.training.store.rows import RUN_ID

if TYPE_CHECKING:
    import keras


# The file in a data directory that tells it from any other folder.
RECORD = "runs.sqlite"


@dataclass(frozen=True)
class ChosenModel:
    """A checked choice; `load` is the first to import TensorFlow."""

    preparation: Preparation
    file: Path | None = None
    store: RunReader | None = None
    run_id: str = ""
    epoch: int | None = None
    """Of a run: after which epoch; None for the last."""

    def load(self) -> keras.Model:
        import_tensorflow_quietly()
        if self.file is not None:
            return self._of_file(self.file)
        from playground.model.architectures import architecture_of
        from playground.model.export import plain_model

        assert self.store is not None
        weights = self._weights(self.store)
        if not weights:
            raise BadInput(lazy(
                "Run {run_id} has not finished an epoch yet; resume it first.", run_id=self.run_id))
        experiment = Experiment.from_mapping(self.store.run(self.run_id).experiment)
        try:
            return plain_model(architecture_of(experiment), experiment.pooling, weights)
        except (KeyError, ValueError):
            # A layer is missing, or Keras found one of another shape.
            raise BadInput(lazy(
                "The weights of run {run_id} do not fit its model; its record is damaged, delete "
                "it.", run_id=self.run_id)) from None

    def _weights(self, store: RunReader) -> Weights:
        if self.epoch is not None:
            return weights_at(store, self.run_id, self.epoch).arrays
        checkpoint = store.checkpoint(self.run_id, WEIGHTS) or {}
        return {name.removeprefix(WEIGHTS): array for name, array in checkpoint.items()}

    @staticmethod
    def _of_file(file: Path) -> keras.Model:
        from playground.model.answers import with_probabilities

        model, mended = with_probabilities(load_model(file), file)
        if mended:
            click.echo(_("{path} ends in a linear layer: a softmax is applied to its answers.",
                         path=shown_path(file)), err=True)
        return model


def choose_model(given: str, data_dir: Path | None, epoch: str | None = None) -> ChosenModel:
    """Find and check MODEL without TensorFlow; `BadInput` where it is none.

    `epoch`: of a run, its number or `best`.
    """
    if not given.strip():
        raise _no_model(given)
    path = PRETRAINED_FILE if given == PRETRAINED else Path(os.path.expanduser(given))
    try:
        if (path / MODEL_FILE).is_file():
            path = path / MODEL_FILE
        is_file, is_folder = path.is_file(), path.is_dir()
    # Such as a name that is too long for the system.
    except OSError:
        raise _no_model(given) from None
    if is_file:
        check_model_file(path)
        if epoch is not None:
            raise BadInput(lazy("--epoch is about a run, and {path} is a file.", path=path))
        return ChosenModel(preparation_beside(path), file=path)
    if is_folder and _is_run_folder(path):
        return _of_run(RunReader(path.resolve().parent.parent), path.resolve().name, given, epoch)
    if path.suffix == ".keras" and not is_folder:
        check_model_file(path)
    if len(path.parts) > 1:
        raise _no_model(given)
    return _of_run(opened_store(data_dir), given, given, epoch)


def _is_run_folder(path: Path) -> bool:
    # Looked at from outside first: opening a record of runs that is not there would make one.
    folder = path.resolve()
    return bool(RUN_ID.fullmatch(folder.name)) and (folder.parent.parent / RECORD).is_file()


def _of_run(store: RunReader, run_id: str, given: str, epoch: str | None) -> ChosenModel:
    try:
        stored = store.run(run_id)
    except BadInput as error:
        # Any other sentence says more: several runs begin so, or the record is damaged.
        if str(error) == str(unknown_run(run_id)):
            raise _no_model(given) from None
        raise
    if not stored.epoch:
        raise BadInput(lazy(
            "Run {run} has not finished an epoch yet; resume it first.", run=stored.id))
    experiment = Experiment.from_mapping(stored.experiment)
    preparation = Preparation(experiment.framing, experiment.resize_filter)
    at = chosen_epoch(store, stored, epoch) if epoch is not None else None
    return ChosenModel(preparation, store=store, run_id=stored.id, epoch=at)


def _no_model(given: str) -> BadInput:
    return BadInput(lazy(
        "{given} is not a model: give {pretrained}, a .keras file, a run's id or a run's folder.",
        given=shown_path(given), pretrained=PRETRAINED))
