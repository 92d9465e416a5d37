"""What a tab looks at inside of a network, and the address that opens the same again."""

from __future__ import annotations

import re
import threading
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlencode

import streamlit as st

from playground.ui.compare.choice import Choice, choice
from playground.ui.inside.work import Customer
from playground.ui.language import LINK
from playground.ui.session import Tab

RUN, LAYER, UNIT = "run", "layer", "unit"
SHIPPED = "pretrained"
_KEY = "inside-page"
_NAME = re.compile(r"[a-z0-9_]{1,40}")
_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_MOST_UNITS = 10_000


@dataclass(eq=False)
class Seen:
    """Clicks come in threads of their own: `guard` is held while several fields change."""

    at: Tab
    choice: Choice
    run: str = ""
    """A run's id, or `SHIPPED`; empty or unknown: the one in front, else a recorded one."""
    layer: str = ""
    """Empty, or none of this network's: its last convolution."""
    unit: int | None = None
    """None: the first one that fires for something."""
    picture: tuple[Literal["training", "photo"], int] = ("training", 0)
    each_map: bool = False
    """Whether each feature map has a scale of its own."""
    block: int = 0
    """Which of the layer's blocks of units is shown."""
    epoch: int | None = None
    """Which one stands out in the ridge; None: the last."""
    asked: set[Hashable] = field(default_factory=set)
    """What somebody has asked for by a button, by the keys of the tasks."""
    again: set[str] = field(default_factory=set)
    """Runs that train and are to be looked at anew."""
    customer: Customer = field(default_factory=Customer, repr=False)
    waits: bool = False
    """Whether something that is shown is still being worked out."""
    needs_page: bool = False
    guard: threading.RLock = field(default_factory=threading.RLock, repr=False)

    def choose_run(self, run_id: str) -> None:
        with self.guard:
            self.run, self.epoch, self.block = run_id, None, 0
            # What the page lays out itself depends on it: the slider of the epochs.
            self.needs_page = True

    def choose_layer(self, layer: str) -> None:
        with self.guard:
            self.layer, self.unit, self.block = layer, None, 0

    def ask(self, key: Hashable, wanted: bool) -> None:
        with self.guard:
            if wanted:
                self.asked.add(key)
            else:
                self.asked.discard(key)


def seen(at: Tab) -> Seen:
    """The tab's; as the address asks for it, the first time."""
    found = st.session_state.get(_KEY)
    if not isinstance(found, Seen):
        found = st.session_state[_KEY] = Seen(at, choice(at))
        _read(found, {name: st.query_params[name] for name in st.query_params})
    found.at, found.choice = at, choice(at)
    return found


def _read(made: Seen, given: dict[str, str]) -> None:
    """What an address asks for: it may hold anything, and nothing is found by it alone."""
    if _ID.fullmatch(given.get(RUN, "")):
        made.run = given[RUN]
    if _NAME.fullmatch(given.get(LAYER, "")):
        made.layer = given[LAYER]
    number = given.get(UNIT, "")
    if number.isascii() and number.isdigit() and 0 < int(number[:6]) <= _MOST_UNITS:
        made.unit = int(number[:6]) - 1


def query(shown: Seen) -> str:
    """The query string of what is looked at, for this tab's own address."""
    with shown.guard:
        pairs = [(RUN, shown.run)] if shown.run else []
        pairs += [(LAYER, shown.layer)] if shown.layer else []
        pairs += [(UNIT, str(shown.unit + 1))] if shown.unit is not None else []
    if shown.at.spoken.named:
        pairs.append((LINK, shown.at.spoken.language))
    return urlencode(pairs)
