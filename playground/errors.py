"""The errors a person may cause or meet: each carries one plain sentence, ready to be shown."""


class PlaygroundError(Exception):
    """Base of the errors whose text is meant for the person at the screen."""


class BadInput(PlaygroundError):
    """Something that came from outside is wrong: what it is, and what to do."""


class RunFailed(PlaygroundError):
    """Training cannot go on: the likely cause, in a sentence."""


class UnreadableImage(PlaygroundError):
    """One file is not a picture that can be decoded; others may well be."""


def one_line(error: Exception) -> str:
    """What kind of error it was and the start of what it says, on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:200].rstrip(".")
