"""Makes a network's probabilities mean what they say: one temperature, put into its last layer.

    python -m tools.calibrate MODEL.keras [--both-ways] [--write] [--picture FILE.svg] [--test]

Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks" (ICML 2017): softmax of
logits / T, T by the least cross-entropy on rendered hands cut as photos are and on the photos to
tune on. It changes no answer, only how sure it is. Weights and bias of the last layer divided by T
are the same thing, so that the exported network is calibrated wherever it is loaded. With
--both-ways it answers with the mean over a picture and its mirror image from now on, each look with
that temperature. Also printed: the expected calibration error over fifteen bins, and for bounds of
"sure" which share of the right answers it covers and which share of those is wrong.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
from numpy.typing import NDArray

from benchmarks.framings import sets
from playground.data.decode import flatten_alpha, square
from playground.model.architectures import OUTPUT
from playground.model.both_ways import both_ways, one_way
from playground.model.loading import load_model, preparation_beside
from playground.model.tempered import softened
from playground.photo.reliability import (
    expected_calibration_error,
    reliability,
    temperature,
)

FITTED_ON = ("tune", "renders", "renders 2:1", "renders 1:2")
BOUNDS = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("model", type=Path, metavar="MODEL.keras")
    arguments.add_argument("--both-ways", action="store_true",
                           help="answer with the mean over a picture and its mirror image")
    arguments.add_argument("--write", action="store_true", help="put that into the file")
    arguments.add_argument("--test", action="store_true", help="report the published test part")
    arguments.add_argument("--picture", type=Path, help="where the reliability diagram goes")
    arguments.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "framings")
    given = arguments.parse_args()
    network = load_model(given.model)
    chain = one_way(network)
    twice = given.both_ways or chain is not network
    from playground.model.export import save
    from playground.photo.classify import input_size, probabilities

    size, preparation = input_size(network), preparation_beside(given.model)
    answers, labels = {}, {}
    for name, (pictures, own) in sets(given.cache, test=given.test).items():
        if name not in (*FITTED_ON, "test"):
            continue
        seen = flatten_alpha(np.stack([
            square(each, size, preparation.framing, preparation.resize_filter)
            for each in pictures]))
        answers[name] = np.stack([
            probabilities(chain, look) for look in (seen, seen[:, :, ::-1])])
        labels[name] = own
    fitted = list(FITTED_ON)
    # Each set counts the same, however many pictures it has.
    weights = np.concatenate([
        np.full(len(labels[name]), 1 / len(labels[name])) for name in fitted])
    found = temperature(
        np.concatenate([answers[name] for name in fitted], axis=1)[: 1 + twice],
        np.concatenate([labels[name] for name in fitted]), weights)
    print(f"temperature {found:.3f}, from {', '.join(fitted)}")
    for name in answers:
        tell(name, answers[name], labels[name], found, 1 + twice)
    if given.picture:
        shown = "test" if given.test else "tune"
        given.picture.write_text(
            drawn(softened(answers[shown][: 1 + twice], found).mean(0), labels[shown]),
            encoding="utf-8")
    if given.write:
        layer = chain.get_layer(OUTPUT)
        layer.set_weights([array / np.float32(found) for array in layer.get_weights()])
        save(both_ways(chain) if twice else chain, given.model)
        print(f"{given.model} gives these probabilities from now on")


def tell(
    name: str, each: NDArray[np.float32], labels: NDArray[np.int64], found: float, looks: int,
) -> None:
    """`each` (2, n, 3): of the pictures, and of their mirror images, of which `looks` count."""
    answers, calibrated = each[:looks].mean(0), softened(each[:looks], found).mean(0)
    right = calibrated.argmax(1) == labels
    print(f"{name}: accuracy {right.mean():.3f}, calibration error "
          f"{expected_calibration_error(answers, labels):.3f} -> "
          f"{expected_calibration_error(calibrated, labels):.3f}")
    agreed = (each.argmax(2) == calibrated.argmax(1)).all(0)
    for bound in BOUNDS:
        sure = (calibrated.max(1) >= bound) & agreed
        print(f"    sure from {bound:.2f}: {sure.mean():.3f} of all, "
              f"{(sure & right).sum() / max(1, right.sum()):.3f} of the right ones; "
              f"{(sure & ~right).sum() / max(1, sure.sum()):.3f} of the sure ones are wrong")


def drawn(probabilities: NDArray[np.float32], labels: NDArray[np.int64]) -> str:
    """A reliability diagram as SVG: how sure, against how often right."""
    bins = [each for each in reliability(probabilities, labels, 10) if each.count]
    side, edge = 320, 44
    marks = "".join(
        f'<circle cx="{edge + side * each.confidence:.1f}" '
        f'cy="{edge / 2 + side * (1 - each.accuracy):.1f}" '
        f'r="{3 + 14 * (each.count / len(labels)) ** 0.5:.1f}" fill="#1f77b4" '
        f'fill-opacity="0.7"><title>pictures: {each.count}</title></circle>' for each in bins)
    ticks = "".join(
        f'<text x="{edge + side * at / 4:.0f}" y="{side + edge - 4}" text-anchor="middle">'
        f'{25 * at} %</text><text x="{edge - 6}" y="{edge / 2 + side * (1 - at / 4) + 4:.0f}" '
        f'text-anchor="end">{25 * at} %</text>' for at in range(5))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side + 2 * edge} '
        f'{side + 2 * edge}" font-family="sans-serif" font-size="11" fill="#444">'
        f'<rect width="100%" height="100%" fill="#fff"/>'
        f'<rect x="{edge}" y="{edge / 2}" width="{side}" height="{side}" fill="none" '
        f'stroke="#bbb"/><path d="M{edge} {edge / 2 + side}L{edge + side} {edge / 2}" '
        f'stroke="#bbb" stroke-dasharray="4 4"/>{marks}{ticks}'
        f'<text x="{edge + side / 2}" y="{side + edge + 16}" text-anchor="middle">how sure the '
        f'network says it is</text><text x="{edge + 8}" y="{edge / 2 + 16}">how often it is '
        f'right</text></svg>\n')


if __name__ == "__main__":
    main()
