"""The runs of one tab, in order, one of them in front: what a page shows, and what its tray holds.

Nothing here knows of a screen, nor of how runs train.
"""

from __future__ import annotations

import secrets as random
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playground.change import Change
    from playground.experiment import Experiment
    from playground.training.manager.managed import Ticket

MOST_LAID_BY = 8
"""Runs that were in front once; those that are pinned do not count."""


@dataclass(frozen=True)
class Held:
    """A run that a key has put aside, and what was shown with it. `trained`: until then."""

    ticket: Ticket
    trained: bool
    experiment: Experiment
    planned: tuple[Change, ...]


class Desk:
    """Of whoever holds `secret`. Two pages may share one: a tab that was duplicated, or F5.

    `guard` is held while something is done of which others must see all or nothing, such as a run
    that takes another's place while a knob is turned: clicks, dragged knobs and the pages of one
    desk come in threads of their own. Each method takes it by itself.
    """

    def __init__(self, secret: str = "") -> None:
        self.secret = secret or random.token_urlsafe(16)
        self.guard = threading.RLock()
        self.held: Held | None = None
        """Put aside by a key, to be taken back until another run begins. Used under `guard`."""
        self.rivals: tuple[Ticket, Ticket] | None = None
        """Two of its runs that race, and are shown so: the one that was there first, its rival."""
        self._front: Ticket | None = None
        # The newest last: the order in which they left the front.
        self._laid_by: list[Ticket] = []
        self._pinned: list[Ticket] = []
        self._parents: dict[str, str] = {}

    @property
    def front(self) -> Ticket | None:
        """The run that the page shows."""
        return self._front

    @property
    def laid_by(self) -> list[Ticket]:
        """Runs that were in front before, the newest first."""
        with self.guard:
            return self._laid_by[::-1]

    @property
    def pinned(self) -> list[Ticket]:
        """In the order in which they were pinned."""
        with self.guard:
            return list(self._pinned)

    @property
    def runs(self) -> list[Ticket]:
        """Each once: the one in front, the pinned ones, the others with the newest first."""
        with self.guard:
            front = [self._front] if self._front is not None else []
            return list(dict.fromkeys([*front, *self._pinned, *self._laid_by[::-1]]))

    def parent_of(self, ticket: Ticket) -> str:
        """The id of the run that it was forked from, or empty."""
        return self._parents.get(ticket.run_id, "")

    def put_in_front(self, ticket: Ticket | None, *, parent: str = "") -> None:
        """Show that run; None shows none. What was in front is not laid by: see `lay_by`."""
        with self.guard:
            self._front = ticket
            if ticket is not None and parent:
                self._parents[ticket.run_id] = parent

    def lay_by(self, ticket: Ticket) -> None:
        """Keep it for the tray. The oldest make room; pinned ones stay."""
        with self.guard:
            self._laid_by = [*(one for one in self._laid_by if one != ticket), ticket]
            others = [one for one in self._laid_by if one not in self._pinned]
            for one in others[:-MOST_LAID_BY]:
                self._laid_by.remove(one)

    def pick_up(self, ticket: Ticket) -> None:
        """Take it from the tray's row, as when it is in front again."""
        with self.guard:
            self._laid_by = [one for one in self._laid_by if one != ticket]

    def pin(self, ticket: Ticket, pinned: bool) -> None:
        with self.guard:
            others = [one for one in self._pinned if one != ticket]
            self._pinned = [*others, ticket] if pinned else others

    def forget(self, ticket: Ticket) -> None:
        """It is there no more."""
        with self.guard:
            self._laid_by = [one for one in self._laid_by if one != ticket]
            self._pinned = [one for one in self._pinned if one != ticket]
            self._parents.pop(ticket.run_id, None)
            if self._front == ticket:
                self._front = None

    def fill(
        self, found: Iterable[tuple[Ticket, bool]], parents: Mapping[str, str] | None = None
    ) -> None:
        """Lay by the runs that were found again, oldest first, with whether each is pinned.

        `parents`: by id, from which run those were forked that were.
        """
        with self.guard:
            self._parents.update(parents or {})
            for ticket, pinned in found:
                if pinned:
                    self.pin(ticket, True)
                self.lay_by(ticket)
