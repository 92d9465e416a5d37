"""Which classes are mistaken for which: a matrix whose cells open their pictures."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import streamlit as st

from playground.data.classes import SIGNS
from playground.messages import _, ngettext
from playground.training.snapshot import SetReading
from playground.ui.components.screen import Mounting
from playground.ui.components.tiles import Tile, tiles
from playground.ui.session import Tab
from playground.ui.stage import Seen, Stage, stage_of

MOST = 24


def asker(seen: Seen) -> Callable[[str], None]:
    """Opens the matrix at the next run of the page."""
    def ask(role: str) -> None:
        if role == "validation":
            seen.confusion, seen.needs_page = role, True

    return ask


def draw(at: Tab) -> None:
    """The dialog, until it is closed; the run goes on behind it."""
    def closed() -> None:
        at.confusion = ""

    if at.confusion:
        # Whatever else makes the page run again, as the end of the run does, leaves it open.
        st.dialog(_("Which classes are mistaken for which"), width="large", on_dismiss=closed)(
            _dialog)(at)


def _dialog(at: Tab) -> None:
    screen = Mounting()
    stage = stage_of(at)
    snapshot = stage.snapshot
    if snapshot is None or not snapshot.records:
        st.write(_("Nothing has been measured yet; wait for the end of the first epoch."))
        return
    record = snapshot.records[-1]
    st.caption(_("Validation pictures after epoch {epoch}. Rows: what they are; columns: what the "
                 "network says. Choose a cell to see its pictures.", epoch=record.epoch))
    _matrix(record.validation)
    cell = st.session_state.get("confusion-cell", (0, 0))
    _pictures(screen, stage, record.validation, *cell)


def _matrix(reading: SetReading) -> None:
    with st.container(key="confusion"):
        _row("", [_("says {sign}", sign=sign) for sign in SIGNS])
        for true, name in enumerate(SIGNS):
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


def _pictures(
    screen: Mounting, stage: Stage, reading: SetReading, true: int, answer: int
) -> None:
    data = stage.view.data if stage.view is not None else None
    if data is None:
        return
    labels = data.pictures.labels[reading.indices]
    here_ = reading.indices[(labels == true) & (reading.answers == answer)]
    what = _("{sign}, answered {answer}", sign=SIGNS[true], answer=SIGNS[answer])
    told = ngettext("{n} picture: {what}", "{n} pictures: {what}", len(here_), what=what)
    st.markdown(f"**{told}**")
    chosen = here_[:MOST]
    right = true == answer
    tiles(
        screen,
        data.pictures.rgb(chosen) if len(chosen) else np.zeros(
            (0, stage.architecture.size, stage.architecture.size, 3), np.uint8),
        [Tile(right=right, text=what) for _ in chosen], key="confusion-tiles", columns=12,
        height=124, alt=_("{shown} of {all} pictures: {what}.",
                             shown=len(chosen), all=len(here_), what=what))
