"""The chosen layer's weights over the epochs, with a slider to one of them."""

from __future__ import annotations

import math
from html import escape

from playground.data.decoded import Progress
from playground.figures.ridge import ridge_figure
from playground.insight.ridge import Ridge, ridges
from playground.messages import Text, _, lazy
from playground.ui.components.chart import live_chart
from playground.ui.components.knob import knob
from playground.ui.components.markup import markup
from playground.ui.components.screen import Mounting, Screen
from playground.ui.fragments import panel
from playground.ui.inside.choosing import layer_name
from playground.ui.inside.shown import Section, Shown
from playground.ui.inside.work import Task

KNOB, HEIGHT = "inside-epoch", 380
_SHIPPED = lazy("Of the network that ships no epoch but the last is kept.")
_TWO = lazy("Of this run only the start and the end are kept.")


def task(now: Shown) -> list[Task]:
    history = now.network.history
    if history is None or now.network.weights is None:
        return []

    def make(progress: Progress) -> dict[str, Ridge]:
        return dict(ridges(history.kept_epochs, history.weights, progress))

    return [Task(("ridge", now.network.key), make, now.network.private)]


def _last(now: Shown) -> int:
    history = now.network.history
    return max(history.kept_epochs) if history is not None else 0


def draw(screen: Mounting, now: Shown) -> None:
    last = _last(now)
    if last:
        panel(lambda: _slider(now, last), "inside-slider")
    show(screen, now)


def _slider(now: Shown, last: int) -> None:
    chosen = now.seen.epoch if now.seen.epoch is not None else last
    knob(_("Epoch"), min(chosen, last), low=0, high=last, step=1, key=KNOB, direct=True,
         on_change=lambda value: _look_at(now, value))


def _look_at(now: Shown, value: object) -> None:
    """Checked: while it is dragged it comes from the browser as it is."""
    if (isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
            and 0 <= value <= _last(now)):
        now.seen.epoch = round(value)


def show(screen: Screen, now: Shown) -> None:
    screen.hear(KNOB, {"edit": lambda value: _look_at(now, value)})
    wanted = task(now)
    state = now.state(wanted[0]) if wanted else None
    found = state.found.get(now.layer) if state is not None and state.found else None
    words: Text = ""
    if found is not None:
        chosen = _epoch(now, found)
        zeros = found.histograms[found.epochs.index(chosen)].zeros
        words = _("After epoch {epoch}, {n:,} of these weights are exactly zero.", epoch=chosen,
                  n=zeros)
        if len(found.epochs) == 2:
            words = f"{words} {_TWO}"
    elif now.network.weights is not None:
        words = _SHIPPED if state is None else state.failed
    _chart(screen, now, found)
    markup(screen, f'<p class="in-note pg-soft">{escape(str(words))}</p>', key="inside-epochs-note",
           height=24)


def _epoch(now: Shown, found: Ridge) -> int:
    """The one that the slider is at, or the nearest that is kept."""
    wanted = now.seen.epoch if now.seen.epoch is not None else found.epochs[-1]
    return min(found.epochs, key=lambda epoch: abs(epoch - wanted))


def _chart(screen: Screen, now: Shown, found: Ridge | None) -> None:
    layer = layer_name(now.layer)
    if found is None:
        live_chart(screen, ridge_figure(revision="none", edges=[-1.0, 1.0], epochs=[0],
                                        counts=[[0]], chosen=0, limit=0.5),
                   key="inside-ridge", height=HEIGHT, tag="empty",
                   alt=_("The weights of {layer} over the epochs: not known yet.", layer=layer))
        return
    chosen = _epoch(now, found)
    counts = []
    for one in found.histograms:
        row = list(map(int, one.counts))
        row[0] += one.below
        row[-1] += one.above
        counts.append(row)
    live_chart(
        screen, ridge_figure(
            revision=f"{now.network.id}-{now.layer}", edges=found.histograms[0].edges.tolist(),
            epochs=found.epochs, counts=counts, chosen=chosen, limit=found.limit),
        key="inside-ridge", height=HEIGHT, tag=f"{now.network.id} {now.layer} {chosen}",
        alt=_("Histograms of the weights of {layer} after {n} epochs, the one after epoch {epoch} "
              "lit.", layer=layer, n=len(found.epochs), epoch=chosen))


SECTION = Section(
    "epochs", show, lazy("Its weights over the epochs"), draw=draw, tasks=task, hears=(KNOB,))
