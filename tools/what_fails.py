"""Which hands a network takes for another sign: a table, and a sheet of pictures of them.

    python -m tools.what_fails MODEL.keras [--sheet FILE.webp] [--gestures FOLDER]

Of the rendered hold-out alone: its people do not exist. Each hand stands before a background of the
hold-out, as in `benchmarks.framings`. With --gestures, cut-outs of other signs from a folder, as
`tools.render_hands` leaves them: how many of them the network is not sure about.
"""

from __future__ import annotations

import argparse
import csv
import os
from collections import Counter
from itertools import groupby
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from benchmarks.no_hands import held_out_backgrounds
from playground.data.classes import CLASSES
from playground.data.decode import flatten_alpha, square
from playground.data.pack import HANDS, Pack
from playground.model.loading import load_model, preparation_beside
from playground.photo.answer import sureness

EVERY = 2
COLUMNS, ROWS, SIDE = 8, 3, 112
KINDS = ("view", "pose", "light")


def hold_out() -> tuple[list[Image.Image], list[dict[str, str]]]:
    """Cut-outs and their rows."""
    pack = Pack(HANDS / "everyday.zip", "everyday", ("class", *KINDS))
    tiles = [tile for tile in pack.tiles if tile.held_out][::EVERY]
    pictures = []
    for _, sheet in groupby(tiles, key=lambda tile: tile.sheet):
        pictures += [pack.picture(tile).convert("RGBA") for tile in sheet]
    return pictures, [dict(tile.row) for tile in tiles]


def before(hands: list[Image.Image], size: int, framing: str) -> NDArray[np.uint8]:
    """(n, size, size, 3): each before a background of the hold-out, which shows around it."""
    random, behind = np.random.default_rng(6), held_out_backgrounds()
    out = []
    for hand in hands:
        side = round(hand.width * float(random.uniform(1.0, 1.4)))
        place = Image.fromarray(behind[random.integers(len(behind))].pixels)
        canvas = place.resize((side, side), Image.Resampling.BICUBIC)
        at = (side - hand.width) // 2
        canvas.paste(hand, (at, at), hand)
        out.append(square(canvas, size, framing, "bilinear"))
    return flatten_alpha(np.stack(out))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("model", type=Path, metavar="MODEL.keras")
    arguments.add_argument("--sheet", type=Path)
    arguments.add_argument("--gestures", type=Path, metavar="FOLDER")
    given = arguments.parse_args()
    network, framing = load_model(given.model), preparation_beside(given.model).framing
    from playground.photo.classify import input_size, probabilities

    def asked(
        hands: list[Image.Image],
    ) -> tuple[NDArray[np.uint8], NDArray[np.float32], list[str]]:
        seen = before(hands, input_size(network), framing)
        answers, mirrored = probabilities(network, seen), probabilities(network, seen[:, :, ::-1])
        return seen, answers, [
            str(sureness(each, int(other.argmax())))
            for each, other in zip(answers, mirrored, strict=True)]

    hands, rows = hold_out()
    seen, answers, sure = asked(hands)
    labels = np.array([CLASSES.index(row["class"]) for row in rows])
    right = answers.argmax(1) == labels
    print(f"{len(rows)} hands of the hold-out, {right.mean():.3f} right; of the right ones "
          f"{np.mean([one == 'sure' for one, ok in zip(sure, right, strict=True) if ok]):.3f} sure")
    for kind in KINDS:
        counts = Counter(row[kind] for row in rows)
        wrong = Counter(row[kind] for row, ok in zip(rows, right, strict=True) if not ok)
        print(f"{kind}: " + ", ".join(
            f"{name} {wrong[name] / count:.0%} of {count} wrong"
            for name, count in sorted(counts.items(), key=lambda at: -wrong[at[0]] / at[1])))
    if given.sheet:
        worst = np.flatnonzero(~right)[np.argsort(-answers[~right].max(1))][: COLUMNS * ROWS]
        drawn(seen[worst], labels[worst], answers[worst]).save(given.sheet, "WEBP", quality=80)
    if given.gestures:
        signs, others = gestures(given.gestures)
        tell_unsure(signs, asked(others)[2])


def gestures(folder: Path) -> tuple[list[str], list[Image.Image]]:
    """The signs' names, and their cut-outs."""
    with (folder / "table.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row["class"] for row in rows], [
        Image.open(folder / row["file"]).convert("RGBA") for row in rows]


def tell_unsure(signs: list[str], sure: list[str]) -> None:
    for name in sorted(set(signs)):
        own = [one for one, sign in zip(sure, signs, strict=True) if sign == name]
        print(f"{name}: {own.count('unsure') / len(own):.2f} of {len(own)} unsure")
    print(f"other signs together: {sure.count('unsure') / len(sure):.3f} of {len(sure)} unsure")


def drawn(
    seen: NDArray[np.uint8], labels: NDArray[np.int64], answers: NDArray[np.float32]
) -> Image.Image:
    """A sheet: each picture, what it is and what was said."""
    high = SIDE + 30
    sheet = Image.new("RGB", (COLUMNS * (SIDE + 6), ROWS * high), "white")
    pen = ImageDraw.Draw(sheet)
    for at, (image, label, answer) in enumerate(zip(seen, labels, answers, strict=True)):
        left, top = at % COLUMNS * (SIDE + 6), at // COLUMNS * high
        sheet.paste(Image.fromarray(image).resize((SIDE, SIDE), Image.Resampling.BICUBIC),
                    (left, top))
        said = CLASSES[int(answer.argmax())]
        pen.text((left + 1, top + SIDE + 2), f"is {CLASSES[label]}", "#222")
        pen.text((left + 1, top + SIDE + 14), f"said {said} {answer.max():.0%}", "#a00")
    return sheet


if __name__ == "__main__":
    main()
