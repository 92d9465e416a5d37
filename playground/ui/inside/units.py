"""A layer's units: their kernels, what they make of the picture, and what excites them most."""

from __future__ import annotations

from html import escape

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from playground.data.decoded import Progress
from playground.insight.feature_strip import kernel_badges, kernel_colors
from playground.insight.top_patches import COUNT, OUTSIDE, Strongest, patches, strongest
from playground.messages import _, lazy, ngettext
from playground.model.architectures import FIRST, OUTPUT
from playground.model.weights import glorot_limit
from playground.ui.components.markup import markup
from playground.ui.components.picks import Option, Pick, picks
from playground.ui.components.screen import Screen
from playground.ui.components.unit_sheet import unit_sheet
from playground.ui.inside.choosing import layer_name
from playground.ui.inside.looked import preparing
from playground.ui.inside.picture import PHOTOS, looked_through
from playground.ui.inside.shown import LAYERS, MOST_UNITS, UNITS, Section, Shown
from playground.ui.inside.work import Task

ASK, SCALE, MAPS, KERNELS = "inside-ask", "inside-scale", "inside-maps", "inside-kernels"
SMALL, LARGE = 46, 82
_PATCH = 26
# Multiplications of a forward pass over the whole set that are done unasked: some ten seconds.
_UNASKED = 3e11


def patch_task(now: Shown) -> Task:
    """The strongest patches of all layers, and with them which units are dead."""
    network, data, wanted = now.network, now.data, preparing(now.network)

    def make(progress: Progress) -> dict[str, Strongest]:
        assert data is not None
        assert network.weights is not None
        return strongest(data.pictures, data.train, network.weights, network.architecture,
                         network.pooling, progress=progress)

    return Task(("patches", network.key, wanted.key), make, network.private)


def multiplications(now: Shown) -> float:
    """Of one pass over the training set, about."""
    side, total = now.network.architecture.size, 0.0
    for shape in now.network.layers.values():
        total += float(np.prod(shape)) * (side**2 if len(shape) == 4 else 1)
        side //= 2 if len(shape) == 4 else 1
    return total * (len(now.data.train) if now.data is not None else 0)


def tasks(now: Shown) -> list[Task]:
    if now.network.weights is None or now.data is None:
        return []
    task = patch_task(now)
    if multiplications(now) > _UNASKED and task.key not in now.seen.asked:
        return []
    return [task]


def found_patches(now: Shown) -> dict[str, Strongest] | None:
    if now.network.weights is None or now.data is None:
        return None
    found = now.state(patch_task(now)).found if tasks(now) else None
    return found if isinstance(found, dict) else None


def names(now: Shown) -> list[str]:
    layer = layer_name(now.layer)
    return [_("{layer}, unit {number} of {all}", layer=layer, number=unit + 1, all=now.count)
            for unit in now.units]


def dead(now: Shown) -> list[int]:
    found = (found_patches(now) or {}).get(now.layer)
    return np.flatnonzero(found.dead).tolist() if found is not None else []


def chosen_unit(now: Shown) -> int:
    """The one that was clicked, else the first that fires for something."""
    if now.seen.unit is not None:
        return min(now.seen.unit, now.count - 1)
    gone = set(dead(now))
    return next((unit for unit in now.units if unit not in gone), now.units.start)


def choose(now: Shown, unit: int) -> None:
    now.seen.unit = unit


def show(screen: Screen, now: Shown) -> None:
    _layers(screen, now)
    _sheet(screen, now, _patches(now), key=UNITS, side=LARGE, per_unit=COUNT,
           alt=_("For each unit of {layer} the nine training pictures that excite it most, cut to "
                 "what it sees.", layer=layer_name(now.layer)))
    _told(screen, now)
    _sheet(screen, now, _maps(now), key=MAPS, side=SMALL,
           alt=_("What each unit of {layer} makes of the picture.", layer=layer_name(now.layer)))
    _scale(screen, now)
    _sheet(screen, now, _kernels(now), key=KERNELS, side=SMALL, there=now.layer.startswith(FIRST),
           alt=_("The kernel of each unit of {layer}.", layer=layer_name(now.layer)))
    markup(screen, f'<p class="in-note pg-soft">{escape(_kernel_note(now))}</p>',
           key="inside-kernel-note", height=24)


