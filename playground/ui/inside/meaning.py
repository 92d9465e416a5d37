""""Does this mean anything?": the layers are randomized, and what is drawn is drawn again."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import numpy as np
from numpy.typing import NDArray

from playground.data.decoded import Progress
from playground.insight.saliency import GRAD_CAM, GRADIENT, GUIDED, METHODS
from playground.insight.sanity import STAYS, Stage, alike, cascade
from playground.insight.tensor_forward import TensorNetwork
from playground.messages import Message, _, lazy, lazy_p, listed, number
from playground.ui.components.markup import markup
from playground.ui.components.picks import Option, Pick, picks
from playground.ui.components.screen import Screen
from playground.ui.inside.cam import heat
from playground.ui.inside.choosing import layer_name
from playground.ui.inside.looked import preparing
from playground.ui.inside.picture import PHOTOS, as_large, picture_of
from playground.ui.inside.shown import Section, Shown
from playground.ui.inside.work import Task
from playground.ui.try_hand.encoded import png

ASK = "inside-meaning"
_NAMES: dict[str, Message] = {
    GRAD_CAM: lazy_p("a method", "Grad-CAM"), GRADIENT: lazy_p("a method", "Gradient"),
    GUIDED: lazy_p("a method", "Guided backpropagation")}
_WHY = lazy(
    "A picture that looks the same when the network knows nothing does not show what it knows. The "
    "layers are made random one after the other, from the output down, and each method draws "
    "again.")


@dataclass(frozen=True, eq=False)
class Meaning:
    """The stages, whose pictures are of the chosen one alone; numbers are means over `count`."""

    stages: list[Stage]
    count: int


def task(now: Shown) -> Task:
    network, chosen = now.network, picture_of(now)
    size, weights = network.architecture.size, now.network.weights
    others = [as_large(image, size) for image in now.tiles.images]

    def make(progress: Progress) -> Meaning:
        assert weights is not None
        images = np.stack([chosen.image, *others])
        whole = TensorNetwork(weights, network.architecture, network.pooling)
        classes = np.asarray(whole.logits(images)).argmax(axis=1)
        stages = cascade(images, classes, weights, network.architecture, network.pooling, progress)
        return Meaning([Stage(one.layer, {name: maps[:1] for name, maps in one.maps.items()},
                              one.rank, one.ssim) for one in stages], len(images))

    return Task(("meaning", network.key, chosen.key, now.data is not None), make, chosen.private)


def _asked(now: Shown) -> tuple[object, ...]:
    """Once asked for, every picture and network is answered."""
    return ("meaning",)


def tasks(now: Shown) -> list[Task]:
    """Its pictures first: what is drawn of one of them alone (Grad-CAM) need not wait for them."""
    return [preparing(now.network), *([task(now)] if _wanted(now) else [])]


def _wanted(now: Shown) -> bool:
    return now.network.weights is not None and _asked(now) in now.seen.asked


def show(screen: Screen, now: Shown) -> None:
    wanted = _wanted(now)
    state = now.state(task(now)) if wanted else None
    option = Option("ask", _("Does this mean anything?"))
    if wanted:
        option = Option("leave", _("Cancel") if state is not None and state.pending else _("Hide"))

    def pick(_row: str, value: str) -> None:
        now.seen.ask(_asked(now), value == "ask")

    picks(screen, [Pick("ask", _("Randomize layer by layer"), (option,), "")], key=ASK, height=30,
          on_pick=pick)
    words, table = str(_WHY), ""
    if state is not None and state.found is not None:
        words, table = verdict(state.found), _table(state.found)
    elif state is not None:
        words = str(state.failed) or _("Randomizing: {done} of {total} layers …", done=state.done,
                                       total=state.total)
    done = str(bool(table)).lower()
    said = f'<p class="in-note" role="status" data-done="{done}">{escape(words)}</p>'
    markup(screen, said + table, key="inside-meaning-table", height=24)


def verdict(found: Meaning) -> str:
    """Which methods' pictures fall apart, by their mean rank correlation."""
    means = alike(found.stages)

    def told(names: list[str]) -> str:
        return listed([_("{method} ({mean})", method=_NAMES[name], mean=number(means[name], ".2f"))
                       for name in names])

    apart = [name for name in METHODS if means[name] < STAYS]
    stay = [name for name in METHODS if means[name] >= STAYS]
    about = _("In brackets the rank correlation with the whole network's pictures, 1 being the "
              "same: a mean over {n} pictures and all layers.", n=found.count)
    if not stay:
        return _("All fall apart when the network is random, so they do show what it has learned: "
                 "{apart}.", apart=told(apart)) + " " + about
    if not apart:
        return _("None falls apart though the network is random, so they say little of what it "
                 "has learned: {stay}.", stay=told(stay)) + " " + about
    return _("Falls apart when the network is random, as it should: {apart}. Stays though it knows "
             "nothing, and so says little of what was learned: {stay}.", apart=told(apart),
             stay=told(stay)) + " " + about


def _table(found: Meaning) -> str:
    heads = "".join(f'<th scope="col">{escape(_stage(one))}</th>' for one in found.stages)
    rows = "".join(
        f'<tr><th scope="row">{escape(str(_NAMES[name]))}</th>'
        + "".join(f"<td>{_cell(name, one)}</td>" for one in found.stages) + "</tr>"
        for name in METHODS)
    label = escape(_("What each method draws as more layers are random"))
    return (f'<div class="in-scrolls" tabindex="0" role="region" aria-label="{label}">'
            f'<table class="in-meaning"><thead><tr><td></td>{heads}</tr></thead>'
            f"<tbody>{rows}</tbody></table></div>")


def _stage(one: Stage) -> str:
    return _("+ {layer}", layer=layer_name(one.layer)) if one.layer else _("as trained")


def _cell(name: str, one: Stage) -> str:
    picture = png(_colored(one.maps[name][0]))
    numbers = _("rank {rank}, SSIM {ssim}", rank=number(one.rank[name], ".2f"),
                ssim=number(one.ssim[name], ".2f"))
    alt = escape(_("{method}, {stage}", method=_NAMES[name], stage=_stage(one)))
    return (f'<img src="{picture}" alt="{alt}">'
            f"<small>{escape(numbers) if one.layer else '&nbsp;'}</small>")


def _colored(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    most = float(np.nan_to_num(values).max(initial=0.0))
    return heat(values / most if 0 < most < np.inf else np.zeros_like(values))


SECTION = Section(
    "meaning", show, lazy("Do such pictures mean anything?"), tasks=tasks, hears=(ASK,),
    follows=(PHOTOS,), note=lazy("after Adebayo and others, 2018"))
