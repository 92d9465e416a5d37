"""What a split looks like, as numbers and as the lines that are printed."""

from __future__ import annotations

from dataclasses import dataclass

from playground.data.classes import CLASSES
from playground.messages import Message, lazy


@dataclass(frozen=True)
class SplitReport:
    """Pictures of each class on both sides, in the order of `CLASSES`, and the groups.

    `seen`: validation pictures that are also training pictures. `groups`: components of more
    than one picture, `grouped`: pictures in them, `largest`: pictures in the largest component;
    `contradicting`: pictures that stand, the same or nearly so, in more than one class.
    """

    protocol: str
    train: tuple[int, ...]
    validation: tuple[int, ...]
    seen: int
    groups: int
    grouped: int
    largest: int
    contradicting: int = 0

    @property
    def train_shares(self) -> tuple[float, ...]:
        """Fraction of the training pictures in each class."""
        return _shares(self.train)

    @property
    def validation_shares(self) -> tuple[float, ...]:
        """Fraction of the validation pictures in each class."""
        return _shares(self.validation)

    def __str__(self) -> str:
        return "\n".join((
            f"{self.protocol} split: {sum(self.train):,} training and "
            f"{sum(self.validation):,} validation pictures, {self.seen:,} of them in both",
            f"groups: {self.groups:,} of more than one picture, {self.grouped:,} pictures in them, "
            f"{self.largest:,} in the largest",
            f"training: {_listed(self.train, self.train_shares)}",
            f"validation: {_listed(self.validation, self.validation_shares)}",
            *([str(contradictions(self.contradicting))] if self.contradicting else []),
        ))


def contradictions(count: int) -> Message:
    """A sentence on so many contradicting pictures."""
    return lazy(
        "contradictions: {n:,} pictures stand, the same or nearly so, in more than one class; "
        "they are on one side of the split, but at most one of the labels is right.", n=count)


def _shares(counts: tuple[int, ...]) -> tuple[float, ...]:
    total = sum(counts)
    return tuple(count / total if total else 0.0 for count in counts)


def _listed(counts: tuple[int, ...], shares: tuple[float, ...]) -> str:
    rows = zip(CLASSES, counts, shares, strict=True)
    return ", ".join(f"{name} {count:,} ({share:.1%})" for name, count, share in rows)
