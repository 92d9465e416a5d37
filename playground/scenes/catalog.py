"""The scenes in a language, in their order. They ship: a file that is wrong is a programming error.

A scene's file is TOML between two lines of +++, then the teacher's notes in Markdown.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from playground.messages import DEFAULT
from playground.scenes.scene import Scene, Step

TEXTS = Path(__file__).with_name("texts")
SECONDS = 180
"""How long a scene takes."""
_FENCE = "+++\n"


@cache
def scenes(language: str) -> tuple[Scene, ...]:
    """Those in that language; where it has none, the English ones."""
    folder = TEXTS / language
    if language not in {path.name for path in TEXTS.iterdir()}:
        folder = TEXTS / DEFAULT
    return tuple(sorted(map(read, folder.glob("*.md")), key=lambda scene: scene.order))


def scene_named(name: str, language: str) -> Scene | None:
    return next((scene for scene in scenes(language) if scene.name == name), None)


def beside(scene: Scene, language: str, by: int) -> Scene:
    """The scene so many further on, or back; at the ends it begins again at the other."""
    every = scenes(language)
    return every[(every.index(scene) + by) % len(every)]


def read(path: Path) -> Scene:
    _before, head, notes = path.read_text(encoding="utf-8").split(_FENCE, 2)
    given = tomllib.loads(head)
    steps = tuple(Step(one["at"], one.get("press", ""), one["words"]) for one in given["steps"])
    return Scene(
        path.stem, given["order"], given["title"], given["line"], given["play"],
        tuple(given["panels"]), given["claim"], steps, notes.strip())
