"""⋯: what is seldom used: downloads of the run, and how numbers are shown."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from playground.errors import BadInput
from playground.messages import _
from playground.regularizer_words import scientific
from playground.training.history import of_snapshot
from playground.training.manager.managed import RunView
from playground.training.snapshot import Snapshot
from playground.ui import language, navigation, take_along, tour
from playground.ui.presenter import mode
from playground.ui.session import here
from playground.ui.stage import Stage

EPSILONS = (1e-5, 1e-4, 1e-3, 1e-2)


def popover(stage: Stage) -> None:
    view = stage.view
    opened = st.popover(_("Display and downloads"), key=take_along.MENU, on_change="rerun",
                        type="tertiary", icon=":material/more_horiz:")
    if not opened.open:
        return
    with opened:
        language.menu()
        navigation.room_link()
        tour.button()
        mode.button()
        _display()
        st.caption(_("Downloads of this run") if view is not None else
                   _("Downloads are here once a run has begun."))
        if view is not None:
            take_along.button(stage)
            _downloads(view, stage.past)


def _display() -> None:
    at = here()
    at.logarithmic = st.toggle(
        _("Logarithmic loss"), value=at.logarithmic, key="logarithmic", on_change=_of_the_page)
    at.epsilon = st.select_slider(
        _("ε: a weight is near zero below"), EPSILONS, value=at.epsilon, key="epsilon",
        format_func=scientific, on_change=_of_the_page)


def _of_the_page() -> None:
    """Other panels show it."""
    here().needs_page = True


def _downloads(view: RunView, past: Snapshot | None) -> None:
    """Of the whole run; the network as of the epoch that it is wound back to."""
    # Imported here: only a person who asks for a file pays for it.
    from playground.export.history import history_csv
    from playground.export.keras_file import keras_file
    from playground.export.run_json import run_json
    from playground.export.script import can_be_written, script, script_with_pictures

    seen = view.snapshot
    name = f"{seen.experiment.regularizer}-seed-{seen.experiment.seed}"
    shown = of_snapshot(view.run_id, past or seen)
    if past is not None:
        _file(_("Network of epoch {epoch} (.keras)", epoch=past.epoch), lambda: keras_file(shown),
              f"{name}-epoch-{past.epoch}.keras", "neurology")
    elif seen.weights is not None:
        _file(_("Network (.keras)"), lambda: keras_file(shown), f"{name}.keras", "neurology")
    _file(_("Epochs (.csv)"), lambda: history_csv(seen), f"{name}.csv", "table")
    _file(_("Run (.json)"), lambda: run_json(seen), f"{name}.json", "data_object")
    data = view.data
    if data is None:
        return
    try:
        can_be_written(seen)
    except BadInput as error:
        st.caption(str(error))
        return
    _file(_("Keras script (.py)"), lambda: script(seen, data), f"{name}.py", "code")
    # Told what it is, the server does not try to press 25 MB once more while others wait.
    _file(_("Script and pictures (.zip)"), lambda: script_with_pictures(seen, data), f"{name}.zip",
          "folder_zip", "application/zip")


def _file(
    label: str, made: Callable[[], str | bytes], name: str, icon: str, kind: str | None = None
) -> None:
    """Made when it is asked for: most are not, and the popover is there at once."""
    st.download_button(label, made, name, kind, key=f"file-{icon}", on_click="ignore",
                       icon=f":material/{icon}:", width="stretch")
