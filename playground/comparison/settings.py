"""What differs between the settings of runs, and what is equal, each as a row with a value a run.

A setting that does nothing in a run, such as λ without a regularizer, has no value there: two runs
do not differ in what neither of them uses. What was turned while a run trained is a row of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playground.choice_words import in_words
from playground.controls import Choice, SourceName
from playground.experiment import CONTROLS, Experiment
from playground.insight import turns
from playground.insight.reading import turns_of
from playground.messages import Message, Text, _, lazy, lazy_p, listed, number
from playground.regularizer_words import as_set
from playground.training.readings import Readings

CHANGES = "changes"
NOTHING = "–"
_PERCENT = frozenset({"share", "wrong-labels", "soft-labels"})
_TURNED = lazy("Turned while it trained")
_TURNED_IN_TEXT = lazy_p("in a sentence", "what was turned while it trained")


@dataclass(frozen=True)
class Setting:
    """One setting of all the runs, in their order, the baseline's first.

    `control` is its name in the table of controls, or CHANGES. A value is None where the setting
    does nothing in that run; of CHANGES the values are tuples of `Change`.
    """

    control: str
    label: Message
    values: tuple[Any, ...]
    steps_per_epoch: tuple[int, ...] = ()

    @property
    def noun(self) -> Text:
        """What it is called within a sentence."""
        return _TURNED_IN_TEXT if self.control == CHANGES else turns.noun(self.control)

    @property
    def differs(self) -> bool:
        return any(value != self.values[0] for value in self.values[1:])

    def in_words(self) -> tuple[str, ...]:
        """Each value as a person reads it, in the language that is spoken here and now."""
        if self.control == CHANGES:
            return tuple(
                _changes_in_words(value, steps) for value, steps in zip(
                    self.values, self.steps_per_epoch, strict=True))
        return tuple(value_in_words(self.control, value) for value in self.values)


@dataclass(frozen=True)
class Settings:
    """`different` and `equal` together are all settings, in the order of the controls."""

    different: tuple[Setting, ...]
    equal: tuple[Setting, ...]


def settings(runs: Sequence[Readings]) -> Settings:
    """What tells the runs apart, and what does not; the first run is the baseline."""
    in_effect = [effective(run.began_as) for run in runs]
    rows = [Setting(name, row.label_message, tuple(values[name] for values in in_effect))
            for name, row in CONTROLS.items()]
    rows.append(Setting(
        CHANGES, _TURNED, tuple(run.changes for run in runs),
        tuple(run.steps_per_epoch for run in runs)))
    return Settings(
        tuple(row for row in rows if row.differs), tuple(row for row in rows if not row.differs))


def effective(experiment: Experiment) -> dict[str, Any]:
    """The values by control name, None where a setting does nothing."""
    values = experiment.to_mapping()
    if experiment.regularizer == "none":
        values["lambda"] = None
    if experiment.regularizer != "l1l2":
        values["mixing-share"] = None
    if experiment.optimizer != "adamw":
        values["weight-decay"] = None
    if not experiment.another_setting:
        values["another-setting"] = None
    return values


def value_in_words(control: str, value: Any) -> str:
    """A setting's value: "20 %", "L1", "off"; a dash where it does nothing."""
    if value is None:
        return NOTHING
    if control in _PERCENT:
        return _("{points:.0f}\N{NO-BREAK SPACE}%", points=value)
    if control == "regularizer":
        return as_set(value)
    kind = CONTROLS[control].kind
    if isinstance(kind, Choice | SourceName):
        return in_words(value)
    return number(value, ",") if isinstance(value, int) and not isinstance(value, bool) else (
        as_set(value))


def _changes_in_words(changes: Sequence[Any], steps_per_epoch: int) -> str:
    found = turns_of(changes)
    if not found:
        return _("nothing")
    if not steps_per_epoch:
        return listed([turns.as_sentence(turn) for turn in found], ",")
    return listed(
        [_("in epoch {epoch:,}: {turned}", epoch=turn.began // steps_per_epoch + 1,
           turned=turns.as_sentence(turn)) for turn in found], ",")
