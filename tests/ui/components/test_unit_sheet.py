from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from playground.ui.components.screen import Screen
from playground.ui.components.unit_sheet import unit_sheet


class Noted(Screen):
    """Keeps what would be shown."""

    def show(self, mount: Callable[..., Any], name: str, header: Any, *bodies: bytes,
             height: int, acts: Any = None) -> None:
        self.header, self.bodies, self.acts = header, bodies, acts


def drawn(pictures: np.ndarray | None, **given: Any) -> Noted:
    screen = Noted()
    unit_sheet(screen, pictures, key="k", layer="conv2d", units=[4, 5], names=["a", "b"], side=9,
               alt="", **given)
    return screen


def test_the_kind_follows_from_the_pictures_and_unknown_ones_keep_their_room() -> None:
    assert drawn(np.zeros((2, 3, 3), np.uint8)).header["kind"] == "gray"
    assert drawn(np.zeros((2, 3, 3), np.int8)).header["kind"] == "levels"
    assert drawn(np.zeros((18, 3, 3, 3), np.uint8), per_unit=9).header["kind"] == "rgb"
    nothing = drawn(None)
    assert not nothing.header["drawn"]
    assert len(nothing.header["units"]) == 2


@pytest.mark.parametrize(("pictures", "per_unit"), [
    (np.zeros((3, 3, 3), np.uint8), 1), (np.zeros((2, 3, 3), np.float32), 1),
    (np.zeros((4, 3, 3), np.uint8), 2)])
def test_what_does_not_fit_is_refused(pictures: np.ndarray, per_unit: int) -> None:
    with pytest.raises(ValueError, match="units"):
        drawn(pictures, per_unit=per_unit)


def test_only_a_unit_that_is_there_can_be_chosen() -> None:
    chosen: list[int] = []
    screen = drawn(None, on_choose=chosen.append, dead=[5], chosen=4)
    for said in (4, 6, "5", None, True, 5.0, 5):
        screen.acts["choose"](said)
    assert chosen == [4, 5]
    assert [unit["dead"] for unit in screen.header["units"]] == [False, True]
    assert [unit["chosen"] for unit in screen.header["units"]] == [True, False]
