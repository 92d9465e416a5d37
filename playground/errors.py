"""The errors a person may cause or meet: each carries one plain sentence, ready to be shown."""

from __future__ import annotations

from playground.messages import Text


class PlaygroundError(Exception):
    """Base of the errors whose text is meant for the person at the screen.

    `str(error)` words it in the language that is spoken where it is shown.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text)

    @property
    def text(self) -> Text:
        """The sentence as it was given: to be kept, or to be said within another."""
        found: Text = self.args[0]
        return found


class BadInput(PlaygroundError):
    """Something that came from outside is wrong: what it is, and what to do."""


class RunFailed(PlaygroundError):
    """Training cannot go on: the likely cause, in a sentence."""


class UnreadableImage(PlaygroundError):
    """One file is not a picture that can be decoded; others may well be."""


def one_line(error: Exception) -> str:
    """What kind of error it was and the start of what it says, on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:200].rstrip(".")
