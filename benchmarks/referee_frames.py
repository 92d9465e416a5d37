"""What "Find the hand" is worth: by the referee's points, and by the finder alone.

Photos to tune on (with --test the published test part), as they are and cut to 2:1 and 1:2 about
their middle: of the pretrained network's answers for the whole photo and for the squares that are
found, the share that is right. Where none is found, the whole photo is judged.
"""

from __future__ import annotations

import argparse
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
from PIL import Image

from benchmarks.framings import SHAPES, cut
from benchmarks.no_hands import as_photo, photo_at
from benchmarks.photos import photo_folder, photos
from playground.photo import finder, networks, refereed
from playground.photo.classify import input_size, probabilities
from playground.photo.square import default_square, prepare

WAYS = {"finder": finder.find_hand, "points": refereed.find_hand}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--test", action="store_true", help="the published test part")
    arguments.add_argument("--every", type=int, default=1, help="only every nth photo")
    given = arguments.parse_args()
    taken = photos(photo_folder(), test=given.test)[:: given.every]
    network = networks.pretrained()
    size, preparation = input_size(network.model), network.preparation
    print(f"{len(taken)} photos of photos/{'test' if given.test else 'train, apart from test'}")
    print(f"{'':<8}{'whole':>9}" + "".join(f"{name:>9}" for name in WAYS))
    originals = [photo_at(each.file) for each in taken]
    for name, ratio in SHAPES.items():
        right = []
        for original, each in zip(originals, taken, strict=True):
            photo = as_photo(cut(Image.fromarray(original.pixels), ratio))
            whole = default_square(photo, preparation.framing)
            squares = [whole, *(find(photo) or whole for find in WAYS.values())]
            answers = probabilities(network.model, np.stack([
                prepare(photo, square, size, preparation) for square in squares]))
            right.append(answers.argmax(1) == each.label)
        print(f"{name.strip() or 'as is':<8}"
              + "".join(f"{value:>9.3f}" for value in np.mean(right, axis=0)), flush=True)


if __name__ == "__main__":
    main()
