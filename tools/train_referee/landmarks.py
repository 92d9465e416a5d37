"""What the two networks that see make of rendered hands: the points that the head learns from.

    python -m tools.train_referee.landmarks landmarks.npz [--count 2400] [--held-out 300] [--seed 1]

Takes some 0.25 s of one core a picture.
"""

from __future__ import annotations

import argparse
import os
from itertools import chain
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np

from playground.referee.hands import hand_in
from tools.train_referee.pictures import pictures


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--count", type=int, default=2400)
    arguments.add_argument("--held-out", type=int, default=300)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    rows: list[tuple[np.ndarray, int, bool]] = []
    made = chain(pictures(given.held_out, given.seed, held_out=True),
                 pictures(given.count, given.seed, held_out=False))
    for seen, picture in enumerate(made, 1):
        found = hand_in(picture.pixels)
        if found is not None:
            rows.append((found.world, picture.label, picture.held_out))
        if seen % 100 == 0:
            _save(given.out, rows)
            print(f"{seen} pictures, a hand in {len(rows)}", flush=True)
    _save(given.out, rows)


def _save(out: Path, rows: list[tuple[np.ndarray, int, bool]]) -> None:
    worlds, labels, held_out = zip(*rows, strict=True)
    np.savez_compressed(out, worlds=np.stack(worlds), labels=np.array(labels),
                        held_out=np.array(held_out))


if __name__ == "__main__":
    main()
