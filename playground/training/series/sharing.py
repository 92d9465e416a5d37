"""A run that is there already: same experiment, same pictures, same arithmetic, hence same bits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playground.data.sources import PRIVATE
from playground.data.training_data import TrainingData
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.training.states import FINISHED
from playground.training.store.reading import RunReader
from playground.training.store.rows import PAGE, StoredRun
from playground.training.threads import threads_of_a_step

Identity = tuple[Any, ...]
_BY_CONTENT = "data"


def same_run(
    store: RunReader, experiment: Experiment, data: TrainingData, *, owner: str | None = None
) -> StoredRun | None:
    """The newest finished run that is equal to what the experiment would be, to the last bit.

    None where there is none. `owner`: a hash of the secret of whoever asks from a page; runs of
    others are taken too, as long as nobody's own pictures are in them.
    """
    wanted = identity(experiment.to_mapping(), {
        "fingerprint": data.fingerprint, "threads": threads_of_a_step(), "planned": []})
    for stored in store.runs():
        if stored.state != FINISHED or identity(stored.experiment, stored.data) != wanted:
            continue
        if owner is not None and not _may_be_shown(stored, owner):
            continue
        if is_whole(store, stored):
            return stored
    return None


def identity(experiment: Mapping[str, Any], data: Mapping[str, Any]) -> Identity | None:
    """What two runs must agree in; None of one that is like no other.

    Of the pictures their content counts, not what they are called.
    """
    fingerprint, threads = data.get("fingerprint"), data.get("threads")
    if not isinstance(fingerprint, str) or not isinstance(threads, int) or data.get("planned"):
        return None
    settings = sorted((name, value) for name, value in experiment.items() if name != _BY_CONTENT)
    return fingerprint, threads, *settings


def is_whole(store: RunReader, stored: StoredRun) -> bool:
    """Whether it was trained from its first step to its last as it began, no knob turned."""
    if stored.parent or not stored.epoch:
        return False
    try:
        return not store.changes(stored.id)
    except BadInput:
        return False


def _may_be_shown(stored: StoredRun, owner: str) -> bool:
    if stored.origin != PAGE:
        return False
    private = any(str(stored.experiment.get(name, "")).startswith(PRIVATE)
                  for name in ("data", "another-setting"))
    return stored.owner == owner or not private
