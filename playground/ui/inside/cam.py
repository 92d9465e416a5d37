"""Grad-CAM: where the network finds what speaks for each of the three signs."""

from __future__ import annotations

from html import escape

import numpy as np
from numpy.typing import NDArray

from playground.data.classes import SIGNS
from playground.data.decoded import Progress
from playground.insight.saliency import GRAD_CAM, saliency
from playground.messages import _, lazy
from playground.model.architectures import OUTPUT
from playground.ui.components.markup import markup
from playground.ui.components.screen import Screen
from playground.ui.components.tiles import Tile, tiles
from playground.ui.inside.picture import PHOTOS, answer, looked_through, picture_of
from playground.ui.inside.shown import Section, Shown
from playground.ui.inside.work import Task

HEIGHT = 210
# Of the sequential scale from dark to light that also reads without its colors.
_HEAT = np.array([[0, 0, 4], [87, 16, 110], [188, 55, 84], [249, 142, 9], [252, 255, 164]], float)


def heat(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    """0 to 1 (…) as colors (…, 3), light where it is most."""
    at = np.clip(np.nan_to_num(values), 0, 1) * (len(_HEAT) - 1)
    low = np.minimum(at.astype(int), len(_HEAT) - 2)
    share = (at - low)[..., None]
    return np.asarray((1 - share) * _HEAT[low] + share * _HEAT[low + 1], np.uint8)


def over(image: NDArray[np.uint8], values: NDArray[np.float32]) -> NDArray[np.uint8]:
    """The picture in gray with the heat over it."""
    gray = image.mean(axis=-1, keepdims=True)
    share = 0.75 * np.sqrt(np.clip(np.nan_to_num(values), 0, 1))[..., None]
    return np.asarray((1 - share) * gray + share * heat(values), np.uint8)


def task(now: Shown) -> list[Task]:
    network, picture = now.network, picture_of(now)
    weights = network.weights
    if weights is None:
        return []

    def make(progress: Progress) -> NDArray[np.float32]:
        images = np.repeat(picture.image[None], len(SIGNS), axis=0)
        maps = saliency(images, np.arange(len(SIGNS)), weights, network.architecture,
                        network.pooling)[GRAD_CAM]
        most = float(maps.max())
        return maps / most if 0 < most < np.inf else np.zeros_like(maps)

    return [Task(("cam", network.key, picture.key), make, picture.private)]


def show(screen: Screen, now: Shown) -> None:
    picture, wanted = picture_of(now), task(now)
    found = now.state(wanted[0]) if wanted else None
    given = looked_through(now)
    images = [picture.image] + [
        picture.image if found is None or found.found is None
        else over(picture.image, found.found[at]) for at in range(len(SIGNS))]
    about = [Tile(text=str(picture.name), label=str(picture.name))] + [
        Tile(text=_("what speaks for {sign}", sign=sign), faint=not found or found.found is None,
             label=_("{sign} {share:.0%}", sign=sign, share=float(given[OUTPUT][0][at]))
             if given is not None else str(sign))
        for at, sign in enumerate(SIGNS)]
    tiles(screen, np.stack(images), about, key="inside-cam", height=HEIGHT, columns=4,
          alt=_("Grad-CAM of the picture for each sign"),
          tag=str(bool(found and found.found is not None)).lower())
    words = answer(now) if found is None or not found.failed else str(found.failed)
    markup(screen, f'<p class="in-note">{escape(words)}</p>', key="inside-answer", height=24)


SECTION = Section(
    "cam", show, lazy("What speaks for each sign"), follows=(PHOTOS,), tasks=task,
    note=lazy("Grad-CAM: light where the last convolution finds it, on one scale"))
