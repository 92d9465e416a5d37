"""Fits what both looks of the finder count in `finder.likelihood`, and where a hand begins.

    python -m tools.train_finder.fit_likelihood [--every 2]

On the photos to tune on, as they are and in wide pictures, and on every other one of the
benchmark's pictures without hands; what it prints of the rest of those was not fitted.
"""

from __future__ import annotations

import argparse

import numpy as np
from numpy.typing import NDArray

from benchmarks.find_hand import PADDINGS, padded
from benchmarks.no_hands import held_out_backgrounds, made, photo_at
from benchmarks.photos import photo_folder, photos
from playground.photo.finder import log_odds_of, sightings
from playground.photo.photo import Photo

ROUNDS, STEPS, RIDGE = 4, 25, 1e-3
# The share of the photos of hands that may be refused.
REFUSED = 0.1
Seen = list[NDArray[np.float64]]


def seen(pictures: list[Photo]) -> Seen:
    """For each picture (places, 4): a constant and what the likelihood is made of."""
    found = []
    for picture in pictures:
        places = sightings(picture)
        found.append(np.array([[1.0, *log_odds_of(place)] for place in places])
                     if places else np.array([[1.0, -9.0, -9.0, -9.0]]))
    return found


def highest(pictures: Seen, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n, 4): of each picture the place that is likeliest by those weights."""
    return np.array([each[np.argmax(each @ weights)] for each in pictures])


def fitted(hands: Seen, none: Seen) -> NDArray[np.float64]:
    """Logistic regression by Newton's method, both kinds counting the same."""
    weights = np.array([3.0, 2.0, 2.0, 2.0])
    counts = np.repeat([0.5 / len(hands), 0.5 / len(none)], [len(hands), len(none)])
    wanted = np.repeat([1.0, 0.0], [len(hands), len(none)])
    for _ in range(ROUNDS):
        # Which place is the likeliest changes with the weights.
        x = np.concatenate([highest(hands, weights), highest(none, weights)])
        for _ in range(STEPS):
            p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
            slope = x.T @ (counts * (p - wanted)) + RIDGE * weights
            curve = (x * (counts * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(4)
            weights = weights - np.linalg.solve(curve, slope)
    return weights


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--every", type=int, default=2, help="only every nth photo")
    given = arguments.parse_args()
    originals = [photo_at(each.file)
                 for each in photos(photo_folder(), test=False)[:: given.every]]
    random, behind = np.random.default_rng(11), held_out_backgrounds()
    wide = [padded(photo, PADDINGS[at % len(PADDINGS)],
                   behind[random.integers(len(behind))].pixels, random)[0]
            for at, photo in enumerate(originals[::2])]
    as_they_are, none = seen(originals), {"backgrounds": seen(behind), "drawn": seen(made())}
    weights = fitted(as_they_are + seen(wide), none["backgrounds"][::2] + none["drawn"][::2])
    odds = highest(as_they_are, weights) @ weights
    least = float(np.quantile(odds, REFUSED))
    print("LOG_ODDS", *(round(float(weight), 2) for weight in weights))
    print(f"LEAST_SCORE {1 / (1 + np.exp(-least)):.3f}: below it {REFUSED:.0%} of the photos")
    for name, pictures in none.items():
        rest = highest(pictures[1::2], weights) @ weights
        print(f"{name}, not fitted: {(rest < least).mean():.1%} of {len(rest)} refused")


if __name__ == "__main__":
    main()
