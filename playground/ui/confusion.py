"""Which classes are mistaken for which: a matrix whose cells open their pictures."""

from __future__ import annotations

import numpy as np
import streamlit as st

from playground.data.classes import CLASSES
from playground.training.snapshot import SetReading
from playground.ui.components.tiles import Tile, tiles
from playground.ui.session import Tab, here
from playground.ui.stage import Stage, stage_of

MOST = 24


def ask(role: str) -> None:
    """Open the matrix at the next run of the page."""
    at = here()
    if role == "validation":
        at.confusion, at.needs_page = role, True


def draw(at: Tab) -> None:
    """The dialog, until it is closed; the run goes on behind it."""
    if at.confusion:
        _dialog()


def _closed() -> None:
    here().confusion = ""


# Whatever else makes the page run again, as the end of the run does, leaves the dialog open.
@st.dialog("Which classes are mistaken for which", width="large", on_dismiss=_closed)
def _dialog() -> None:
    stage = stage_of(here())
    snapshot = stage.snapshot
    if snapshot is None or not snapshot.records:
        st.write("Nothing has been measured yet; wait for the end of the first epoch.")
        return
    record = snapshot.records[-1]
    st.caption(f"Validation pictures after epoch {record.epoch}. Rows: what they are; columns: "
               "what the network says. Choose a cell to see its pictures.")
    _matrix(record.validation)
    cell = st.session_state.get("confusion-cell", (0, 0))
    _pictures(stage, record.validation, *cell)


def _matrix(reading: SetReading) -> None:
    with st.container(key="confusion"):
        _row("", [f"says {name}" for name in CLASSES])
        for true, name in enumerate(CLASSES):
            columns = st.columns([1.2, 1, 1, 1])
            columns[0].markdown(f"**{name}**")
            for answer, column in enumerate(columns[1:]):
                column.button(
                    f"{reading.confusion[true][answer]}", key=f"cell-{true}-{answer}",
                    width="stretch", on_click=_choose, args=(true, answer),
                    icon=":material/check:" if true == answer else None)


def _row(first: str, names: list[str]) -> None:
    columns = st.columns([1.2, 1, 1, 1])
    for column, name in zip(columns, [first, *names], strict=True):
        column.markdown(name)


def _choose(true: int, answer: int) -> None:
    st.session_state["confusion-cell"] = true, answer


def _pictures(stage: Stage, reading: SetReading, true: int, answer: int) -> None:
    data = stage.view.data if stage.view is not None else None
    if data is None:
        return
    labels = data.pictures.labels[reading.indices]
    here_ = reading.indices[(labels == true) & (reading.answers == answer)]
    what = f"{CLASSES[true]}, answered {CLASSES[answer]}"
    st.markdown(f"**{len(here_)} pictures: {what}**")
    chosen = here_[:MOST]
    right = true == answer
    tiles(
        data.pictures.rgb(chosen) if len(chosen) else np.zeros(
            (0, stage.architecture.size, stage.architecture.size, 3), np.uint8),
        [Tile(right=right, text=what) for _ in chosen], key="confusion-tiles", columns=12,
        height=124, alt=f"{len(chosen)} of {len(here_)} pictures: {what}.")
