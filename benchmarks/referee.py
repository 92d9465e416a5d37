"""What the referee is worth: alone, and with the network that ships.

On photos of hands (without --test, the part to tune on, as in benchmarks.photos): how often it is
right, alone where it finds a hand, and as the mean of both; how many answers are sure, and how many
of those are wrong; how many photos are refused. Then pictures without hands, and other gestures.
"""

from __future__ import annotations

import os
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np

from benchmarks.gestures import NAMES, gestures
from benchmarks.no_hands import asked, held_out_backgrounds, in_folders, made, photo_at
from benchmarks.photos import in_detail, judge
from playground.photo import networks
from playground.photo.answer import Answer, answer
from playground.photo.photo import Photo
from playground.photo.refereed import Refereed, refereed
from playground.photo.square import default_square


class Judge:
    """Of each photo: the network's answer, and what it is with the referee's."""

    def __init__(self) -> None:
        self._network = networks.pretrained()
        self.seconds: list[float] = []

    def __call__(self, photo: Photo) -> tuple[Answer, Refereed]:
        began = time.perf_counter()
        square = default_square(photo, self._network.preparation.framing)
        alone = answer(self._network.model, photo, square, self._network.preparation)
        both = refereed(photo, alone)
        self.seconds.append(time.perf_counter() - began)
        return alone, both


def main() -> None:
    taken, folders = asked(__doc__)
    labels = np.array([each.label for each in taken])
    judged = Judge()
    found = [judged(photo_at(each.file)) for each in taken]
    seconds = np.array(judged.seconds[1:])

    print(in_detail("the network alone",
                    judge(np.stack([alone.probabilities for alone, _ in found]), taken)))
    has = np.array([both.verdict is not None for _, both in found])
    alone = np.array([-1 if both.verdict is None else both.verdict.winner for _, both in found])
    print(f"the referee finds a hand in {has.mean():.3f}, and of those has "
          f"{(alone == labels)[has].mean():.3f} right")
    print(in_detail("with the referee",
                    judge(np.stack([both.probabilities for _, both in found]), taken)))
    right = np.array([both.winner for _, both in found]) == labels
    sure = np.array([both.sure == "sure" for _, both in found])
    refused = np.array([both.refused for _, both in found])
    print(f"sure: {(sure & right).sum() / right.sum():.1%} of the right ones; "
          f"{(~right)[sure].mean():.1%} of the sure ones are wrong; refused: {refused.mean():.1%}")
    print(f"seconds a photo, decoded: half {np.median(seconds):.2f}, "
          f"95 % {np.quantile(seconds, 0.95):.2f}", flush=True)

    empty = {"backgrounds of the hold-out": held_out_backgrounds(), "drawn": made()}
    if folders:
        empty["real, from the folders"] = in_folders(folders)
    for name, pictures in empty.items():
        those = [judged(photo)[1].refused for photo in pictures]
        print(f"without hands, {name}: {np.mean(those):.1%} of {len(those)} refused", flush=True)
    others: dict[str, list[bool]] = {name: [] for name in NAMES}
    alone_unsure: dict[str, list[bool]] = {name: [] for name in NAMES}
    for name, photo in gestures():
        network, both = judged(photo)
        alone_unsure[name].append(network.sure == "unsure")
        others[name].append(both.refused or both.sure == "unsure")
    tell("unsure, of other gestures, the network alone", alone_unsure)
    tell("unsure or refused, of other gestures, with the referee", others)


def tell(title: str, by_name: dict[str, list[bool]]) -> None:
    every = np.concatenate(list(by_name.values()))
    named = ", ".join(f"{name} {np.mean(those):.0%}" for name, those in by_name.items())
    print(f"{title}: {named}; of all {len(every)} {every.mean():.1%}")


if __name__ == "__main__":
    main()
