"""Draws the README's picture: four overfit runs of one seed, training against validation."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.common import CHECKOUT, prepared, real_set
from playground.presets import preset
from playground.training.run import Run

TITLES = {
    "none": "no regularization", "l1": "L1, λ = 0.0005", "l2": "L2, λ = 0.013",
    "dropout": "dropout 0.8",
}
# The visual language: slate thin for training, blue thick for validation, the gap shaded.
SLATE, BLUE = "#5B6470", "#0072B2"
PANEL, HEIGHT, LEFT, TOP, GAP = 210, 190, 46, 44, 26
FONT = 'font-family="system-ui, sans-serif"'


def curves(name: str, seed: int) -> tuple[list[float], list[float]]:
    experiment = preset(f"overfit-{name}").experiment().with_values(
        {"data": real_set(), "another-setting": "", "seed": seed})
    run = Run(experiment, prepared(experiment))
    run.start()
    records = run.wait().records
    return ([record.training.accuracy for record in records],
            [record.validation.accuracy for record in records])


def points(values: list[float], left: float) -> list[tuple[float, float]]:
    step = PANEL / (len(values) - 1)
    return [(left + index * step, TOP + HEIGHT * (1 - value)) for index, value in enumerate(values)]


def path(line: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in line)


def text(x: float, y: float, content: str, size: int, color: str, anchor: str = "start",
         weight: int = 400) -> str:
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{color}" {FONT} '
            f'text-anchor="{anchor}" font-weight="{weight}">{content}</text>')


def panel(index: int, name: str, training: list[float], validation: list[float]) -> list[str]:
    left = LEFT + index * (PANEL + GAP)
    upper, lower = points(training, left), points(validation, left)
    bottom, guess = TOP + HEIGHT, TOP + HEIGHT * 2 / 3
    parts = [
        text(left, TOP - 22, TITLES[name], 14, "#1F2933", weight=600),
        f'<line x1="{left}" x2="{left + PANEL}" y1="{guess:.1f}" y2="{guess:.1f}" '
        f'stroke="{SLATE}" stroke-dasharray="2 4" stroke-opacity="0.7"/>',
        f'<line x1="{left}" x2="{left + PANEL}" y1="{bottom}" y2="{bottom}" stroke="#C5CBD3"/>',
        f'<polygon points="{path(upper + lower[::-1])}" fill="{BLUE}" fill-opacity="0.08"/>',
        f'<polyline points="{path(upper)}" fill="none" stroke="{SLATE}" stroke-width="1.5"/>',
        f'<polyline points="{path(lower)}" fill="none" stroke="{BLUE}" stroke-width="3"/>',
        text(left, bottom + 18, "epoch 1", 11, SLATE),
        text(left + PANEL, bottom + 18, f"{len(training)}", 11, SLATE, "end"),
        text(left + PANEL, bottom + 42,
             f"training {training[-1]:.0%}", 13, SLATE, "end"),
        text(left, bottom + 42, f"validation {validation[-1]:.0%}", 13, BLUE, weight=600),
    ]
    if index == 0:
        parts += [text(left - 8, TOP + HEIGHT * (1 - share) + 4, f"{share:.0%}", 11, SLATE, "end")
                  for share in (0.0, 0.5, 1.0)]
        parts.append(text(left + PANEL, guess - 5, "guessing", 11, SLATE, "end"))
    return parts


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--out", type=Path,
                           default=CHECKOUT / "playground" / "assets" / "overfit.svg")
    given = arguments.parse_args()
    width = LEFT + len(TITLES) * (PANEL + GAP)
    height = TOP + HEIGHT + 60
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        "<title>Training and validation accuracy of four runs on 30 % of the pictures with 30 % "
        "wrong labels</title>",
        f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>',
    ]
    for index, name in enumerate(TITLES):
        parts += panel(index, name, *curves(name, given.seed))
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text("\n".join([*parts, "</svg>"]) + "\n", encoding="utf-8")
    print(f"wrote {given.out}")


if __name__ == "__main__":
    main()
