"""The names that people are given in a room: "amber otter". They may choose another.

A name is worded once, in the room's language, so that teacher and pupils read the same.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Collection
from functools import cache

from playground.errors import BadInput
from playground.messages import lazy, lazy_p, speaking

SHORTEST, LONGEST = 2, 24
_ALSO = " -'’"

# In German, and wherever adjectives are bent by what they stand before, these are nouns: a whole
# name is made by the message below.
FIRST = (
    lazy_p("alias", "amber"), lazy_p("alias", "silver"), lazy_p("alias", "golden"),
    lazy_p("alias", "copper"), lazy_p("alias", "ivory"), lazy_p("alias", "ruby"),
    lazy_p("alias", "jade"), lazy_p("alias", "coral"), lazy_p("alias", "pearl"),
    lazy_p("alias", "snow"), lazy_p("alias", "storm"), lazy_p("alias", "sun"),
    lazy_p("alias", "moon"), lazy_p("alias", "star"), lazy_p("alias", "river"),
    lazy_p("alias", "forest"), lazy_p("alias", "mountain"), lazy_p("alias", "meadow"),
    lazy_p("alias", "frost"), lazy_p("alias", "thunder"), lazy_p("alias", "velvet"),
    lazy_p("alias", "crystal"), lazy_p("alias", "cinnamon"), lazy_p("alias", "honey"),
)
SECOND = (
    lazy_p("alias", "otter"), lazy_p("alias", "fox"), lazy_p("alias", "heron"),
    lazy_p("alias", "badger"), lazy_p("alias", "falcon"), lazy_p("alias", "lynx"),
    lazy_p("alias", "owl"), lazy_p("alias", "hare"), lazy_p("alias", "marten"),
    lazy_p("alias", "swan"), lazy_p("alias", "seal"), lazy_p("alias", "beaver"),
    lazy_p("alias", "finch"), lazy_p("alias", "raven"), lazy_p("alias", "dolphin"),
    lazy_p("alias", "hedgehog"), lazy_p("alias", "squirrel"), lazy_p("alias", "tortoise"),
    lazy_p("alias", "whale"), lazy_p("alias", "wren"), lazy_p("alias", "crane"),
    lazy_p("alias", "stork"), lazy_p("alias", "newt"), lazy_p("alias", "robin"),
)


def given(taken: Collection[str], language: str) -> str:
    """One that is not taken, as in `taken`, by chance. There are 576; then they are numbered."""
    there = _folded(taken)
    free = [name for name in _names(language) if name.casefold() not in there]
    if free:
        return random.choice(free)
    with speaking(language):
        return f"{SECOND[len(taken) % len(SECOND)]} {len(taken) + 1}"


@cache
def _names(language: str) -> tuple[str, ...]:
    """All that are given in that language before they are numbered."""
    with speaking(language):
        return tuple(str(lazy_p("alias", "{first} {second}", first=first, second=second))
                     for first in FIRST for second in SECOND)


def checked(text: str, taken: Collection[str]) -> str:
    """The name that somebody has typed. Raises `BadInput` with what is wrong with it.

    Letters and digits, as no name may look like markup, a formula of a spreadsheet or a direction
    of writing.
    """
    name = " ".join(unicodedata.normalize("NFC", text[:200]).split())
    if not SHORTEST <= len(name) <= LONGEST:
        raise BadInput(lazy(
            "A name has {shortest} to {longest} characters.", shortest=SHORTEST, longest=LONGEST))
    if not name[0].isalpha() or not all(one.isalnum() or one in _ALSO for one in name):
        raise BadInput(lazy(
            "A name begins with a letter and has letters, digits, spaces and hyphens only."))
    if is_taken(name, taken):
        raise BadInput(lazy("Somebody in this room has that name already; choose another."))
    return name


def is_taken(name: str, taken: Collection[str]) -> bool:
    return name.casefold() in _folded(taken)


def _folded(names: Collection[str]) -> set[str]:
    return {one.casefold() for one in names}
