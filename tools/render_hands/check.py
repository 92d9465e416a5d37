"""Rendering some pictures of a set again, to see that they come out the same."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from tools.render_hands.fetch import hand_file
from tools.render_hands.render import Renderer
from tools.render_hands.shot import SETTINGS
from tools.render_hands.silence import silenced


def check_set(name: str, folder: Path, count: int, seed: int, hand_folder: Path | None) -> None:
    """Render `count` pictures, spread over those in `folder`, and compare every pixel.

    Prints how many are the same, and how far the others are off. Ends the program with 1 where one
    differs at all: the same seed, number and machine must give the same pixels.
    """
    there = sorted(int(path.stem) for path in folder.glob("*.png"))
    if not there:
        sys.exit(f"There is no picture in {folder}.")
    chosen = [there[at * len(there) // count] for at in range(min(count, len(there)))]
    same, worst, most = 0, 0, 0
    with tempfile.TemporaryDirectory() as scratch, silenced():
        light = Path(scratch) / f"{os.getpid()}.exr"
        hand = hand_file(hand_folder or folder.parent / "hand")
        renderer = Renderer(SETTINGS[name], seed, hand, light)
        for number in chosen:
            picture, _ = renderer.render(number)
            with Image.open(folder / f"{number:05d}.png") as before:
                gaps = np.abs(np.asarray(picture, int) - np.asarray(before, int)).max(axis=2)
            same += not gaps.any()
            worst, most = max(worst, int(gaps.max())), max(most, np.count_nonzero(gaps))
    print(f"{same} of {len(chosen)} pictures have the same pixels again; "
          f"the others differ by at most {worst} of 255, in at most {most} pixels")
    if same < len(chosen):
        sys.exit(1)
