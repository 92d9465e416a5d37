"""The language that texts are worded in, here and now.

Each thread and each task has its own: a page's thread speaks with one person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

DEFAULT = "en"

_spoken: ContextVar[str | None] = ContextVar("language", default=None)
_elsewhere: Callable[[], str | None] | None = None


def current() -> str:
    """The language set here, else what the pages say of the person they serve, else English."""
    spoken = _spoken.get()
    if spoken is None and _elsewhere is not None:
        spoken = _elsewhere()
    return spoken or DEFAULT


def set_language(language: str | None) -> None:
    """For this thread or task from now on; None: none of its own."""
    _spoken.set(language)


@contextmanager
def speaking(language: str | None) -> Iterator[None]:
    """Within, texts are worded in that language."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def from_elsewhere(ask: Callable[[], str | None]) -> None:
    """Who is asked where no language is set: whoever knows the person that a thread works for.

    Streamlit runs callbacks and fragments in threads of its own, before any line of a page.
    """
    global _elsewhere
    _elsewhere = ask
