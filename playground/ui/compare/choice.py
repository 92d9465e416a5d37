"""What a tab has chosen to compare, and the link that opens the same elsewhere.

The address names runs, and gives no power over them and no sight of them. The link that is copied
tells each run's settings, so that whoever opens it anywhere can train the same runs; and for those
of this tab the tokens that show them and do nothing else, so that on this server they need not.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import parse_qs, urlencode

import streamlit as st

from playground.comparison.link import (
    RUN_KEY,
    LinkedRun,
    from_comparison_link,
    to_comparison_link,
)
from playground.data.sources import registered
from playground.link import to_link
from playground.model.architectures import HIDDEN
from playground.training.history import RECORDED, History
from playground.training.manager.capabilities import sight
from playground.training.manager.managed import Ticket
from playground.training.store.rows import RUN_ID
from playground.ui import ghosts
from playground.ui.compare.luck_runs import LuckRuns
from playground.ui.language import LINK
from playground.ui.session import Tab

MOST_CHOSEN = 24
PART, RUNS, BASELINE, GUESTS = "part", "runs", "baseline", "shown"
_KEY = "compare-page"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{8,64}")
_SHOWN_WITH = "~"


@dataclass
class Pruned:
    """What is removed of the runs' weights, and whether that is looked at."""

    percent: float = 90.0
    per_layer: bool = False
    opened: bool = False


@dataclass(eq=False)
class Choice:
    """Clicks come in threads of their own: `guard` is held while what is chosen changes."""

    at: Tab
    part: str = ""
    chosen: list[str] = field(default_factory=list)
    """Ids of runs, in the order in which they were chosen."""
    letters: dict[str, str] = field(default_factory=dict)
    baseline: str = ""
    beside: str = ""
    """The run whose weights and mistakes stand beside the baseline's."""
    layer: str = HIDDEN
    guests: dict[str, str] = field(default_factory=dict)
    """The tokens of runs that a link shows, by the runs' ids."""
    missing: list[LinkedRun] = field(default_factory=list)
    """Runs that a link asks for, and that are not here."""
    known: set[str] = field(default_factory=set)
    """Runs that have been in front: a new one is taken in by itself."""
    earlier: list[Ticket] = field(default_factory=list)
    """Runs of this tab's owner that lie on the disk alone."""
    pruning: Pruned = field(default_factory=Pruned)
    luck: LuckRuns = field(default_factory=LuckRuns, repr=False)
    unfinished: set[str] = field(default_factory=set)
    """Sections that wait for what is still being worked out, by their keys."""
    needs_page: bool = False
    guard: threading.RLock = field(default_factory=threading.RLock, repr=False)

    def awaits(self, section: str, waits: bool) -> None:
        """Have the page look again while something that the section shows is not known yet."""
        if waits:
            self.unfinished.add(section)
        else:
            self.unfinished.discard(section)

    def choose(self, run_id: str) -> None:
        """Take a run in, or leave it out. The last one stays: an empty page says nothing."""
        with self.guard:
            if run_id not in self.chosen:
                self.take(run_id)
                return
            if len(self.chosen) == 1:
                return
            self.chosen.remove(run_id)
            del self.letters[run_id]
            if self.baseline == run_id:
                self.baseline = self.chosen[0]
            if self.beside == run_id:
                self.beside = ""

    def take(self, run_id: str) -> None:
        with self.guard:
            if run_id in self.chosen or len(self.chosen) >= MOST_CHOSEN:
                return
            taken = set(self.letters.values())
            self.letters[run_id] = next(
                letter for letter in map(_letter, count()) if letter not in taken)
            self.chosen.append(run_id)
            self.baseline = self.baseline or run_id

    def compare_with(self, run_id: str) -> None:
        with self.guard:
            if run_id in self.chosen:
                if self.beside == run_id:
                    self.beside = self.baseline
                self.baseline = run_id

    def put_beside(self, run_id: str) -> None:
        with self.guard:
            if run_id in self.chosen and run_id != self.baseline:
                self.beside = run_id


def _letter(number: int) -> str:
    return chr(ord("A") + number)


