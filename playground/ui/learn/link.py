"""The address of a lesson, with what a teacher's link narrows.

`/Learn?lesson=convolution`, and `hide=text`, `lock=picture`, `start=prediction`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

LESSON = "lesson"
_HIDE, _LOCK, _START = ("hide", "text"), ("lock", "picture"), ("start", "prediction")


@dataclass(frozen=True)
class Narrowed:
    """Without the text; with a picture that is only looked at; with nothing but the question
    until it is answered or skipped."""

    no_text: bool = False
    locked: bool = False
    predict_first: bool = False


def narrowed(given: Mapping[str, str]) -> Narrowed:
    """Of a link's words; what is none of ours is passed over."""
    return Narrowed(*(given.get(word) == value for word, value in (_HIDE, _LOCK, _START)))


def query(lesson: str, narrow: Narrowed | None = None, language: str = "") -> str:
    """Without the question mark; the overview's where `lesson` is empty."""
    narrow = narrow or Narrowed()
    words = [(LESSON, lesson)] if lesson else []
    words += [word for word, wanted in (
        (_HIDE, narrow.no_text), (_LOCK, narrow.locked), (_START, narrow.predict_first)) if wanted]
    return urlencode([*words, *([("lang", language)] if language else [])])
