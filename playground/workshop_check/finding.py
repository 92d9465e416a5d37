"""What is said of one thing that was looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from playground.messages import Text


class Verdict(Enum):
    """`OPEN`: it cannot be told from here."""

    GOOD = "good"
    MIND = "mind"
    OPEN = "open"


@dataclass(frozen=True)
class Finding:
    """`topic` is its name for programs, `facts` the numbers behind the sentence."""

    topic: str
    verdict: Verdict
    sentence: Text
    facts: Mapping[str, object] = field(default_factory=dict)
