"""Whose a run is: its name, the tokens that steer and show it, and whether its owner is there."""

from __future__ import annotations

from playground.training.manager.capabilities import same_token, sight
from playground.training.manager.leases import Lease
from playground.training.manager.run_view import Ticket
from playground.training.twins import Kin


class Owned:
    """Not locked: the manager's lock guards it."""

    def __init__(self, ticket: Ticket, owner: str, lease: Lease, kin: Kin) -> None:
        self.kin, self.pinned = kin, False
        self.of_series = False
        """Whether it is a point of a plan that trains by itself."""
        self.first = ticket.run_id
        """The id of whose training it was at first: who follows one takes that over."""
        self.becomes(ticket, owner, lease)

    def becomes(self, ticket: Ticket, owner: str, lease: Lease) -> None:
        """Another one's from now on, with all that it trains."""
        self.ticket, self.owner, self.lease = ticket, owner, lease
        self._sight = sight(owner, ticket.run_id)

    @property
    def run_id(self) -> str:
        return self.ticket.run_id

    def belongs_to(self, token: object) -> bool:
        """Whether the token gives power over it."""
        return same_token(token, self.ticket.token)

    def may_be_seen_with(self, token: object) -> bool:
        return self.belongs_to(token) or same_token(token, self._sight)
