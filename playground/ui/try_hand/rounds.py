"""The rules of the game, and a session's score."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Literal

from playground.data.classes import CLASSES
from playground.messages import Text

Outcome = Literal["won", "lost", "tied"]
BEATS = {"rock": "scissors", "scissors": "paper", "paper": "rock"}


def outcome(mine: str, theirs: str) -> Outcome:
    """Who of two signs wins, as seen by the first."""
    if mine == theirs:
        return "tied"
    return "won" if BEATS[mine] == theirs else "lost"


@dataclass(frozen=True)
class Round:
    """A round that has been played. `probability`: how sure the network read `mine`.

    `seen`: the picture that it read, for the page; `settled`: the referee saw the hand too.
    """

    mine: str
    theirs: str
    probability: float
    seen: str = field(default="", repr=False)
    settled: bool = False

    @property
    def outcome(self) -> Outcome:
        return outcome(self.mine, self.theirs)


def _draw() -> str:
    return secrets.choice(CLASSES)


@dataclass
class Match:
    """The network's move of the next round is drawn before there is a photo to judge."""

    drawn: str = field(default_factory=_draw)
    played: list[Round] = field(default_factory=list)
    said: Text = ""
    """Why the last photo made no round."""
    photos: int = 0
    """How many have been judged, rounds or not."""

    def play(
        self, mine: str, probability: float, seen: str = "", *, settled: bool = False
    ) -> Round:
        """Show a sign: the round is decided, and the next move drawn."""
        made = Round(mine, self.drawn, probability, seen, settled)
        self.played.append(made)
        self.drawn, self.said = _draw(), ""
        return made

    def take_back(self) -> None:
        """The last round does not count: its sign was misread."""
        if self.played:
            self.played.pop()

    def again(self) -> None:
        self.played.clear()
        self.drawn, self.said = _draw(), ""

    @property
    def last(self) -> Round | None:
        return self.played[-1] if self.played else None

    def count(self, what: Outcome) -> int:
        return sum(one.outcome == what for one in self.played)
