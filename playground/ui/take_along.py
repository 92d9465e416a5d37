"""What a person takes along of a run besides its files: a result card, and the drain as a loop."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from playground.data.sources import registered
from playground.errors import BadInput
from playground.export.qr import qr_modules
from playground.insight.shares import weight_shares
from playground.insight.weight_matrix import MatrixView, matrix_levels
from playground.link import to_link
from playground.messages import _, number
from playground.model.weights import glorot_limit
from playground.regularizer_words import name_of, scientific
from playground.ui import address, past, score_panel
from playground.ui.components.chart import plain
from playground.ui.components.take_along import take_along
from playground.ui.matrix_panel import COLUMNS, ROWS, kernel_layer
from playground.ui.presenter.joining import page_address
from playground.ui.session import Tab, here
from playground.ui.stage import Stage, stage_of

MOST_FRAMES = 45
MENU = "rest"
"""The key of the menu that the button is in."""


def button(stage: Stage) -> None:
    """In the menu, beside the downloads."""
    st.button(_("Result card and loop …"), key="take-along", icon=":material/image:",
              on_click=_ask, args=(here(),), disabled=not _measured(stage), width="stretch")


def _ask(at: Tab) -> None:
    at.taking = at.needs_page = True
    # The menu would lie over the dialog.
    st.session_state[MENU] = False


def _measured(stage: Stage) -> bool:
    return stage.now is not None and bool(stage.now.records)


def draw(at: Tab) -> None:
    """The dialog, until it is closed; the run goes on behind it."""
    def closed() -> None:
        at.taking = False

    if at.taking:
        st.dialog(_("Take it along"), width="medium", on_dismiss=closed)(_dialog)(at)


def _dialog(at: Tab) -> None:
    stage = stage_of(at)
    if not _measured(stage):
        st.write(_("Nothing has been measured yet; wait for the end of the first epoch."))
        return
    name = f"{stage.experiment.regularizer}-seed-{stage.experiment.seed}"
    link, modules = _code(at, stage)
    card, levels = _card(stage, link, len(modules))
    loop, frames = _loop(at, stage)
    if loop is not None:
        loop |= {"save": _("Save the loop (.gif)"), "name": f"{name}.gif"}
    card |= {"save": _("Save the card (.png)"), "name": f"{name}.png"}
    take_along(
        {"card": card, "loop": loop, "tag": f"{stage.run_id}-{stage.step}",
         "none": _("There is no loop of this run: only one epoch of its weights is kept.")},
        bytes(dark for row in modules for dark in row), levels.levels.tobytes(), frames,
        key="take-along-files")


def _code(at: Tab, stage: Stage) -> tuple[str, tuple[tuple[bool, ...], ...]]:
    """The page's address as words, and the link to this run as a code, shorter where it must be."""
    page = page_address() or "http://localhost/"
    shown = page.split("://", 1)[-1].rstrip("/")
    for query in (address.query(at, stage.view), to_link(at.experiment, registered())):
        try:
            return shown, qr_modules(f"{page}?{query}")
        except BadInput:
            continue
    return shown, qr_modules(page)


def _card(stage: Stage, link: str, modules: int) -> tuple[dict[str, Any], MatrixView]:
    view = _matrix(stage, stage.weights)
    rows, columns = view.levels.shape
    labels = {"training": _("TRAIN"), "validation": _("VALID"), "elsewhere": _("ELSEWHERE")}
    said = score_panel.said(stage)
    numbers = [
        {"role": role, "label": label,
         "value": "–" if score is None else f"{_as_on_the_page(score)} %"}
        for (role, label), score in zip(labels.items(), score_panel.scores(stage), strict=True)]
    experiment = stage.experiment
    return {
        "title": name_of(experiment), "link": link, "modules": modules, "sentence": said,
        "subtitle": _("Seed {seed}, {epoch} of {epochs} epochs", seed=experiment.seed,
                      epoch=stage.snapshot.epoch if stage.snapshot else 0,
                      epochs=experiment.epochs),
        "numbers": numbers, "figure": plain(score_panel.accuracy(stage)),
        "matrix": _("Weights of {layer}", layer=kernel_layer(stage).name),
        "rows": rows, "columns": columns,
        "alt": _("Result card: {sentence}", sentence=said),
    }, view


def _as_on_the_page(score: float) -> int:
    """Percent, rounded as the page's numbers are: halves up."""
    return math.floor(100 * score + 0.5)


def _loop(at: Tab, stage: Stage) -> tuple[dict[str, Any] | None, bytes]:
    """The weights of each kept epoch; of many, evenly chosen ones with the first and the last."""
    kept = stage.kept_epochs
    if len(kept) > MOST_FRAMES:
        places = np.linspace(0, len(kept) - 1, MOST_FRAMES).round().astype(int)
        kept = tuple(kept[at] for at in places)
    epochs, frames, shape = [], [], (0, 0)
    for epoch in kept:
        seen = past.snapshot_at(at.ticket, stage.view, epoch)
        if seen is None or seen.weights is None:
            continue
        view = _matrix(stage, seen.weights.arrays)
        shape = view.levels.shape
        frames.append(view.levels.tobytes())
        epochs.append(_epoch(stage, epoch, seen.weights.arrays))
    if len(epochs) < 2:
        return None, b""
    return {
        "title": name_of(stage.experiment), "rows": shape[0], "columns": shape[1],
        "words": {"zeros": _("exactly 0"),
                  "near": _("|w| under {epsilon}", epsilon=scientific(stage.seen.epsilon))},
        "epochs": epochs,
        "alt": _("The weights of {layer} over {epochs} epochs, as a loop of six seconds.",
                 layer=kernel_layer(stage).name, epochs=kept[-1]),
    }, b"".join(frames)


def _epoch(stage: Stage, epoch: int, arrays: Mapping[str, Any]) -> dict[str, Any]:
    kernel = arrays[f"{kernel_layer(stage).name}/kernel"]
    shares = weight_shares(kernel, glorot_limit(kernel.shape), stage.seen.epsilon)
    return {
        "label": _("epoch {epoch}", epoch=epoch),
        "zeros": f"{number(100 * shares.exact_zeros, '.0f')} %", "zero_share": shares.exact_zeros,
        "near": f"{number(100 * shares.near_zeros, '.0f')} %", "near_share": shares.near_zeros}


def _matrix(stage: Stage, arrays: Mapping[str, Any]) -> MatrixView:
    layer = kernel_layer(stage)
    assert layer.kernel is not None
    return matrix_levels(
        arrays[f"{layer.name}/kernel"], glorot_limit(layer.kernel), ROWS, COLUMNS)
