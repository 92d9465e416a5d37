from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("bpy", reason="needs Blender, see tools/render_hands")

from tools.render_hands.fetch import hand_file
from tools.render_hands.render import Renderer
from tools.render_hands.shot import SETTINGS


def test_the_same_seed_gives_the_same_pixels_in_any_order(tmp_path: Path) -> None:
    hand = hand_file(tmp_path)
    renderer = Renderer(SETTINGS["everyday"], 1, hand, tmp_path / "light.exr")
    first = [np.asarray(renderer.render(number)[0]) for number in range(4)]
    again = [np.asarray(renderer.render(number)[0]) for number in (3, 1, 0, 2)]
    for number, picture in zip((3, 1, 0, 2), again, strict=True):
        np.testing.assert_array_equal(picture, first[number])
