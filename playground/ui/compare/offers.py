"""The runs that a tab may compare: its own, those that a link shows it, and what ships.

Nobody else's: a run is seen with a token of its owner's, or the one that only shows it, and the
manager asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from playground.comparison.link import found_among
from playground.errors import BadInput
from playground.training.history import History, of_recorded, of_view
from playground.training.manager.kept_weights import ManagedWeights
from playground.training.manager.managed import RunView, Ticket
from playground.training.manager.manager import run_manager
from playground.training.states import LIVE_STATES
from playground.ui import ghosts
from playground.ui.compare.choice import Choice
from playground.ui.recent import Recent

HERE, EARLIER, BY_LINK, RECORDED = "here", "earlier", "by link", "recorded"
GROUPS = (HERE, EARLIER, BY_LINK, RECORDED)


@dataclass(frozen=True, eq=False)
class Offer:
    """A run that may be chosen; `group` says where it is from."""

    group: str
    history: History
    pinned: bool = False
    view: RunView | None = None
    """Of a run of this process: with its pictures, where they are still there."""
    ticket: Ticket | None = None

    @property
    def id(self) -> str:
        return self.history.id

    @property
    def trains(self) -> bool:
        return self.history.state in LIVE_STATES


def offers(seen: Choice) -> tuple[Offer, ...]:
    """All of them as they are now, in the order of `GROUPS`; each once."""
    found: dict[str, Offer] = {}
    for offer in _all(seen):
        found.setdefault(offer.id, offer)
    return tuple(sorted(found.values(), key=lambda offer: GROUPS.index(offer.group)))


def find_linked(seen: Choice) -> None:
    """Take in the runs of a link that are here, whoever trained them; the others stay missing."""
    with seen.guard:
        there = [offer.history for offer in offers(seen)] if seen.missing else []
        for linked in list(seen.missing):
            found = found_among(linked, there)
            if found is not None:
                seen.take(found.id)
                seen.missing.remove(linked)


def sign_of_life(found: Sequence[Offer]) -> None:
    """The page is open: runs of this tab that train are not given up, though none is in front."""
    ticket = next((offer.ticket for offer in found
                   if offer.trains and offer.group in (HERE, EARLIER)), None)
    if ticket is not None:
        with suppress(BadInput):
            run_manager().heartbeat(ticket.run_id, ticket.token)


def look_for_earlier(seen: Choice) -> None:
    """Those on the disk: once for each run of the page, and not at each tick."""
    here = set(seen.at.desk.runs)
    seen.earlier = [
        ticket for ticket, _ in reversed(run_manager().runs_of(seen.at.owner))
        if ticket not in here]


def _all(seen: Choice) -> Iterator[Offer]:
    pinned = set(seen.at.desk.pinned)
    for ticket in seen.at.desk.runs:
        yield from _own(seen, ticket, HERE, ticket in pinned)
    for ticket in seen.earlier:
        yield from _own(seen, ticket, EARLIER, False)
    for run_id, token in seen.guests.items():
        yield from _own(seen, Ticket(run_id, token), BY_LINK, False)
    for run in ghosts.recordings().values():
        yield Offer(RECORDED, _recorded.get_or_make(
            run.name, lambda run=run: of_recorded(run)))  # type: ignore[misc]


# One History of a run that has ended, whoever looks: it has read what it was asked for.
_ended: Recent[History] = Recent(64)
_recorded: Recent[History] = Recent(16)


def _own(seen: Choice, ticket: Ticket, group: str, pinned: bool) -> Iterator[Offer]:
    try:
        view = run_manager().view(ticket.run_id, ticket.token)
    except BadInput:
        # It is not there any more, or the link that named it shows nothing.
        return
    if view.ended and not view.snapshot.step:
        return
    parent = seen.at.desk.parent_of(ticket)

    def made() -> History:
        kept = ManagedWeights(run_manager(), view, ticket.token)
        return of_view(view, parent=parent, weights=kept)

    if not view.ended:
        yield Offer(group, made(), pinned, view, ticket)
        return
    key = view.run_id, view.snapshot.version, view.snapshot.step, ticket.token
    yield Offer(group, _ended.get_or_make(key, made), pinned, view, ticket)