def choice(at: Tab) -> Choice:
    """The tab's; as the address asks for it, the first time. A new run in front is taken in."""
    found = st.session_state.get(_KEY)
    if not isinstance(found, Choice):
        given = {name: st.query_params.get_all(name) for name in st.query_params}
        found = st.session_state[_KEY] = read(at, urlencode(given, doseq=True))
    found.at = at
    if found.luck.owner != at.owner:
        found.luck = LuckRuns(at.owner)
    front = at.ticket
    if front is not None and front.run_id not in found.known:
        found.known.add(front.run_id)
        found.take(front.run_id)
    return found


def read(at: Tab, address: str) -> Choice:
    """What a query string asks for; the recorded runs, and the one in front, where for none."""
    given = parse_qs(address)
    made = Choice(at, _one(given, PART))
    for name in _one(given, GUESTS).split(",")[: 2 * MOST_CHOSEN]:
        run_id, _, token = name.partition(_SHOWN_WITH)
        if RUN_ID.fullmatch(run_id) and _TOKEN.fullmatch(token):
            made.guests[run_id] = token
    for run_id in _named(given):
        if run_id in ghosts.recordings() or RUN_ID.fullmatch(run_id):
            made.take(run_id)
    if RUN_KEY in given:
        reading = from_comparison_link(address, registered(), ghosts.recordings())
        made.missing = list(reading.runs)
        for message in reading.messages:
            at.say(message)
    if not made.chosen and not made.missing:
        front = at.ticket
        made.known |= {front.run_id} if front is not None else set()
        for run_id in first_choice(at):
            made.take(run_id)
    made.compare_with(_one(given, BASELINE))
    return made


def stored_runs(address: str) -> list[str]:
    """The runs that a query string names, as far as they may lie on the disk."""
    return [name for name in _named(parse_qs(address)) if RUN_ID.fullmatch(name)][:MOST_CHOSEN]


def names_own(seen: Choice) -> bool:
    """Whether runs are chosen that nobody sees but whose they are."""
    return any(run_id not in ghosts.recordings() and run_id not in seen.guests
               for run_id in seen.chosen)


def _named(given: Mapping[str, Sequence[str]]) -> list[str]:
    return _one(given, RUNS).split(",")[: 2 * MOST_CHOSEN]


def _one(given: Mapping[str, Sequence[str]], name: str) -> str:
    return given[name][-1] if given.get(name) else ""


def first_choice(at: Tab) -> list[str]:
    front = at.ticket
    return [*ghosts.recordings(), *([front.run_id] if front is not None else [])]


def query(seen: Choice) -> str:
    """The query string of what is compared, for this tab's own address."""
    pairs: list[tuple[str, str]] = [(PART, seen.part)] if seen.part else []
    with seen.guard:
        if seen.missing or seen.chosen != first_choice(seen.at):
            pairs.append((RUNS, ",".join(seen.chosen)))
        if seen.chosen and seen.baseline != seen.chosen[0]:
            pairs.append((BASELINE, seen.baseline))
        if seen.guests:
            pairs.append((GUESTS, _shown_with(seen.guests)))
        pairs += [(RUN_KEY, to_link(one.experiment, registered(), one.changes))
                  for one in seen.missing if not one.recorded]
    return urlencode([*pairs, *_language(seen)], safe=":,~")


@dataclass(frozen=True)
class Shared:
    """The query string that opens the same elsewhere; `left_out`: runs that nobody else can have,
    being of pictures of one's own."""

    query: str
    left_out: int


def shared(seen: Choice, runs: Sequence[History]) -> Shared:
    """Of those runs, the baseline first."""
    made = to_comparison_link(runs, registered())
    tokens = {run.id: seen.guests.get(run.id) or sight(seen.at.owner, run.id)
              for run in runs if run.origin != RECORDED}
    pairs = [(GUESTS, _shown_with(tokens))] if tokens else []
    more = urlencode([*pairs, *_language(seen)], safe=":,~")
    return Shared("&".join(filter(None, (made.query, more))), len(made.left_out))


def _shown_with(tokens: Mapping[str, str]) -> str:
    return ",".join(f"{run_id}{_SHOWN_WITH}{token}" for run_id, token in tokens.items())


def _language(seen: Choice) -> list[tuple[str, str]]:
    return [(LINK, seen.at.spoken.language)] if seen.at.spoken.named else []
