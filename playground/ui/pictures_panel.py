"""Pictures in: what the network is fed, and what it says of pictures it has not been fed."""

from __future__ import annotations

import numpy as np
import streamlit as st

from playground.data.classes import CLASSES
from playground.ui.components.tiles import tiles
from playground.ui.network_panel import ask
from playground.ui.pictures import COUNT
from playground.ui.session import here
from playground.ui.stage import Stage, stage_of

COLUMNS, SIDE = 4, 60
HEIGHT = 3 * (SIDE + 6)


def draw() -> None:
    at = here()
    stage = stage_of(at)
    ask(at, stage, "batch")
    st.html('<div class="pg-heading">Pictures in</div>')
    _training(stage)
    _judged(stage, "validation", "Validation: new pictures, same setting")
    _judged(stage, "elsewhere", "Elsewhere: another setting, never trained on")


def _training(stage: Stage) -> None:
    snapshot = stage.snapshot
    batch = snapshot.batch if snapshot is not None else None
    if batch is not None:
        images, labels, wrong = (x[:COUNT] for x in (batch.images, batch.labels, batch.wrong))
    else:
        first = stage.pictures.training
        images, labels, wrong = first.images, first.labels, first.wrong
    share = stage.experiment.wrong_labels
    note = f", {share}&thinsp;% labeled wrong" if share else ""
    st.html(f'<div class="pg-sub"><b>Training</b> as fed{note}</div>')
    tiles(
        images, key="tiles-training", columns=COLUMNS, size=SIDE, height=HEIGHT,
        names=[CLASSES[int(label)] for label in labels], right=None, wrong_label=wrong,
        alt=f"{len(images)} training pictures, {int(np.sum(wrong))} of them labeled wrong.",
        on_click=lambda place: _choose("training", place))


def _judged(stage: Stage, which: str, title: str) -> None:
    shown = getattr(stage.pictures, which)
    head, _, rest = title.partition(":")
    st.html(f'<div class="pg-sub"><b>{head}</b>{rest}</div>')
    if shown is None:
        st.html('<div class="pg-sub pg-soft" style="height:198px">No other setting is chosen.</div>')
        return
    answers = stage.answers(which)
    right = answers == shown.labels
    tiles(
        shown.images, key=f"tiles-{which}", columns=COLUMNS, size=SIDE, height=HEIGHT,
        names=[CLASSES[int(a)] if a >= 0 else "" for a in answers], right=right,
        alt=f"{int(right.sum())} of {len(right)} {head.lower()} pictures are answered rightly.",
        on_click=lambda place: _choose(which, place))


def _choose(which: str, place: int) -> None:
    here().picture = (which, place)
