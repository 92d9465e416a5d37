"""What "find the hand" is worth, and how well hands are told from pictures without any.

Photos of hands are put into pictures of 16 to 9 so that they take 15 to 40 % of its width, around
them gray, their own edges blurred, their mirror image, or a background of the hold-out. The
pretrained network answers for the center square, for the whole picture and for the square that was
found. Without --test, the part to tune on, as in benchmarks.photos. Real pictures without hands are
looked for in the folders given with --no-hands.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from benchmarks.no_hands import as_photo, asked, held_out_backgrounds, in_folders, made, photo_at
from playground.model.loading import PRETRAINED_FILE, load_model, preparation_beside
from playground.photo.finder import find_hand
from playground.photo.hand import LEAST_SCORE, hand_score
from playground.photo.limits import LARGEST_SIDE
from playground.photo.photo import Photo
from playground.photo.square import Square, default_square, prepare

PADDINGS = ("gray", "blurred edge", "mirrored", "background")
SHARES = (0.15, 0.40)
WIDE = 16 / 9
Frame = tuple[int, int, int, int]


def padded(photo: Photo, kind: str, behind: NDArray[np.uint8], random: np.random.Generator
           ) -> tuple[Photo, Square]:
    """The photo somewhere in a wide picture, and where it is there."""
    picture = Image.fromarray(photo.pixels)
    share = random.uniform(*SHARES)
    width = min(picture.width / share, LARGEST_SIDE)
    height = width / WIDE
    # A tall photo is made smaller until it fits; its hand then takes less of the width.
    scale = min(width * share / picture.width, height / picture.height)
    w, h = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    inner = picture.resize((w, h), Image.Resampling.BICUBIC) if scale < 1 else picture
    w, h, width, height = *inner.size, round(width), max(round(height), inner.height)
    x, y = int(random.integers(0, width - w + 1)), int(random.integers(0, height - h + 1))
    around = ((y, height - h - y), (x, width - w - x), (0, 0))
    pixels = np.asarray(inner)
    if kind == "gray":
        wide = Image.new("RGB", (width, height), (128, 128, 128))
    elif kind == "blurred edge":
        wide = Image.fromarray(np.pad(pixels, around, "edge"))
        wide = wide.filter(ImageFilter.GaussianBlur(w / 12))
    elif kind == "mirrored":
        wide = Image.fromarray(np.pad(pixels, around, "symmetric"))
    else:
        rows = round(len(behind) / WIDE)
        start = int(random.integers(0, len(behind) - rows + 1))
        wide = Image.fromarray(behind[start : start + rows]).resize(
            (width, height), Image.Resampling.BICUBIC)
    wide.paste(inner, (x, y))
    return as_photo(wide), Square(x, y, w, h)


class Judge:
    """The pretrained network's answers for parts of photos."""

    def __init__(self) -> None:
        from playground.photo.classify import input_size, probabilities

        self._network = load_model(PRETRAINED_FILE)
        self._preparation = preparation_beside(PRETRAINED_FILE)
        self._size, self._probabilities = input_size(self._network), probabilities

    def accuracy(self, taken: list[Photo], labels: NDArray[np.int64],
                 where: Callable[[Photo], Square]) -> float:
        images = np.stack([
            prepare(photo, where(photo), self._size, self._preparation) for photo in taken])
        answers = self._probabilities(self._network, images)
        return float((answers.argmax(1) == labels).mean())


def whole(photo: Photo) -> Square:
    return default_square(photo, "squash")


def center(photo: Photo) -> Square:
    return default_square(photo, "center-crop")


def covered(found: Square | None, place: Square) -> bool:
    """Whether the middle of the photo lies in what was found, and that is not five times it."""
    if found is None:
        return False
    x, y = place.left + place.width / 2, place.top + place.height / 2
    inside = (found.left < x < found.left + found.width
              and found.top < y < found.top + found.height)
    return inside and found.width * found.height < 5 * place.width * place.height


def main() -> None:
    taken, folders = asked(__doc__)
    labels = np.array([each.label for each in taken])
    originals = [photo_at(each.file) for each in taken]

    scores = np.array([hand_score(photo) for photo in originals])
    print(f"refused below {LEAST_SCORE}: {(scores < LEAST_SCORE).mean():.1%} of them "
          f"(their scores: 5 % below {np.quantile(scores, 0.05):.2f}, 10 % below "
          f"{np.quantile(scores, 0.1):.2f}, half below {np.median(scores):.2f})")
    empty = {"backgrounds of the hold-out": held_out_backgrounds(), "drawn": made()}
    if folders:
        empty["real, from the folders"] = in_folders(folders)
    for name, pictures in empty.items():
        those = np.array([hand_score(photo) for photo in pictures])
        print(f"without hands, {name}: {(those < LEAST_SCORE).mean():.1%} of {len(those)} refused; "
              f"{(those < np.quantile(scores, 0.1)).mean():.1%} where a tenth of the photos is",
              flush=True)

    judge = Judge()
    print(f"{'':<16}{'whole':>9}{'center':>9}{'found':>9}{'none':>9}{'placed':>9}   of the "
          "pretrained network's answers, the share that is right")
    random, behind = np.random.default_rng(3), held_out_backgrounds()
    for kind in ("as they are", *PADDINGS):
        if kind == "as they are":
            wide = [(photo, Square(0, 0, *photo.size)) for photo in originals]
        else:
            wide = [padded(photo, kind, behind[random.integers(len(behind))].pixels, random)
                    for photo in originals]
        began = time.perf_counter()
        found = {id(photo): find_hand(photo) for photo, _ in wide}
        seconds = (time.perf_counter() - began) / len(wide)
        pictures = [photo for photo, _ in wide]

        def best(photo: Photo, found: dict[int, Square | None] = found) -> Square:
            return found[id(photo)] or whole(photo)

        row = [judge.accuracy(pictures, labels, where) for where in (whole, center, best)]
        row.append(float(np.mean([found[id(photo)] is None for photo in pictures])))
        row.append(float(np.mean([covered(found[id(photo)], place) for photo, place in wide])))
        print(f"{kind:<16}" + "".join(f"{value:>9.3f}" for value in row)
              + f"   {1000 * seconds:.0f} ms a photo", flush=True)


if __name__ == "__main__":
    main()
