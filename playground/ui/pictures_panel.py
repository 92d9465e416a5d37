"""Pictures in: what the network is fed, and what it says of pictures it has not been fed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import streamlit as st

from playground.data.classes import CLASSES
from playground.ui.components.tiles import Tile, tiles
from playground.ui.fragments import follow
from playground.ui.network_panel import ask
from playground.ui.pictures import COUNT, full_batch
from playground.ui.session import here
from playground.ui.stage import Stage, stage_of

COLUMNS = 4
HEIGHT = 174


def draw() -> None:
    at = here()
    follow(at)
    stage = stage_of(at)
    if at.pictures_pending and not stage.pictures_pending:
        # Decoded meanwhile: every panel has other pictures to show.
        at.pictures_pending = False
        st.rerun()
    ask(at, stage, "batch")
    st.html('<div class="pg-heading">Pictures in</div>')
    _training(stage)
    _judged(stage, "validation", "Validation", "same setting, never trained on")
    _judged(stage, "elsewhere", "Elsewhere", "another setting")


def _training(stage: Stage) -> None:
    snapshot = stage.snapshot
    batch = full_batch(stage.run_id, snapshot.batch) if snapshot is not None else None
    first = batch if batch is not None else stage.pictures.training
    images, labels, wrong = first.images[:COUNT], first.labels[:COUNT], first.wrong[:COUNT]
    share = stage.experiment.wrong_labels
    note = f"as fed, {share}&thinsp;% labeled wrong ◹" if share else "as fed"
    _title("training", "Training", note)
    at = here()
    tiles(
        images,
        [Tile(wrong_label=bool(bad), chosen=at.picture == ("training", i),
              text=f"trained as {CLASSES[int(label)]}{', which is wrong' if bad else ''}")
         for i, (label, bad) in enumerate(zip(labels, wrong, strict=True))],
        key="tiles-training", columns=COLUMNS, height=HEIGHT, on_click=_chooser("training"),
        alt=f"{len(images)} training pictures, {int(np.sum(wrong))} of them labeled wrong.",
        tag=str(stage.step))


def _judged(stage: Stage, which: str, name: str, note: str) -> None:
    shown = getattr(stage.pictures, which)
    if shown is None:
        _title(which, name, "no other setting is chosen")
        size = stage.architecture.size
        tiles(np.zeros((0, size, size, 3), np.uint8), [], key=f"tiles-{which}", columns=COLUMNS,
              height=HEIGHT, alt="No pictures of another setting.")
        return
    answers, at = stage.answers(which), here()
    right = answers == shown.labels
    _title(which, name, note)
    tiles(
        shown.images,
        [Tile(right=bool(good) if answer >= 0 else None, chosen=at.picture == (which, i),
              text=_spoken(int(label), int(answer)))
         for i, (label, answer, good) in enumerate(
             zip(shown.labels, answers, right, strict=True))],
        key=f"tiles-{which}", columns=COLUMNS, height=HEIGHT, on_click=_chooser(which),
        alt=f"{int(right.sum())} of {len(right)} {name.lower()} pictures are answered rightly.",
        tag=str(stage.step))


def _title(which: str, name: str, note: str) -> None:
    st.html(f'<div class="pg-sub pg-set" data-role="{which}"><b>{name}</b> '
            f'<span class="pg-soft">{note}</span></div>')


def _spoken(label: int, answer: int) -> str:
    if answer < 0:
        return CLASSES[label]
    if answer == label:
        return f"{CLASSES[label]}, answered rightly"
    return f"{CLASSES[label]}, answered {CLASSES[answer]}"


def _chooser(which: str) -> Callable[[int], None]:
    def choose(place: int) -> None:
        at = here()
        at.picture = (which, place)
        # Another panel shows the picture's feature maps.
        at.needs_page = True

    return choose
