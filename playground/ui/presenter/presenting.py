"""Whether the page is shown on a projector, with what: a part of its address, so that F5 keeps it.

`present=1` shows the usual panels, `present=scores,matrix` those; `scene=NAME` a scene, with its
experiment where the address names none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from playground.messages import DEFAULT
from playground.scenes.catalog import scene_named
from playground.ui.presenter.panels import PANELS, USUAL

PRESENT, SCENE = "present", "scene"


@dataclass(frozen=True)
class Presenting:
    """`panels` by name, in the order of `PANELS`. `scene`: the one that is on, or nothing."""

    panels: tuple[str, ...] = USUAL
    scene: str = ""

    def words(self) -> dict[str, str]:
        """As the address tells it."""
        usual = self.panels == usual_of(self.scene)
        return {PRESENT: "1" if usual else ",".join(self.panels), SCENE: self.scene}


def usual_of(scene: str) -> tuple[str, ...]:
    """The panels that are shown where nobody has chosen any."""
    found = scene_named(scene, DEFAULT)
    return chosen(found.panels) if found is not None else USUAL


def chosen(names: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Those of the names that are panels."""
    return tuple(name for name in PANELS if name in names)


def presenting_of(given: Mapping[str, str]) -> Presenting | None:
    """What the address asks for; words that it does not know are passed over."""
    scene = given.get(SCENE, "")
    if scene_named(scene, DEFAULT) is None:
        scene = ""
    asked = given.get(PRESENT, "")[:400]
    if not asked and not scene:
        return None
    return Presenting(chosen(asked.split(",")) or usual_of(scene), scene)
