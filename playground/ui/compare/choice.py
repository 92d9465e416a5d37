"""What a tab has chosen to compare, and the link that opens the same elsewhere.

The address names runs, and gives no power over them and no sight of them. The link that is copied
carries for each run of this tab the token that shows it and does nothing else: whoever is given
that link may look.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlencode

import streamlit as st

from playground.model.architectures import HIDDEN
from playground.training.manager.capabilities import sight
from playground.training.manager.managed import Ticket
from playground.training.store.rows import RUN_ID
from playground.ui import ghosts
from playground.ui.language import LINK
from playground.ui.session import Tab

MOST_CHOSEN = 24
PART, RUNS, BASELINE = "part", "runs", "baseline"
_KEY = "compare-page"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{8,64}")
_SHOWN_WITH = "~"


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
    earlier: list[Ticket] = field(default_factory=list)
    """Runs of this tab's owner that lie on the disk alone."""
    unfinished: bool = False
    """Whether something is still being worked out that sections wait for."""
    needs_page: bool = False
    guard: threading.RLock = field(default_factory=threading.RLock, repr=False)

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
    """The tab's; as the address asks for it, the first time."""
    found = st.session_state.get(_KEY)
    if isinstance(found, Choice):
        found.at = at
        return found
    made = st.session_state[_KEY] = read(at, dict(st.query_params.items()))
    return made


def read(at: Tab, given: Mapping[str, str]) -> Choice:
    """What a link asks for; the recorded runs, and the one in front, where it asks for none."""
    made = Choice(at, given.get(PART, ""))
    for name in given.get(RUNS, "").split(",")[: 2 * MOST_CHOSEN]:
        run_id, _, token = name.partition(_SHOWN_WITH)
        if run_id in ghosts.recordings():
            made.take(run_id)
        elif RUN_ID.fullmatch(run_id):
            made.take(run_id)
            if _TOKEN.fullmatch(token):
                made.guests[run_id] = token
    if not made.chosen:
        for run_id in first_choice(at):
            made.take(run_id)
    made.compare_with(given.get(BASELINE, ""))
    return made


def first_choice(at: Tab) -> list[str]:
    front = at.ticket
    return [*ghosts.recordings(), *([front.run_id] if front is not None else [])]


def query(seen: Choice, *, shown: bool = False) -> str:
    """The query string of what is compared. `shown`: with what lets others see this tab's runs."""
    words: dict[str, str] = {}
    if seen.part:
        words[PART] = seen.part
    with seen.guard:
        if shown or seen.chosen != first_choice(seen.at):
            words[RUNS] = ",".join(_name(seen, run_id, shown) for run_id in seen.chosen)
        if seen.chosen and seen.baseline != seen.chosen[0]:
            words[BASELINE] = seen.baseline
    if seen.at.spoken.named:
        words[LINK] = seen.at.spoken.language
    return urlencode(words, safe=",~")


def _name(seen: Choice, run_id: str, shown: bool) -> str:
    token = seen.guests.get(run_id, "")
    if not token and shown and RUN_ID.fullmatch(run_id):
        token = sight(seen.at.owner, run_id)
    return f"{run_id}{_SHOWN_WITH}{token}" if token else run_id
