"""Each lesson's task as keys alone do it: which control Tab comes to, and what is pressed there.

How often is worked out from what the lesson shows, by the same functions that the page uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from playground.insight.lesson_runs import OVERFITTING, lesson_runs
from playground.insight.recorded import recorded_runs
from playground.lessons.given import shipped, tiles
from playground.lessons.topics import overfitting, seeing
from playground.lessons.topics.another_setting import one_setting
from playground.lessons.topics.choosing import sweep
from playground.lessons.topics.one_step import picks, shipped_step, valley
from playground.lessons.topics.textbook import EPSILONS, adversarial


@dataclass(frozen=True)
class Stop:
    """Tab until the focus is on what matches `control`, a CSS selector; then press `keys`.

    `typed` instead of them into a field.
    """

    control: str
    keys: tuple[str, ...] = ("Enter",)
    typed: str = ""


def times(key: str, count: float) -> tuple[str, ...]:
    return (key,) * round(count)


def along(back: str, on: str, steps: float) -> tuple[str, ...]:
    return times(on if steps > 0 else back, abs(steps))


def _seeing() -> Iterator[Stop]:
    image = tiles("elsewhere").images[seeing.PICTURE]
    start = np.array(seeing.darkest_point(image))
    red, blue = (image[..., channel].astype(int) for channel in (0, 2))
    skin = np.argwhere(red - blue >= seeing.MORE_RED)
    down, right = (skin - start)[np.abs(skin - start).sum(axis=1).argmin()]
    yield Stop('.pg-seeing[data-marked="true"] canvas[role="application"]', (
        *along("ArrowUp", "ArrowDown", down), *along("ArrowLeft", "ArrowRight", right)))


def _convolution() -> Iterator[Stop]:
    for at, weight in enumerate((2, 2, 2, 0, 0, 0, -2, -2, -2)):
        yield Stop(f".pg-grid input:nth-child({at + 1})", typed=str(weight))


def _pooling() -> Iterator[Stop]:
    yield Stop('[data-value="average"]')
    yield Stop('[data-value="16"]')


def _chain() -> Iterator[Stop]:
    # The last of the blocks, after which little is left for the dense layer; few units.
    yield Stop(".pg-pick:nth-child(2) button:nth-last-child(1)")
    yield Stop(".pg-pick:nth-child(3) button:nth-child(2)", ("Space",))


def _features() -> Iterator[Stop]:
    yield Stop('.pg-features[data-tag] .pg-tiles button[aria-pressed="true"]', ("ArrowRight",))


def _one_step() -> Iterator[Stop]:
    step = shipped_step()
    pick = picks(step)[0]
    seen = valley(step, pick)
    steps = (seen.bottom - step.weight(pick)) / ((seen.high - seen.low) / 100)
    yield Stop('.pg-curve[role="slider"]', along("ArrowLeft", "ArrowRight", steps))


def _overfitting() -> Iterator[Stop]:
    run = min(lesson_runs()[OVERFITTING], key=lambda one: one.gap)
    model, share, wrong = overfitting.chosen_by(
        {"model": "compact", "share": 20, "wrong-labels": 40, **run.values})
    for value in (model, share, wrong):
        yield Stop(f'.pg-choice button[data-value="{value}"]')
    yield Stop('.pg-curve[role="slider"]', (
        "PageUp", *times("ArrowRight", len(run.validation) - 1)))
    yield Stop(".pg-buttons button:nth-child(3):not(:disabled)")


def _another_setting() -> Iterator[Stop]:
    last = len(one_setting()) + 1
    for at in (1, last - 1, last):
        yield Stop(f'button[data-at="{at}"]:not(:disabled)')


def _penalties() -> Iterator[Stop]:
    # From L1 to its proximal step, which ends one of the two at zero.
    yield Stop('input[type="radio"][value="l1"]', times("ArrowRight", 2))


def _dropout() -> Iterator[Stop]:
    plain, dropout = (recorded_runs()[name].knock_out for name in ("none", "dropout"))
    shares = np.arange(96) / 100
    off = np.abs(np.interp(shares, dropout.shares, dropout.accuracy) - plain.accuracy[0])
    yield Stop('.pg-dropout[data-curves="true"] .pg-removed input',
               along("ArrowLeft", "ArrowRight", float(100 * shares[off.argmin()] - 50)))


def _textbook() -> Iterator[Stop]:
    flips = adversarial(shipped()).flips
    assert flips is not None
    yield Stop(".pg-card-adversarial input", times("ArrowRight", EPSILONS.index(flips)))


def _choosing() -> Iterator[Stop]:
    best = int(sweep().validation.mean(axis=1).argmax())
    yield Stop('.pg-choosing input[type="range"]', ("End",))
    yield Stop(f".pg-picks button:nth-child({best + 1})", ("Space",))
    yield Stop(".pg-buttons button:not(:disabled)")


WALKS: dict[str, Callable[[], Iterator[Stop]]] = {
    "seeing": _seeing, "convolution": _convolution, "pooling": _pooling, "chain": _chain,
    "features": _features, "one-step": _one_step, "overfitting": _overfitting,
    "another-setting": _another_setting, "penalties": _penalties, "dropout": _dropout,
    "textbook": _textbook, "choosing": _choosing,
}
