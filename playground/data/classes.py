"""The three classes. An image's label is its class's place in this tuple."""

from __future__ import annotations

from playground.messages import Message, lazy

CLASSES = ("paper", "rock", "scissors")
SIGNS = (lazy("paper"), lazy("rock"), lazy("scissors"))
"""The same as a person reads them; folders and commands have the others, in any language."""


def sign(name: str) -> Message:
    """A class as a person reads it."""
    return SIGNS[CLASSES.index(name)]
