"""One room: who is in it, and what the teacher has set. Each call says who speaks, by a token."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Literal

from playground.errors import BadInput
from playground.experiment import CONTROLS
from playground.messages import Text, lazy
from playground.room.capabilities import same
from playground.room.challenge import GOAL, Challenge, Place, Score
from playground.room.members import NOT_HERE, Home, Member, Members
from playground.room.question import Question
from playground.room.state import Present, State, Target

_LOG = logging.getLogger(__name__)
LONGEST_MESSAGE = 200
LONGEST_TARGET = 2000
UNDO_SECONDS = 10.0
NOT_YOURS = lazy("This room is not yours to lead, or it has ended.")

Later = Callable[[float, Callable[[], None]], None]


class Room:
    """All methods may be called from any thread. What is refused raises `BadInput`."""

    def __init__(
        self, code: str, token: str, language: str, *, clock: Callable[[], float], later: Later
    ) -> None:
        """`token` steers it; `later` calls something after so many seconds."""
        self.code, self.language = code, language
        self._token, self._clock, self._later = token, clock, later
        # Clicks of the teacher and of everybody come in threads of their own, as do the judge and
        # the timer: of two predictions of one person one counts, a name is given once, and who
        # joins while the room is cleared is in it or not. Held for microseconds.
        self._guard = threading.RLock()
        self._members = Members(language)
        self._votes: dict[str, str] = {}
        self._challenge: Challenge | None = None
        self._numbers = 0
        self.state = State()
        self.ended = False
        self.touched = clock()
        """When somebody last did, or looked at, something."""

    # Whoever it is

    def is_led_by(self, token: str) -> bool:
        return not self.ended and same(token, self._token)

    def has(self, token: str) -> bool:
        with self._guard:
            return not self.ended and self._members.known(token)

    @property
    def people(self) -> int:
        with self._guard:
            return len(self._members)

    @property
    def seconds_to_undo(self) -> float:
        """Until the next group; 0 where none is called."""
        at = self.state.clears_at
        return 0.0 if at is None else max(0.0, at - self._clock())

    def seen(self) -> None:
        """A page of it is open: a sign of life."""
        self.touched = self._clock()

    # A member

    def join(self, token: str, home: Home) -> Member:
        with self._guard:
            if self.ended:
                raise BadInput(NOT_HERE)
            self.seen()
            return self._members.join(token, home)

    def settle(self, token: str, home: Home) -> None:
        """That member's tab sits at another desk by now, as after F5."""
        with self._guard:
            self._members.settle(token, home)

    def member(self, token: str) -> Member:
        with self._guard:
            return self._members.of(token)

    def rename(self, token: str, alias: str) -> None:
        with self._guard:
            self._members.rename(token, alias)

    def leave(self, token: str) -> None:
        with self._guard:
            self._forget(self._members.leave(token))

    def arrived(self, token: str) -> int:
        """The number of the last target at which that member has been; 0 for none."""
        with self._guard:
            return self._members.of(token).arrived if self._members.known(token) else 0

    def arrive(self, token: str, number: int) -> None:
        """That member's page is where the target of that number is."""
        with self._guard:
            self._members.arrive(token, number)

    def predict(self, token: str, lesson: str, choice: str) -> None:
        """The first prediction stands. Nothing where that is not asked, or no longer."""
        with self._guard:
            member, asked = self._members.of(token), self.state.question
            if asked is None or asked.revealed or asked.lesson != lesson or (
                    choice not in asked.choices):
                return
            self._votes.setdefault(member.id, choice)

    def own_score(self, token: str) -> tuple[Score | None, Text]:
        """What a member is told: its best so far, and why its network was not judged."""
        with self._guard:
            member, challenge = self._members.of(token), self._challenge
            if challenge is None:
                return None, ""
            return challenge.best(member.id), challenge.problem(member.id)

    # The teacher

    def send(self, token: str, kind: Literal["lesson", "experiment"], what: str) -> None:
        """Everybody goes there, by itself; who comes later, too."""
        if not what or len(what) > LONGEST_TARGET:
            raise BadInput(lazy("There is nothing to send."))
        with self._guard:
            self._check(token)
            self._numbers += 1
            self._set(target=Target(self._numbers, kind, what))

    def lock(self, token: str, names: Iterable[str]) -> None:
        """These controls and no others; unknown ones are none."""
        self._teach(token, locked=frozenset(names) & frozenset(CONTROLS))

    def freeze(self, token: str, frozen: bool) -> None:
        self._teach(token, frozen=frozen)

    def show_names(self, token: str, shown: bool) -> None:
        self._teach(token, names=shown)

    def show_ranking(self, token: str, shown: bool) -> None:
        self._teach(token, ranking=shown)

    def say(self, token: str, message: str) -> None:
        """A sentence for everybody's page, as plain text; empty takes it away."""
        said = "".join(one if one.isprintable() else " " for one in message)
        self._teach(token, message=" ".join(said.split())[:LONGEST_MESSAGE])

    def ask(self, token: str, lesson: str, choices: Iterable[str], *, waits: bool = True) -> None:
        """Collect predictions on that lesson's question; those of the one before are gone."""
        with self._guard:
            self._check(token)
            self._numbers += 1
            self._votes = {}
            self._set(question=Question(self._numbers, lesson, tuple(choices), waits))

    def reveal(self, token: str) -> None:
        """Show everybody the answer, with how many have predicted what; predictions end."""
        with self._guard:
            self._check(token)
            asked = self.state.question
            if asked is not None and not asked.revealed:
                self._set(question=asked.reveal(self._votes))

    def votes(self, token: str) -> Question | None:
        """The question with how many have predicted what by now, for the teacher alone."""
        with self._guard:
            self._check(token)
            asked = self.state.question
            return None if asked is None else replace(asked, tally=asked.counted(self._votes))

    def begin_challenge(self, token: str, goal: float = GOAL) -> None:
        """Anew: what was reached in one before is gone."""
        with self._guard:
            self._check(token)
            self._challenge = Challenge(goal)
            self._set(challenge=goal)

    def end_challenge(self, token: str) -> None:
        with self._guard:
            self._check(token)
            self._challenge = None
            self._set(challenge=None, ranking=False)

    def rename_anew(self, token: str, member_id: str) -> None:
        """Give somebody another name, as where one was chosen that hurts."""
        with self._guard:
            self._check(token)
            self._members.rename_anew(member_id)

    def present(self, token: str) -> tuple[Present, ...]:
        """Everybody, with sight of their runs."""
        with self._guard:
            self._check(token)
            members = self._members.all
        return tuple(Present(one.id, one.alias, one.home.in_front()) for one in members)

    def next_group(self, token: str) -> None:
        """In `UNDO_SECONDS` all are sent home, and their runs and pictures are gone."""
        with self._guard:
            self._check(token)
            at = self._clock() + UNDO_SECONDS
            self._set(clears_at=at)
        self._later(UNDO_SECONDS, lambda: self._clear(at))

    def undo_next_group(self, token: str) -> None:
        self._teach(token, clears_at=None)

    def close(self, token: str) -> None:
        """It is no room any more. What people have trained stays theirs."""
        with self._guard:
            self._check(token)
            self.end()

    # The server

    def end(self) -> None:
        with self._guard:
            self.ended, self.state, self._challenge = True, State(), None
            self._members.take_all()
            self._votes = {}

    def judged(self) -> tuple[Present, ...]:
        """Whose networks are judged; none where no challenge is on."""
        with self._guard:
            on = self._challenge is not None and self.state.clears_at is None
            members = self._members.all if on else ()
        return tuple(Present(one.id, one.alias, one.home.in_front()) for one in members)

    @property
    def challenge(self) -> Challenge | None:
        """The one that is on, to be used under `guarded`."""
        return self._challenge

    @property
    def guarded(self) -> threading.RLock:
        return self._guard

    @property
    def ranking(self) -> tuple[tuple[str, Place], ...]:
        """By alias; of those who are still here."""
        with self._guard:
            names = {one.id: one.alias for one in self._members.all}
            places = self._challenge.ranking() if self._challenge is not None else ()
            return tuple((names[one.member], one) for one in places if one.member in names)

    def _clear(self, at: float) -> None:
        with self._guard:
            if self.state.clears_at != at or self.ended:
                # Undone, or called again since.
                return
            gone = self._members.take_all()
            self._votes, self._challenge, self.state = {}, None, State()
        for member in gone:
            try:
                member.home.clear()
            except Exception:
                # One person's must not keep the others' here.
                _LOG.exception("What a member of a room left could not be cleared.")

    def _forget(self, member: Member) -> None:
        self._votes.pop(member.id, None)
        if self._challenge is not None:
            self._challenge.forget(member.id)

    def _teach(self, token: str, **values: object) -> None:
        with self._guard:
            self._check(token)
            self._set(**values)

    def _check(self, token: str) -> None:
        if not self.is_led_by(token):
            raise BadInput(NOT_YOURS)
        self.seen()

    def _set(self, **values: object) -> None:
        self.state = replace(self.state, **values)  # type: ignore[arg-type]
