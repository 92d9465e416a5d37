"""Everything a run trains on and is judged by: pictures, split, share of data, wrong labels."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from playground.data.bootstrap import bootstrap_positions
from playground.data.classes import CLASSES
from playground.data.decoded import Progress
from playground.data.groups import require_column
from playground.data.members import require_every_class
from playground.data.overlap import overlapping, require_another
from playground.data.pictures import Pictures, group_table, load_pictures
from playground.data.sources import Source, open_source
from playground.data.split import Split, split_pictures
from playground.data.streams import Purpose, stream
from playground.experiment import Experiment


@dataclass(frozen=True, eq=False)
class TrainingData:
    """`train` and `validation` are sorted indices into `pictures`.

    In a bootstrap sample a picture is as often in `train` as it was drawn. `train_labels` are the
    labels as trained, some of them wrong; `wrong` tells which. Both are aligned with `train`.
    `elsewhere`: pictures of another setting, never trained on, but for `overlapping` of them, which
    are near duplicates of one of `pictures`.
    """

    pictures: Pictures
    split: Split
    train: NDArray[np.int64]
    train_labels: NDArray[np.int64]
    wrong: NDArray[np.bool_]
    validation: NDArray[np.int64]
    elsewhere: Pictures | None
    overlapping: int = 0

    @property
    def validation_labels(self) -> NDArray[np.int64]:
        """The true labels of `validation`, (m,): never made wrong."""
        return self.pictures.labels[self.validation]

    @property
    def seen(self) -> int:
        """How many validation pictures the network trains on: none on the honest split."""
        return len(np.intersect1d(self.train, self.validation))

    @cached_property
    def fingerprint(self) -> str:
        """A hexadecimal digest of what decides a run: pictures, split, share and wrong labels."""
        digest = hashlib.blake2b(self.pictures.fingerprint.encode(), digest_size=16)
        for array in (self.train, self.train_labels, self.validation):
            digest.update(len(array).to_bytes(8, "little"))
            digest.update(np.ascontiguousarray(array).data)
        return digest.hexdigest()


def prepare(
    experiment: Experiment,
    size: int,
    *,
    paths_allowed: bool,
    cache: Path | None = None,
    progress: Progress | None = None,
    groups_file: Path | None = None,
    group_by: str | None = None,
) -> TrainingData:
    """Open, decode, split, thin out and mislabel, as the experiment says, at `size` x `size`.

    `groups_file` and `group_by` are about `data`, not about `another-setting`. `paths_allowed` has
    no default: what comes from a page or a link must never name a path. Raises `BadInput`
    for anything wrong with either, before the first picture is decoded where it can be known.
    """

    def load(source: Source, groups: Path | None) -> Pictures:
        return load_pictures(
            source, size, experiment.framing, experiment.resize_filter,
            cache=cache, progress=progress, groups_file=groups,
        )

    source = open_source(experiment.data, paths_allowed=paths_allowed)
    labels_there = (member.label for member in source.members())
    require_every_class(labels_there, source.name, source.left_out)
    # Opened before the first is decoded: a mistyped name should show at once.
    other = (
        open_source(experiment.another_setting, paths_allowed=paths_allowed)
        if experiment.another_setting
        else None
    )
    if other is not None:
        require_another(source, other)
    if group_by is not None:
        table = group_table(source, groups_file)
        require_column(table.columns if table is not None else (), group_by)
    pictures = load(source, groups_file)
    require_every_class(pictures.labels, pictures.name, pictures.left_out)
    elsewhere = load(other, None) if other is not None else None
    shared = overlapping(pictures, elsewhere) if elsewhere is not None else 0
    split = split_pictures(pictures, experiment.protocol, experiment.seed, group_by)
    train = thin_out(split.train, pictures.labels, experiment.share, experiment.seed)
    true_labels = pictures.labels[train]
    labels = mislabel(true_labels, experiment.wrong_labels, experiment.seed)
    wrong = labels != true_labels
    # Last, so that a picture that is drawn twice has one label.
    drawn = bootstrap_positions(len(train), experiment.bootstrap, experiment.seed)
    train, labels, wrong = train[drawn], labels[drawn], wrong[drawn]
    return TrainingData(
        pictures, split, train, labels, wrong, split.validation, elsewhere, shared)


def thin_out(
    train: NDArray[np.int64], labels: NDArray[np.int64], percent: int, seed: int
) -> NDArray[np.int64]:
    """`percent` of the training indices of each class, sorted, and at least one of each.

    Smaller shares lie inside larger ones: "collect more data" adds, and never swaps.
    """
    generator = stream(seed, Purpose.SHARE)
    kept: list[NDArray[np.int64]] = []
    for label in range(len(CLASSES)):
        own = generator.permutation(train[labels[train] == label])
        kept.append(own[: max(1, round(percent * len(own) / 100))])
    return np.sort(np.concatenate(kept))


def mislabel(
    true_labels: NDArray[np.int64], percent: int, seed: int
) -> NDArray[np.int64]:
    """A copy with exactly `percent` of the labels, rounded, replaced by one of the other two.

    What is wrong at 10 % is wrong in the same way at 30 %.
    """
    generator = stream(seed, Purpose.WRONG_LABELS)
    count = len(true_labels)
    chosen = generator.permutation(count)[: round(percent * count / 100)]
    steps = generator.integers(1, len(CLASSES), size=count)
    labels = true_labels.copy()
    labels[chosen] = (labels[chosen] + steps[chosen]) % len(CLASSES)
    return labels
