"""What is said of a run and its twin, from their numbers."""

from __future__ import annotations

from playground.insight import turns
from playground.insight.phrases import percent, sentence_case
from playground.insight.reading import RunReading
from playground.insight.twin import TwinNumbers, switched_on
from playground.messages import Text, _, lazy, lazy_p
from playground.regularizer_words import in_text

AND_WITHOUT = lazy("And without?")
"""The button that has a twin trained: advice names it so."""


def of_twin(run: RunReading) -> str:
    """How the run ends, or is so far, with the turn and without."""
    numbers = run.against_twin
    assert numbers is not None
    return told(numbers)


def told(numbers: TwinNumbers) -> str:
    """The same of the numbers alone."""
    what = _switched_on(numbers)
    if numbers.ended:
        return _ended(numbers, what)
    return _so_far(numbers, what)


def _ended(numbers: TwinNumbers, what: Text | None) -> str:
    run, twin = _levels(numbers)
    if what is None:
        turned = _turned(numbers)
        if not numbers.points:
            return _("{turned}: it ends at {run}, and without that it would have ended at {twin} "
                     "as well.", turned=turned, run=run, twin=twin)
        return _("{turned}: it ends at {run}; without that it would have ended at {twin}.",
                 turned=turned, run=run, twin=twin)
    if not numbers.points:
        return _("With {what} it ends at {run}; without it would have ended at {twin} as well.",
                 what=what, run=run, twin=twin)
    return _("With {what} it ends at {run}; without it would have ended at {twin}.",
             what=what, run=run, twin=twin)


def _so_far(numbers: TwinNumbers, what: Text | None) -> str:
    run, twin = _levels(numbers)
    epoch = numbers.epochs[-1]
    if what is None:
        turned = _turned(numbers)
        if not numbers.points:
            return _("{turned}: so far, after epoch {epoch}, it is at {run} with that and without.",
                     turned=turned, epoch=epoch, run=run)
        return _("{turned}: so far, after epoch {epoch}, it is at {run}, and without that at "
                 "{twin}.", turned=turned, epoch=epoch, run=run, twin=twin)
    if not numbers.points:
        return _("So far, after epoch {epoch}, it is at {run} with {what} and without.",
                 epoch=epoch, run=run, what=what)
    return _("So far, after epoch {epoch}, it is at {run} with {what}, and without at {twin}.",
             epoch=epoch, run=run, what=what, twin=twin)


def _levels(numbers: TwinNumbers) -> tuple[str, str]:
    return percent(numbers.run[-1].validation), percent(numbers.twin[-1].validation)


def _switched_on(numbers: TwinNumbers) -> Text | None:
    change = switched_on(numbers.turn)
    if change is None:
        return None
    if change.name == "dropout":
        return lazy_p("after: with", "dropout")
    return in_text(str(change.new))


def _turned(numbers: TwinNumbers) -> str:
    return sentence_case(turns.as_sentence(numbers.turn))
