"""Pictures in: what the network is fed, and what it says of pictures it has not been fed."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import numpy as np
import streamlit as st

from playground.data.classes import SIGNS
from playground.data.first_pictures import FirstTiles
from playground.messages import _, lazy, ngettext
from playground.training.snapshot import BatchCopy
from playground.ui.components.screen import Mounting, Screen
from playground.ui.components.tiles import Tile, tiles
from playground.ui.live.needs import Need
from playground.ui.pictures import COUNT, Pictures, fed_before, full_batch
from playground.ui.stage import Seen, Stage

COLUMNS = 4
HEIGHT = 174
NEEDS = (Need("batch"),)

_JUDGED = {"validation": lazy("Validation"), "elsewhere": lazy("Elsewhere")}


def draw(screen: Mounting, stage: Stage) -> None:
    st.html(f'<div class="pg-heading">{escape(_("Pictures in"))}</div>')
    share = stage.experiment.wrong_labels
    _title("training", _("Training"),
           _("as fed, {share}\N{THIN SPACE}% labeled wrong ◹", share=share) if share
           else _("as fed"))
    _training(screen, stage)
    _title("validation", str(_JUDGED["validation"]), _("same setting, never trained on"))
    _judged(screen, stage, "validation")
    there = stage.pictures.elsewhere is not None
    _title("elsewhere", str(_JUDGED["elsewhere"]),
           _("another setting") if there else _("no other setting is chosen"))
    _judged(screen, stage, "elsewhere")
    for sentence in _what_is_odd(stage.pictures):
        st.caption(sentence)


def _what_is_odd(pictures: Pictures) -> list[str]:
    """What the rows do not show: they hold a few pictures of many."""
    found = []
    if pictures.contradicting:
        found.append(ngettext(
            "{n} picture stands, the same or nearly so, in more than one class.",
            "{n} pictures stand, the same or nearly so, in more than one class.",
            pictures.contradicting))
    if pictures.overlapping:
        found.append(ngettext(
            "{n} picture from elsewhere is, the same or nearly so, among those trained and "
            "validated on.",
            "{n} pictures from elsewhere are, the same or nearly so, among those trained and "
            "validated on.", pictures.overlapping))
    return found


def show(screen: Screen, stage: Stage) -> None:
    _training(screen, stage)
    _judged(screen, stage, "validation")
    _judged(screen, stage, "elsewhere")


def _training(screen: Screen, stage: Stage) -> None:
    snapshot = stage.snapshot
    batch: BatchCopy | FirstTiles | None = None
    if stage.past is not None:
        batch = fed_before(stage.past, stage.view)
    elif snapshot is not None:
        batch = full_batch(stage.run_id, snapshot.batch)
    first = batch if batch is not None else stage.pictures.training
    images, labels, wrong = first.images[:COUNT], first.labels[:COUNT], first.wrong[:COUNT]
    tiles(
        screen,
        images,
        [Tile(wrong_label=bool(bad), chosen=stage.seen.picture == ("training", i),
              text=_("trained as {sign}, which is wrong", sign=SIGNS[int(label)]) if bad
              else _("trained as {sign}", sign=SIGNS[int(label)]))
         for i, (label, bad) in enumerate(zip(labels, wrong, strict=True))],
        key="tiles-training", columns=COLUMNS, height=HEIGHT,
        on_click=_chooser(stage.seen, "training"),
        alt=ngettext(
            "{n} training picture, {wrong} of them labeled wrong.",
            "{n} training pictures, {wrong} of them labeled wrong.",
            len(images), wrong=int(np.sum(wrong))),
        tag=str(stage.step))


def _judged(screen: Screen, stage: Stage, which: str) -> None:
    shown = getattr(stage.pictures, which)
    if shown is None:
        size = stage.architecture.size
        tiles(screen, np.zeros((0, size, size, 3), np.uint8), [], key=f"tiles-{which}",
              columns=COLUMNS, height=HEIGHT, alt=_("No pictures of another setting."))
        return
    answers = stage.answers(which)
    right = answers == shown.labels
    tiles(
        screen,
        shown.images,
        [Tile(right=bool(good) if answer >= 0 else None, chosen=stage.seen.picture == (which, i),
              text=_spoken(int(label), int(answer)))
         for i, (label, answer, good) in enumerate(
             zip(shown.labels, answers, right, strict=True))],
        key=f"tiles-{which}", columns=COLUMNS, height=HEIGHT, on_click=_chooser(stage.seen, which),
        alt=_("{set}: {right} of {all} pictures are answered rightly.",
              set=_JUDGED[which], right=int(right.sum()), all=len(right)),
        tag=str(stage.step))


def _title(which: str, name: str, note: str) -> None:
    st.html(f'<div class="pg-sub pg-set" data-role="{which}"><b>{escape(name)}</b> '
            f'<span class="pg-soft">{escape(note)}</span></div>')


def _spoken(label: int, answer: int) -> str:
    if answer < 0:
        return str(SIGNS[label])
    if answer == label:
        return _("{sign}, answered rightly", sign=SIGNS[label])
    return _("{sign}, answered {answer}", sign=SIGNS[label], answer=SIGNS[answer])


def _chooser(seen: Seen, which: str) -> Callable[[int], None]:
    def choose(place: int) -> None:
        seen.picture = which, place

    return choose
