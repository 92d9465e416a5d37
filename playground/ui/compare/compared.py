"""What all sections of the page are drawn from: the chosen runs as they are at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from playground.comparison.comparable import Comparability, comparabilities
from playground.comparison.settings import Settings, settings
from playground.comparison.table import Table, table
from playground.figures.overlay import dash_of
from playground.messages import _
from playground.training.curves import Curves, curves
from playground.training.history import History, Key
from playground.ui.compare.choice import Choice
from playground.ui.compare.luck_runs import LuckRuns
from playground.ui.compare.offers import Offer, offers
from playground.ui.compare.twins_beside import Beside, twin_beside
from playground.ui.recent import Recent


@dataclass(frozen=True, eq=False)
class Chosen:
    """A run that is compared, with its letter and the pattern of its lines."""

    offer: Offer
    letter: str
    baseline: bool
    twin: Beside | None = None
    """The same run without its last turn, where that has been asked for."""

    @property
    def history(self) -> History:
        return self.offer.history

    @property
    def id(self) -> str:
        return self.offer.id

    @cached_property
    def name(self) -> str:
        """In the language of the look: each section says it."""
        return self.history.name

    @property
    def dash(self) -> str:
        return "solid" if self.baseline else dash_of(ord(self.letter[0]) - ord("A"))

    @property
    def curves(self) -> Curves:
        return _of(self.history)

    @property
    def twin_curves(self) -> Curves | None:
        return _of(self.twin.offer.history) if self.twin is not None else None


def _of(history: History) -> Curves:
    return _curves.get_or_make(history.key, lambda: curves(history))


_curves: Recent[Curves] = Recent(64)


@dataclass(frozen=True, eq=False)
class Compared:
    """`runs`: the chosen ones that are there, the baseline first, the others by their letters."""

    seen: Choice
    offers: tuple[Offer, ...]
    runs: tuple[Chosen, ...]

    @property
    def baseline(self) -> Chosen | None:
        return self.runs[0] if self.runs else None

    @cached_property
    def by_letter(self) -> tuple[Chosen, ...]:
        return tuple(sorted(self.runs, key=lambda run: run.letter))

    @cached_property
    def lettered(self) -> tuple[History, ...]:
        """As sentences call them: two runs may have the same settings."""
        return tuple(run.history.with_name(
            _("{letter} {name}", letter=run.letter, name=run.name)) for run in self.runs)

    @cached_property
    def table(self) -> Table:
        """With what is known by now of that which takes long."""
        return table(self.histories, wait=False)

    @cached_property
    def histories(self) -> tuple[History, ...]:
        return tuple(run.history for run in self.runs)

    @property
    def key(self) -> tuple[Key, ...]:
        """What is derived of the histories is the same while this is."""
        return tuple(history.key for history in self.histories)

    @property
    def beside(self) -> Chosen | None:
        """The run that is held against the baseline where only two can be."""
        others = self.runs[1:]
        return next((run for run in others if run.id == self.seen.beside),
                    others[0] if others else None)

    @cached_property
    def settings(self) -> Settings:
        return settings(self.histories)

    @cached_property
    def comparabilities(self) -> tuple[Comparability, ...]:
        """Of each run with the baseline."""
        return comparabilities(self.histories) if self.runs else ()

    @property
    def luck(self) -> LuckRuns:
        """The runs with other seeds, as they were looked at last."""
        return self.seen.luck

    @property
    def trains(self) -> bool:
        return self.luck.trains or any(offer.trains for offer in self.offers)

    @property
    def epochs(self) -> int:
        """Of the longest run."""
        return max((run.history.experiment.epochs for run in self.runs), default=1)


def compared(seen: Choice) -> Compared:
    """As all is at this moment."""
    found = offers(seen)
    seen.luck.look()
    there = {offer.id: offer for offer in found}
    with seen.guard:
        chosen = [run_id for run_id in seen.chosen if run_id in there]
        baseline = seen.baseline if seen.baseline in there else chosen[0] if chosen else ""
        runs = [Chosen(there[one], seen.letters[one], one == baseline,
                       twin_beside(there[one], found)) for one in chosen]
    return Compared(seen, found, tuple(
        sorted(runs, key=lambda run: (not run.baseline, run.letter))))
