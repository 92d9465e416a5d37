"""Names at the ends of lines do not touch, however large their words are painted."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.ui.components.computed import computed

LAYOUT = {"margin": {"t": 40, "b": 40}, "xaxis": {"range": [0, 20]}, "yaxis": {"range": [0, 102]}}


def name(text: str, x: float, y: float, size: float = 22) -> dict[str, Any]:
    return {"text": text, "x": x, "y": y, "xref": "x", "yref": "y", "xanchor": "left",
            "yanchor": "middle", "font": {"size": size}}


def places(height: int, *names: dict[str, Any]) -> list[float]:
    """In pixels from below."""
    moved = computed("painting/apart.js", "apart", list(names), LAYOUT, height)
    return [one["y"] * (height - 80) / 102 for one in moved]


@pytest.mark.parametrize("height", [220, 300, 500])
def test_names_that_would_touch_are_moved_apart_and_stay_within_the_chart(height: int) -> None:
    found = sorted(places(height, name("a", 19, 50), name("b", 19, 52), name("c", 20, 100),
                          name("d", 20, 99)))
    assert all(over - under > 22 for under, over in pairwise(found))
    assert found[0] > 11
    assert found[-1] < height - 80 - 11


def test_a_name_of_two_lines_has_room_for_both() -> None:
    low, high = places(300, name("a", 19, 50), name("recorded,<br>L1", 19, 52))
    assert high - low > 1.5 * 22


def test_names_far_from_each_other_stay_where_their_lines_end() -> None:
    names = name("a", 4, 50), name("b", 20, 52), name("c", 20, 5)
    assert places(500, *names) == pytest.approx([one["y"] * 420 / 102 for one in names])
