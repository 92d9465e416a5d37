"""Which pictures train the network and which judge it.

honest: 80/20 by class, and no picture is judged whose group or near duplicate was trained on,
whatever their classes.
as-published: what the article's log shows, 69 training and 14 validation steps at batch 32: all
2,188 pictures train, and the first fifth of each class, 437 of the same, judges.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.data.classes import CLASSES, SIGNS
from playground.data.connected import connected_components
from playground.data.groups import require_column
from playground.data.perceptual_hash import near_duplicate_pairs
from playground.data.pictures import Pictures
from playground.data.split_report import SplitReport
from playground.data.streams import Purpose, stream
from playground.errors import BadInput
from playground.messages import Message, lazy

VALIDATION_SHARE = 0.2


@dataclass(frozen=True, eq=False)
class Split:
    """Sorted indices of both sides, and the connected component of each picture, (n,).

    `contradicting`: how many pictures stand, the same or nearly so, in more than one class.
    """

    train: NDArray[np.int64]
    validation: NDArray[np.int64]
    components: NDArray[np.int64]
    protocol: str
    contradicting: int = 0

    def report(self, labels: NDArray[np.int64]) -> SplitReport:
        """Counts by class and groups, as the command line prints them; `labels` (n,)."""
        sizes = np.bincount(self.components)
        shared = sizes[sizes > 1]
        return SplitReport(
            protocol=self.protocol,
            train=_by_class(labels[self.train]),
            validation=_by_class(labels[self.validation]),
            seen=len(np.intersect1d(self.train, self.validation)),
            groups=len(shared),
            grouped=int(shared.sum()),
            largest=int(sizes.max(initial=0)),
            contradicting=self.contradicting,
        )


def split_pictures(
    pictures: Pictures, protocol: str, seed: int, group_by: str | None = None
) -> Split:
    """Split by the protocol 'honest' or 'as-published'.

    Connected are near duplicates, and pictures of one group in any group column, or in `group_by`
    alone. Raises `BadInput` for a column that does not exist, and where a class
    cannot have a picture on both sides.
    """
    columns = list(pictures.groups)
    if group_by is not None:
        require_column(columns, group_by)
        columns = [group_by]
    alike = _near_duplicates(pictures)
    components = connected_components(
        len(pictures),
        alike,
        [pictures.groups[column] for column in columns],
    )
    if protocol == "honest":
        judged = honest(pictures.labels, components, stream(seed, Purpose.SPLIT))
        trained = ~judged
    elif protocol == "as-published":
        judged = first_fifth(pictures)
        trained = np.ones(len(pictures), np.bool_)
    else:
        raise ValueError(f"no protocol {protocol!r}")
    return Split(
        np.flatnonzero(trained), np.flatnonzero(judged), components, protocol,
        _contradicting(pictures.labels, alike))


def _near_duplicates(pictures: Pictures) -> NDArray[np.int64]:
    if pictures.hashes is None:
        return np.empty((0, 2), np.int64)
    return near_duplicate_pairs(pictures.hashes)


def _contradicting(labels: NDArray[np.int64], alike: NDArray[np.int64]) -> int:
    """How many pictures are near duplicates, each of the next, of one in another class."""
    if (labels[alike[:, 0]] == labels[alike[:, 1]]).all():
        return 0
    components = connected_components(len(labels), alike, [])
    classes = np.zeros((len(labels), len(CLASSES)), np.bool_)
    classes[components, labels] = True
    return int((classes.sum(axis=1) > 1)[components].sum())


def honest(
    labels: NDArray[np.int64], components: NDArray[np.int64], generator: np.random.Generator
) -> NDArray[np.bool_]:
    """(n,) whether each picture is for validation."""
    counts = np.zeros((int(components.max(initial=-1)) + 1, len(CLASSES)), np.int64)
    np.add.at(counts, (components, labels), 1)
    total = counts.sum(axis=0)
    target = np.maximum(np.rint(VALIDATION_SHARE * total), total > 1)
    taken = np.zeros(len(CLASSES), np.int64)
    chosen = np.zeros(len(counts), np.bool_)
    order = generator.permutation(len(counts))
    for component in order:
        if (taken + counts[component] <= target).all():
            chosen[component] = True
            taken += counts[component]
    for label in np.flatnonzero((taken == 0) & (total > 0)):
        # Each group of this class is larger than a fifth of it: then the smallest one.
        room = (total - taken - counts >= np.minimum(total, 1)).all(axis=1)
        able = [at for at in order if counts[at, label] and room[at] and not chosen[at]]
        if taken[label] == 0 and not able:
            raise BadInput(_cannot_split(SIGNS[label], int(total[label])))
        if taken[label] == 0:
            smallest = min(able, key=lambda at: int(counts[at].sum()))
            chosen[smallest] = True
            taken += counts[smallest]
    return chosen[components]


def _cannot_split(class_name: Message, count: int) -> Message:
    if count == 1:
        return lazy(
            "There is only one picture of {class_name}; a split needs at least two.",
            class_name=class_name)
    return lazy(
        "The {count} pictures of {class_name} are connected by groups or near duplicates and "
        "cannot be split; add pictures, or name one column with --group-by.",
        count=count, class_name=class_name)


def first_fifth(pictures: Pictures) -> NDArray[np.bool_]:
    """(n,) the first fifth of each class by file name, as Keras' `validation_split` takes them."""
    judged = np.zeros(len(pictures), np.bool_)
    for label in np.unique(pictures.labels):
        own = np.flatnonzero(pictures.labels == label)
        by_name = sorted(own, key=lambda at: pictures.files[at])
        judged[by_name[: int(VALIDATION_SHARE * len(own))]] = True
        if not judged[own].any():
            raise BadInput(
                lazy(
                    "There are only {count} pictures of {class_name}; as-published takes a fifth "
                    "of each class and needs five.", count=len(own), class_name=SIGNS[label])
            )
    return judged


def _by_class(labels: NDArray[np.int64]) -> tuple[int, ...]:
    return tuple(np.bincount(labels, minlength=len(CLASSES)).tolist())
