"""The chosen unit: its nine patches large, the picture that a gradient ascent draws, its slices."""

from __future__ import annotations

from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from PIL import Image

from playground.data.decoded import Progress
from playground.insight.ascent import SPECTRUM_OF, ascend, magnitudes
from playground.insight.top_patches import COUNT, patches
from playground.insight.weight_matrix import as_levels
from playground.messages import _, lazy, number, pgettext
from playground.model.architectures import FIRST, OUTPUT
from playground.ui.components.markup import markup
from playground.ui.components.picks import Option, Pick, picks
from playground.ui.components.screen import Mounting, Screen
from playground.ui.components.tiles import Tile, tiles
from playground.ui.components.unit_sheet import unit_sheet
from playground.ui.inside.choosing import layer_name
from playground.ui.inside.looked import preparing
from playground.ui.inside.shown import Section, Shown
from playground.ui.inside.units import (
    KERNELS,
    LARGE,
    MAPS,
    SMALL,
    chosen_unit,
    dead,
    found_patches,
    names,
)
from playground.ui.inside.work import Task

DRAW, ASCENT = "inside-draw", "inside-ascent"
_SIDE, HEIGHT = 96, 128
_CAUTION = lazy(
    "Be careful with these: no photo looks like that, and such a picture shows a direction that "
    "excites the unit, not what it is for. In studies people understood units better from real "
    "patches.")
_CHANNELS = (lazy("red"), lazy("green"), lazy("blue"))


def ascent_task(now: Shown) -> Task:
    """Pictures of all units of the layer's block."""
    network, data, layer, units = now.network, now.data, now.layer, now.units
    key = ("ascent", network.key, preparing(network).key, layer, units.start)

    def make(progress: Progress) -> NDArray[np.uint8]:
        assert data is not None
        assert network.weights is not None
        spread = np.linspace(0, len(data.train) - 1, min(SPECTRUM_OF, len(data.train)))
        spectrum = magnitudes(data.pictures.rgb(data.train[spread.astype(np.int64)]))
        return ascend(layer, np.array(units), spectrum, network.weights, network.architecture,
                      network.pooling, seed=network.experiment.seed, progress=progress)

    return Task(key, make, network.private)


def tasks(now: Shown) -> list[Task]:
    if now.network.weights is None or now.data is None:
        return []
    task = ascent_task(now)
    return [task] if task.key in now.seen.asked else []


def show(screen: Screen, now: Shown) -> None:
    _large(screen, now)
    _ascent(screen, now)
    _slices(screen, now)


def draw(screen: Mounting, now: Shown) -> None:
    with st.container(key="inside-one"):
        show(screen, now)


def _large(screen: Screen, now: Shown) -> None:
    unit, found = chosen_unit(now), (found_patches(now) or {}).get(now.layer)
    name = _("{layer}, unit {number} of {all}", layer=layer_name(now.layer), number=unit + 1,
             all=now.count)
    silent = found is not None and not float(found.values[unit, 0]) > 0
    if found is None or now.data is None or silent:
        heading = _("{unit}: dead, it fires for no training picture", unit=name) if silent else name
        images = np.full((COUNT, 8, 8, 3), 128, np.uint8)
        about = [Tile(faint=True)] * COUNT
    else:
        heading = _("{unit}: what it sees where it is excited most, and how much", unit=name)
        images = enlarged(patches(now.data.pictures, found, np.array([unit]))[0])
        about = [Tile(text=_("patch {number}", number=rank + 1),
                      label=number(float(value), ".2f"))
                 for rank, value in enumerate(found.values[unit])]
    markup(screen, f'<p class="in-note">{escape(heading)}</p>', key="inside-nine-told", height=24)
    tiles(screen, images, about, key="inside-nine", height=HEIGHT, columns=COUNT,
          alt=heading, tag=f"{now.layer} {unit}")


def enlarged(images: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Nearest neighbors: pixels are what a unit sees."""
    if images.shape[1] >= _SIDE:
        return images
    return np.stack([np.asarray(Image.fromarray(one).resize(
        (_SIDE, _SIDE), Image.Resampling.NEAREST)) for one in images])


def _ascent(screen: Screen, now: Shown) -> None:
    task = ascent_task(now)
    # Also before its pictures are prepared: it has its room from the beginning.
    wanted = task.key in now.seen.asked
    state = now.state(task) if wanted else None
    offered = now.layer != OUTPUT
    option = Option("draw", _("Draw what would excite them even more"))
    if state is not None and state.pending:
        option = Option("cancel", _("Cancel"))

    def pick(_row: str, value: str) -> None:
        now.seen.ask(task.key, value == "draw")

    done = state is not None and state.found is not None
    picks(screen, [Pick("draw", _("Pictures by gradient ascent"), (option,), "")]
          if offered and not done else [], key=DRAW, height=30 if offered and not done else 0,
          on_pick=pick)
    words = ""
    if state is not None:
        words = str(_CAUTION) if done else str(state.failed) or _(
            "Drawing: step {done} of {total} …", done=state.done, total=state.total)
    markup(screen, f'<p class="in-note" role="status">{escape(words)}</p>',
           key="inside-ascent-note", height=24)
    pictures = state.found if state is not None and done else None
    unit_sheet(
        screen, pictures, key=ASCENT, layer=now.layer,
        units=list(now.units) if wanted else [], names=names(now) if wanted else [], side=LARGE,
        alt=_("For each unit of {layer} a picture that excites it more than any photo.",
              layer=layer_name(now.layer)),
        dead=dead(now), chosen=chosen_unit(now), tag=str(done).lower(),
        on_choose=lambda unit: setattr(now.seen, "unit", unit))


def _slices(screen: Screen, now: Shown) -> None:
    """The unit's kernel, a square for each unit of the layer before, which it lights too."""
    weights = now.network.weights
    convolution = now.layer.startswith(FIRST)
    unit = chosen_unit(now)
    before = _layer_before(now)
    count = now.network.layers[now.layer][2] if convolution else 0
    pictures = None
    if weights is not None and convolution:
        kernel = weights[f"{now.layer}/kernel"][..., unit]
        limit = float(np.abs(kernel).max()) or 1.0
        pictures = as_levels(np.moveaxis(kernel, -1, 0), limit)
    called = [str(channel) for channel in _CHANNELS] if not before else [
        _("input from {layer}, unit {number}", layer=layer_name(before), number=at + 1)
        for at in range(count)]
    unit_sheet(
        screen, pictures, key="inside-slices", layer=before, units=list(range(count)),
        names=called[:count], side=SMALL,
        alt=_("The slices of the unit's kernel, one for each of its {n} inputs.", n=count))
    told = "" if not before or not convolution else pgettext(
        "below a kernel's slices", "Its kernel, a slice for each unit of the layer before: purple "
        "below 0, green above.")
    markup(screen, f'<p class="in-note pg-soft">{escape(told)}</p>', key="inside-slices-note",
           height=24)


def _layer_before(now: Shown) -> str:
    """Empty before the first: its inputs are colors."""
    there = list(now.network.layers)
    at = there.index(now.layer)
    return there[at - 1] if at else ""


SECTION = Section(
    "one", show, lazy("One unit"), draw=draw, tasks=tasks, hears=(DRAW, ASCENT),
    follows=(KERNELS, MAPS), note=lazy("click another one above"))
