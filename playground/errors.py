"""The errors a person may cause or meet: each carries one plain sentence, ready to be shown."""


class PlaygroundError(Exception):
    """Base of the errors whose text is meant for the person at the screen."""


class BadInput(PlaygroundError):
    """Something that came from outside is wrong: what it is, and what to do."""


class RunFailed(PlaygroundError):
    """Training cannot go on: the likely cause, in a sentence."""


class UnreadableImage(PlaygroundError):
    """One file is not a picture that can be decoded; others may well be."""
