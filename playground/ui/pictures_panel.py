"""Pictures in: what the network is fed, and what it says of pictures it has not been fed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import streamlit as st

from playground.data.classes import CLASSES
from playground.ui.components.screen import Mounting, Screen
from playground.ui.components.tiles import Tile, tiles
from playground.ui.live.needs import Need
from playground.ui.pictures import COUNT, full_batch
from playground.ui.stage import Seen, Stage

COLUMNS = 4
HEIGHT = 174
NEEDS = (Need("batch"),)

_JUDGED = {"validation": "Validation", "elsewhere": "Elsewhere"}


def draw(screen: Mounting, stage: Stage) -> None:
    st.html('<div class="pg-heading">Pictures in</div>')
    share = stage.experiment.wrong_labels
    _title("training", "Training",
           f"as fed, {share}&thinsp;% labeled wrong ◹" if share else "as fed")
    _training(screen, stage)
    _title("validation", _JUDGED["validation"], "same setting, never trained on")
    _judged(screen, stage, "validation")
    there = stage.pictures.elsewhere is not None
    _title("elsewhere", _JUDGED["elsewhere"],
           "another setting" if there else "no other setting is chosen")
    _judged(screen, stage, "elsewhere")


def show(screen: Screen, stage: Stage) -> None:
    _training(screen, stage)
    _judged(screen, stage, "validation")
    _judged(screen, stage, "elsewhere")


def _training(screen: Screen, stage: Stage) -> None:
    snapshot = stage.snapshot
    batch = full_batch(stage.run_id, snapshot.batch) if snapshot is not None else None
    first = batch if batch is not None else stage.pictures.training
    images, labels, wrong = first.images[:COUNT], first.labels[:COUNT], first.wrong[:COUNT]
    tiles(
        screen,
        images,
        [Tile(wrong_label=bool(bad), chosen=stage.seen.picture == ("training", i),
              text=f"trained as {CLASSES[int(label)]}{', which is wrong' if bad else ''}")
         for i, (label, bad) in enumerate(zip(labels, wrong, strict=True))],
        key="tiles-training", columns=COLUMNS, height=HEIGHT,
        on_click=_chooser(stage.seen, "training"),
        alt=f"{len(images)} training pictures, {int(np.sum(wrong))} of them labeled wrong.",
        tag=str(stage.step))


def _judged(screen: Screen, stage: Stage, which: str) -> None:
    shown = getattr(stage.pictures, which)
    if shown is None:
        size = stage.architecture.size
        tiles(screen, np.zeros((0, size, size, 3), np.uint8), [], key=f"tiles-{which}",
              columns=COLUMNS, height=HEIGHT, alt="No pictures of another setting.")
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
        alt=f"{int(right.sum())} of {len(right)} {_JUDGED[which].lower()} pictures are "
            "answered rightly.",
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


def _chooser(seen: Seen, which: str) -> Callable[[int], None]:
    def choose(place: int) -> None:
        seen.picture = which, place

    return choose
