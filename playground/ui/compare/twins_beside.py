"""The twin of a compared run: the same run without its last turn, where it is among the offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playground.errors import BadInput
from playground.figures.look import Curve
from playground.training.curves import Line
from playground.training.twins import question
from playground.ui.compare.offers import Offer


@dataclass(frozen=True, eq=False)
class Beside:
    """The twin's offer; `began`: the step of the run at which the two part."""

    offer: Offer
    began: int

    def since(self, line: Line) -> Curve:
        """Of one of its lines, from the last point before the two part."""
        x, y = line
        parted = self.began / max(self.offer.history.steps_per_epoch, 1)
        first = max((place for place, at in enumerate(x) if at <= parted), default=0)
        return Curve(x[first:], y[first:])


def twin_beside(run: Offer, found: Sequence[Offer]) -> Beside | None:
    """Its twin among `found` that still answers what a turn has done: of the last such turn.

    A run whose knobs were turned since asks another question; a twin that was turned is none.
    """
    answering = [beside for one in found if (beside := _answering(run, one)) is not None]
    return max(answering, key=lambda one: (one.began, one.offer.id), default=None)


def _answering(run: Offer, other: Offer) -> Beside | None:
    of = other.view.kin.twin_of if other.view is not None else None
    if run.view is None or other.view is None or of is None or of.run_id != run.id:
        return None
    try:
        asked = question(run.id, run.view.snapshot, of.turn.began)
    except BadInput:
        # The run has begun anew: there is no such turn any more.
        return None
    return Beside(other, of.turn.began) if of == asked and other.view.answers else None
