"""A scene as its file tells it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """`at`: seconds after the scene has begun. `press`: the key or button as it is labeled, or
    nothing where there is only something to say."""

    at: int
    press: str
    words: str


@dataclass(frozen=True)
class Scene:
    """`name` is its address, `play` the query of a link to the Play page, `panels` what it shows.

    `line` is what the projector shows of it, `notes` (Markdown) what only the teacher reads;
    `claim` names an entry of `claims.CLAIMS`.
    """

    name: str
    order: int
    title: str
    line: str
    play: str
    panels: tuple[str, ...]
    claim: str
    steps: tuple[Step, ...]
    notes: str
