"""Who is in a room."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from playground.errors import BadInput
from playground.messages import lazy
from playground.room import aliases
from playground.room.capabilities import same

MOST = 120
NOT_HERE = lazy("You are not in this room any more; join it again with its code.")


@dataclass(frozen=True)
class Sight:
    """A run, and the token that shows it and does nothing else."""

    run_id: str
    token: str


@dataclass(frozen=True)
class Home:
    """What a room may have of a member's tab: sight of its run in front, and `clear`.

    `clear` lets go of all that the tab has: its runs, its pictures. It is called when the next
    group comes, and never else.
    """

    in_front: Callable[[], Sight | None] = lambda: None
    clear: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Member:
    """`id` is random and known to the teacher's page alone; `arrived`: the last target's number."""

    id: str
    alias: str
    home: Home
    arrived: int = 0


class Members:
    """In the order in which they came. Not locked: the room's lock guards it."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._by_token: dict[str, Member] = {}

    def __len__(self) -> int:
        return len(self._by_token)

    @property
    def all(self) -> tuple[Member, ...]:
        return tuple(self._by_token.values())

    def known(self, token: str) -> bool:
        return self._token(token) is not None

    def of(self, token: str) -> Member:
        """Raises `BadInput`: the same for whatever is wrong with it."""
        return self._by_token[self._required(token)]

    def join(self, token: str, home: Home) -> Member:
        """The one that holds it already, as in a tab that was loaded again."""
        found = self._token(token)
        if found is not None:
            return self._put(found, replace(self._by_token[found], home=home))
        if len(self) >= MOST:
            raise BadInput(lazy("This room is full: it takes {most} people.", most=MOST))
        alias = aliases.given(self._aliases(), self._language)
        return self._put(token, Member(secrets.token_urlsafe(6), alias, home))

    def settle(self, token: str, home: Home) -> None:
        """Its tab sits at another desk by now."""
        key = self._required(token)
        self._put(key, replace(self._by_token[key], home=home))

    def leave(self, token: str) -> Member:
        return self._by_token.pop(self._required(token))

    def rename(self, token: str, alias: str) -> None:
        key = self._required(token)
        member = self._by_token[key]
        checked = aliases.checked(alias, self._aliases() - {member.alias})
        self._put(key, replace(member, alias=checked))

    def rename_anew(self, member_id: str) -> None:
        """Give that one another name; where there is none of that id, nothing."""
        for key, member in self._by_token.items():
            if member.id == member_id:
                given = aliases.given(self._aliases(), self._language)
                self._put(key, replace(member, alias=given))
                return

    def arrive(self, token: str, number: int) -> None:
        key = self._required(token)
        self._put(key, replace(self._by_token[key], arrived=number))

    def take_all(self) -> tuple[Member, ...]:
        """They are in no room any more."""
        taken, self._by_token = self.all, {}
        return taken

    def _put(self, key: str, member: Member) -> Member:
        self._by_token[key] = member
        return member

    def _aliases(self) -> set[str]:
        return {member.alias for member in self.all}

    def _token(self, token: str) -> str | None:
        # Each is compared: a look-up by the token itself would not take constant time.
        found = [known for known in self._by_token if same(token, known)]
        return found[0] if found else None

    def _required(self, token: str) -> str:
        found = self._token(token)
        if found is None:
            raise BadInput(NOT_HERE)
        return found
