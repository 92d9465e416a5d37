"""All answers and conditions that a lesson's file may name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from playground.lessons import topics
from playground.lessons.computed import Answer, Condition


@cache
def answers() -> Mapping[str, Answer]:
    """Of all topics, by name. Raises `ValueError` for a name that two of them have."""
    return _together("ANSWERS")


@cache
def conditions() -> Mapping[str, Condition]:
    """The same of conditions."""
    return _together("CONDITIONS")


def _topics() -> Iterator[ModuleType]:
    for found in iter_modules(topics.__path__):
        yield import_module(f"{topics.__name__}.{found.name}")


def _together(kind: str) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for topic in _topics():
        of_topic = getattr(topic, kind, {})
        twice = sorted(found.keys() & of_topic.keys())
        if twice:
            raise ValueError(f"{topic.__name__}: {twice[0]} is another topic's name already")
        found |= of_topic
    return found
