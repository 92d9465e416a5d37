"""Early stopping: which epoch it keeps, and when it ends a training.

The best epoch is the first with the highest validation accuracy; after `patience` epochs that were
not better than it, training ends. Decided from the records alone, so a replay ends where the run
did.
"""

from __future__ import annotations

from collections.abc import Sequence

from playground.insight.phrases import percent_of
from playground.messages import Message, Text, lazy_p
from playground.training.as_of import best_of
from playground.training.snapshot import EpochRecord
from playground.training.states import EARLY_STOPPING


def over(accuracies: Sequence[float], patience: int) -> bool:
    """Whether training ends with the last of these epochs, of which there is one at least."""
    since = len(accuracies) - 1 - accuracies.index(max(accuracies))
    return bool(patience) and since >= patience


def may_end(records: Sequence[EpochRecord], patience: int, epoch: int) -> bool:
    """Whether training ends with this epoch, unless it turns out to be the best one.

    `records`: of all epochs before it.
    """
    best = best_of(records)
    return bool(patience) and best is not None and epoch - best.epoch >= patience


def ends(records: Sequence[EpochRecord], patience: int) -> bool:
    """Whether training ends with the last of the epochs."""
    return bool(records) and over([one.validation.accuracy for one in records], patience)


def why(records: Sequence[EpochRecord]) -> Message:
    """What a run says that was ended so."""
    best = best_of(records)
    assert best is not None, "it ends after an epoch"
    return lazy_p(
        "early stopping",  # EARLY_STOPPING, as a text that extraction finds
        "Early stopping: validation was best after epoch {epoch}, at {best}; no epoch since, to "
        "epoch {last}, was better.", epoch=best.epoch,
        best=percent_of(best.validation.accuracy), last=records[-1].epoch)


def stopped_early(message: Text) -> bool:
    """Whether a finished run's message says that early stopping has ended it."""
    return isinstance(message, Message) and message.context == EARLY_STOPPING
