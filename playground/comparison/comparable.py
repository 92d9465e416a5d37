"""Whether runs may be compared, and if not, why: nothing stops a reader who is not told.

A number is compared with another one of the same thing: the same pictures judged, and the same
start. What a regularizer or another network did to it is what is asked for; other pictures are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from playground.comparison.settings import value_in_words
from playground.experiment import Experiment
from playground.messages import Message, Text, lazy, lazy_n
from playground.model.architectures import ARCHITECTURES
from playground.training.history import History
from playground.training.states import LIVE_STATES

ALL, TRAINING, ELSEWHERE, PROGRESS = "all", "training", "elsewhere", "progress"
"""What a reason is about: every number, those on the training pictures, those on another setting,
or only how far each run has come, which is to be known and forbids nothing."""


@dataclass(frozen=True)
class Reason:
    """Why numbers of a run are not to be held against the baseline's. `about`: which ones.

    `code` names the reason, for files and tests.
    """

    code: str
    about: str
    text: Text


@dataclass(frozen=True)
class Comparability:
    reasons: tuple[Reason, ...] = ()

    @property
    def comparable(self) -> bool:
        """Whether validation may be compared, which is what a comparison is about."""
        return not self.forbids(ALL)

    def forbids(self, about: str) -> bool:
        """Whether numbers of that kind may not be compared."""
        return any(reason.about in (ALL, about) for reason in self.reasons)


def comparability(baseline: History, run: History) -> Comparability:
    """Of a run with the baseline; a run is comparable with itself."""
    if run is baseline:
        return Comparability()
    return Comparability(tuple(chain(
        _of_settings(baseline, run), _of_pictures(baseline, run), _of_progress(baseline, run))))


def comparabilities(runs: Sequence[History]) -> tuple[Comparability, ...]:
    """Of each run with the first."""
    return tuple(comparability(runs[0], run) for run in runs)


@dataclass(frozen=True)
class _Rule:
    """A control whose other value is a reason; `in_fingerprint`: the fingerprint tells of it."""

    control: str
    about: str
    text: Callable[[Text, Text], Message]
    in_fingerprint: bool = True


_RULES = (
    _Rule("data", ALL, lambda theirs, ours: lazy(
        "It is trained and judged on other pictures: {theirs} instead of {ours}.",
        theirs=theirs, ours=ours)),
    _Rule("protocol", ALL, lambda theirs, ours: lazy(
        "Its pictures are split in another way: {theirs} instead of {ours}.",
        theirs=theirs, ours=ours)),
    _Rule("seed", ALL, lambda theirs, ours: lazy(
        "Its seed is {theirs} instead of {ours}: it began with other weights and is judged on "
        "other pictures.", theirs=theirs, ours=ours), in_fingerprint=False),
    _Rule("share", TRAINING, lambda theirs, ours: lazy(
        "It trains on {theirs} of the pictures instead of {ours}: accuracies on training pictures "
        "are of others.", theirs=theirs, ours=ours)),
    _Rule("wrong-labels", TRAINING, lambda theirs, ours: lazy(
        "{theirs} of its training labels are wrong instead of {ours}: accuracies on training "
        "pictures are of others.", theirs=theirs, ours=ours)),
    _Rule("bootstrap", TRAINING, lambda theirs, ours: lazy(
        "It trains on another bootstrap sample: accuracies on training pictures are of others.")),
    _Rule("another-setting", ELSEWHERE, lambda theirs, ours: lazy(
        "Its other setting is {theirs} instead of {ours}.", theirs=theirs, ours=ours),
        in_fingerprint=False),
)


def _of_settings(baseline: History, run: History) -> Iterator[Reason]:
    ours, theirs = baseline.began_as.to_mapping(), run.began_as.to_mapping()
    same_data = bool(run.fingerprint) and run.fingerprint == baseline.fingerprint
    for rule in _RULES:
        name = rule.control
        if ours[name] == theirs[name] or (rule.in_fingerprint and same_data):
            continue
        yield Reason(name, rule.about, rule.text(
            _in_words(name, theirs[name]), _in_words(name, ours[name])))


def _in_words(control: str, value: object) -> Text:
    """A message where the reader's language decides how it is written."""
    if control in ("share", "wrong-labels"):
        return lazy("{points:.0f}\N{NO-BREAK SPACE}%", points=value)
    return value_in_words(control, value)


def _of_pictures(baseline: History, run: History) -> Iterator[Reason]:
    """What the settings do not tell: pictures that changed under one name, or were measured."""
    if any(getattr(baseline.began_as, name) != getattr(run.began_as, name)
           for name in ("data", "protocol", "seed")):
        return
    known = bool(run.fingerprint and baseline.fingerprint)
    if known and _decoded_alike(baseline.began_as, run.began_as):
        if run.fingerprint != baseline.fingerprint:
            yield Reason("pictures", ALL, lazy(
                "Its pictures have the same name and are others, or are split by other groups."))
        return
    if not _measured_the_same(baseline, run):
        yield Reason("measured", ALL, lazy("It is judged on other pictures."))


def _decoded_alike(ours: Experiment, theirs: Experiment) -> bool:
    """Whether equal pictures have equal fingerprints: they are of what was decoded and split."""
    names = ("framing", "resize_filter", "share", "wrong_labels", "bootstrap")
    return all(getattr(ours, name) == getattr(theirs, name) for name in names) and (
        ARCHITECTURES[ours.model].size == ARCHITECTURES[theirs.model].size)


def _measured_the_same(baseline: History, run: History) -> bool:
    if not (baseline.records and run.records):
        return True
    ours, theirs = (one.records[-1].validation.indices for one in (baseline, run))
    # A recorded run keeps none.
    return not len(ours) or not len(theirs) or np.array_equal(ours, theirs)


def _of_progress(baseline: History, run: History) -> Iterator[Reason]:
    if run.state in LIVE_STATES:
        yield Reason("training", PROGRESS, lazy("It is still training."))
    elif baseline.state in LIVE_STATES:
        yield Reason("training", PROGRESS, lazy("The baseline is still training."))
    if run.epoch != baseline.epoch:
        yield Reason("epochs", PROGRESS, lazy_n(
            "It has trained {n:,} epoch, the baseline {baseline:,}.",
            "It has trained {n:,} epochs, the baseline {baseline:,}.",
            run.epoch, baseline=baseline.epoch))
