"""Three settings, one network: what the compact network learns in each is worth in the others.

Each row is trained by the project's own command; validation is of its own setting, the hold-out is
of `everyday`: people and backgrounds that no training has seen. Photos are the published test part.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.common import CHECKOUT, real_set
from benchmarks.photos import Result, as_seen, judge, photo_folder, photos
from playground.model.loading import MODEL_FILE, load_model, preparation_beside

# What makes a network fit for other settings: other places behind the hand, and other framings.
# The hands come first, over plain gray: then all of it at once is learned in half the time.
# Hands hang from above so rarely that to learn them upside down only takes time.
VARIED = (
    "--no-vertical-flip", "--no-height-shift", "--framing", "blur",
    *(word for name in ("background", "zoom", "width-shift")
      for word in ("--change", f"532:{name}:on")),
    "--change", "3724:learning-rate:5e-4", "--change", "4522:learning-rate:2e-4",
)
EPOCHS = 20
# What five minutes of two cores are worth, as it was and as it is: a network with batch
# normalization, taught by what a larger one says, on hands from every angle.
TAUGHT = ("--input-scaling", "per-picture", "--soft-labels", "90")
FIVE_MINUTES = (
    "--data", "every-angle", "--model", "deep", "--no-vertical-flip", "--no-height-shift",
    "--no-width-shift", "--framing", "blur", *TAUGHT,
    *(word for name in ("background", "zoom") for word in ("--change", f"860:{name}:on")),
    "--change", "3400:learning-rate:5e-4", "--change", "4300:learning-rate:2e-4",
)


def train(folder: Path, *options: str) -> list[dict[str, float]]:
    """The epochs' lines of `train --json`, with the model exported to `folder`."""
    command = [
        sys.executable, "-m", "playground", "train", "--model", "compact", "--json",
        "--out", str(folder), "--data-dir", str(folder / "runs"), *options,
    ]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr.strip().splitlines()[-1])
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return [line for line in lines if "epoch" in line]


def on_photos(folder: Path, *, test: bool, average_views: bool = False) -> Result:
    from playground.photo.classify import input_size, probabilities

    network = load_model(folder / MODEL_FILE)
    taken = photos(photo_folder(), test=test)
    preparation = preparation_beside(folder / MODEL_FILE)
    images = as_seen(
        taken, input_size(network), preparation.framing, preparation.resize_filter)
    return judge(probabilities(network, images, average_views=average_views), taken)


def show(name: str, *options: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        epochs = train(Path(scratch), *options)
        seen = on_photos(Path(scratch), test=True)
        views = on_photos(Path(scratch), test=True, average_views=True)
        tuned_on = on_photos(Path(scratch), test=False)
    seconds = np.cumsum([epoch["seconds"] for epoch in epochs])
    reached = [at for at, epoch in zip(seconds, epochs, strict=True)
               if epoch["val_accuracy"] >= 0.97]
    last = epochs[-1]
    recalls = " ".join(f"{value or 0:.2f}" for value in seen.by_image.recall)
    print(f"{name:<22} {len(epochs):>3} epochs {seconds[-1]:>4.0f} s  "
          f"validation {last['val_accuracy']:.3f}"
          f" (.97 after {f'{reached[0]:.0f} s' if reached else '-'})  "
          f"hold-out {last['ood_accuracy']:.3f}  photos {seen.by_image.accuracy:.3f}, "
          f"by frame {seen.by_frame.accuracy:.3f}, recalls {recalls}, "
          f"over ten views {views.by_image.accuracy:.3f}; "
          f"those to tune on {tuned_on.by_image.accuracy:.3f}", flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--epochs", type=int, default=EPOCHS, help="of the row `everyday`")
    arguments.add_argument("--only-everyday", action="store_true", help="that row alone")
    arguments.add_argument("--five-minutes", type=int, nargs=2, metavar=("BEFORE", "NOW"),
                           help="epochs of `everyday` as it was taught, and as it is, alone")
    arguments.add_argument("--also", default="", metavar="OPTIONS",
                           help='more options of `train` for that row, as in "--soft-labels 90"')
    given = arguments.parse_args()
    if given.five_minutes:
        before, now = map(str, given.five_minutes)
        show("everyday, taught", "--data", "everyday", "--epochs", before, *VARIED, *TAUGHT)
        show("every angle, deep", "--epochs", now, *FIVE_MINUTES)
        return
    if not given.only_everyday:
        show("studio, defaults")
        show("rps-cv, defaults", "--data", real_set())
    show("everyday, varied", "--data", "everyday", "--epochs", str(given.epochs), *VARIED,
         *shlex.split(given.also))


if __name__ == "__main__":
    main()