def _layers(screen: Screen, now: Shown) -> None:
    rows = [Pick("layer", _("Layer"), tuple(
        Option(name, layer_name(name), " × ".join(map(str, shape)))
        for name, shape in now.network.layers.items()), now.layer)]
    if now.count > MOST_UNITS:
        blocks = range(0, now.count, MOST_UNITS)
        rows.append(Pick("block", _("Units"), tuple(
            Option(str(at), f"{first + 1}–{min(first + MOST_UNITS, now.count)}")
            for at, first in enumerate(blocks)), str(now.units.start // MOST_UNITS)))

    def pick(row: str, value: str) -> None:
        if row == "layer":
            now.seen.choose_layer(value)
        else:
            now.seen.block = int(value)

    picks(screen, rows, key=LAYERS, height=30, on_pick=pick)


def _sheet(
    screen: Screen, now: Shown, pictures: NDArray[np.uint8] | NDArray[np.int8] | None, *,
    key: str, side: int, alt: str, per_unit: int = 1, there: bool = True,
) -> None:
    unit_sheet(
        screen, pictures, key=key, layer=now.layer, units=list(now.units) if there else [],
        names=names(now) if there else [],
        side=side, alt=alt, per_unit=per_unit, dead=dead(now), chosen=chosen_unit(now),
        tag=f"{now.network.id} {now.layer}", on_choose=lambda unit: choose(now, unit))


def _patches(now: Shown) -> NDArray[np.uint8] | None:
    found = (found_patches(now) or {}).get(now.layer)
    if found is None or now.data is None or found.values.shape[1] < COUNT:
        return None
    cut = patches(now.data.pictures, found, np.array(now.units))
    # What excites a unit by nothing at all tells nothing of it.
    cut[~(found.values[np.array(now.units)] > 0)] = OUTSIDE
    return small(cut.reshape(-1, *cut.shape[2:]))


def small(images: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """As they are seen: what is larger than its place need not be sent."""
    if images.shape[1] <= _PATCH:
        return images
    return np.stack([np.asarray(Image.fromarray(one).resize(
        (_PATCH, _PATCH), Image.Resampling.BOX)) for one in images])


def _told(screen: Screen, now: Shown) -> None:
    """How many units are dead, or why that is not known yet; and a button where it takes long."""
    asks = not tasks(now) and now.network.weights is not None and now.data is not None
    words = "" if asks or now.network.weights is None else _state_words(now)
    markup(screen, f'<p class="in-note" role="status">{escape(words)}</p>', key="inside-dead",
           height=24)
    count = len(now.data.train) if now.data is not None else 0
    rows = [Pick("ask", _("This takes a while:"), (Option("go", ngettext(
        "Look through {n:,} training picture", "Look through {n:,} training pictures", count)),),
        "")]
    picks(screen, rows if asks else [], key=ASK, height=30 if asks else 0,
          on_pick=lambda _row, _value: now.seen.ask(patch_task(now).key, True))


def _state_words(now: Shown) -> str:
    if now.data is None:
        preparing_state = now.state(preparing(now.network))
        return str(preparing_state.failed) or _("The training pictures are being prepared …")
    state = now.state(patch_task(now))
    if state.failed:
        return str(state.failed)
    if state.found is None:
        return _("Looking through the training pictures: {done:,} of {total:,} …",
                 done=state.done, total=state.total or len(now.data.train))
    if now.layer == OUTPUT:
        return _("The output has a unit for each sign; it is never silent.")
    gone = len(dead(now))
    everywhere = [int(one.dead.sum()) for one in state.found.values()]
    return ngettext(
        "{n} of the {all} units of this layer is dead: it fires for none of the {pictures:,} "
        "training pictures. In the whole network {sum} are.",
        "{n} of the {all} units of this layer are dead: they fire for none of the {pictures:,} "
        "training pictures. In the whole network {sum} are.",
        gone, all=now.count, pictures=len(now.data.train), sum=sum(everywhere))


def _maps(now: Shown) -> NDArray[np.uint8] | None:
    given = looked_through(now)
    if given is None:
        return None
    values = given[now.layer][0][..., np.array(now.units)]
    maps = values.reshape(1, 1, -1) if values.ndim == 1 else values
    maps = np.nan_to_num(np.moveaxis(maps, -1, 0))
    whole = given[now.layer].max(initial=0.0)
    peaks = maps.max(axis=(1, 2), keepdims=True) if now.seen.each_map else np.float32(whole)
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled = np.where(peaks > 0, 255 * maps / peaks, 0)
    return np.rint(scaled).astype(np.uint8)


def _scale(screen: Screen, now: Shown) -> None:
    def pick(_row: str, value: str) -> None:
        now.seen.each_map = value == "map"

    picks(screen, [Pick("scale", _("What the next layer gets; white is the largest value of"), (
        Option("layer", _("the layer")), Option("map", _("each map"))),
        "map" if now.seen.each_map else "layer")], key=SCALE, height=30, on_pick=pick)


def _kernels(now: Shown) -> NDArray[np.uint8] | NDArray[np.int8] | None:
    weights = now.network.weights
    if weights is None or not now.layer.startswith(FIRST):
        return None
    kernel = weights[f"{now.layer}/kernel"]
    units = np.array(now.units)
    # The largest weight of the layer, not the start's range: a kernel's form is to be seen.
    limit = float(np.abs(kernel).max()) or glorot_limit(kernel.shape)
    return kernel_colors(kernel, limit)[units] if kernel.shape[2] == 3 else (
        kernel_badges(kernel, limit, units))


def _kernel_note(now: Shown) -> str:
    if not now.layer.startswith(FIRST):
        return _("A dense unit has a weight for each number before it: see the matrix below.")
    channels = now.network.layers[now.layer][2]
    if channels == 3:
        return _("Kernels, as the colors that they look for; gray is 0.")
    return _("Kernels: of each unit's {channels} slices the one that weighs most; all of them "
             "stand with the chosen unit.", channels=channels)


SECTION = Section(
    "units", show, lazy("The units of a layer"), tasks=tasks,
    hears=(LAYERS, UNITS, MAPS, KERNELS, SCALE, ASK), follows=(PHOTOS, "inside-ascent"),
    note=lazy("the nine training pictures that excite each of them most; point at one, and it "
              "is lit everywhere"))
