"""Widgets read off the table of controls: kind, range, label and help come from there alone.

The experiment is the truth; a widget shows it and asks for a change. What is refused, or set by a
preset or a link, is therefore seen in the widget at once.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any, Literal

import streamlit as st

from playground.choice_words import in_words
from playground.controls import Choice, Integer, Number, SourceName, Switch
from playground.data.sources import is_private, private_title, registered
from playground.experiment import CONTROLS, LAMBDA_RANGES
from playground.messages import _, lazy
from playground.regularizer_words import on_button
from playground.ui import actions
from playground.ui.compat.reported import says
from playground.ui.components.knob import knob
from playground.ui.session import Tab, here
from playground.ui.try_hand import kept

_HEARS_WITHIN = 1.0
"""Seconds, in which nobody sets a widget back by hand."""
_TOLD_WITHIN = 2.0
"""Seconds, after which the browser has heard what its widget was set to."""
RESTART = lazy("Takes effect on Reset.")


def help_of(name: str) -> str:
    row = CONTROLS[name]
    return row.help if row.live else _("{help} {restart}", help=row.help, restart=RESTART)


def shows(name: str) -> bool:
    return name not in here().hidden


def _bound(name: str) -> tuple[str, Callable[[], None]]:
    """The widget's key, set to the experiment's value, and what passes a change on."""
    at, key = here(), f"set-{name}"
    value = getattr(at.experiment, CONTROLS[name].field_name)
    if isinstance(CONTROLS[name].kind, SourceName):
        value = value or "none"
    if st.session_state.get(key, value) != value:
        at.overruled[key] = st.session_state[key], time.monotonic()
    if not says(key, value) or time.monotonic() - at.told.get(key, -math.inf) < _TOLD_WITHIN:
        # Unless the browser itself says that it shows this: a run that was cut short may have set
        # it before the browser could hear of it. And not then: what it is told arrives when the
        # person may have clicked already, and would take that back.
        st.session_state[key], at.told[key] = value, time.monotonic()
    return key, lambda: _changed(name, key)


def _changed(name: str, key: str) -> None:
    at, value = here(), st.session_state.get(key)
    if value is None or _on_its_way(at, key, value):
        return
    if name == "regularizer":
        actions.choose_regularizer(at, value)
    else:
        actions.turn(at, {name: value})


def _on_its_way(at: Tab, key: str, value: object) -> bool:
    """Whether the browser cannot know yet that something else was chosen for it, as by a preset.

    With each event it sends what all widgets show: what one showed before would else take the
    preset back.
    """
    before, when = at.overruled.get(key, (None, -math.inf))
    return value == before and time.monotonic() - when < _HEARS_WITHIN


def regularizer() -> None:
    kind = CONTROLS["regularizer"].kind
    assert isinstance(kind, Choice)
    key, changed = _bound("regularizer")
    st.segmented_control(
        CONTROLS["regularizer"].label, kind.options, key=key, on_change=changed, required=True,
        format_func=on_button, disabled="regularizer" in here().barred, wrap=False)


def strength() -> None:
    """λ on the scale of the chosen method, with a stop for off."""
    at = here()
    chosen = at.experiment.regularizer
    low, high = LAMBDA_RANGES[chosen]
    knob(
        _("λ, strength"), at.experiment.lambda_, low=low, high=high, logarithmic=True, off=True,
        key="knob-lambda", help=help_of("lambda"),
        disabled=chosen == "none" or "lambda" in at.barred, direct=True,
        on_change=lambda value: actions.turn(at, {"lambda": value}))


def dial(
    name: str, *, off: bool = False, step: float = 0.0,
    format: Literal["general", "percent"] = "general", unit: str = "",
) -> None:
    """A knob for a number of the table."""
    at, row = here(), CONTROLS[name]
    assert isinstance(row.kind, (Number, Integer))
    whole = isinstance(row.kind, Integer)
    low = row.kind.low
    if isinstance(row.kind, Number) and row.kind.logarithmic:
        low = max(low, 1e-6)
    knob(
        row.label, getattr(at.experiment, row.field_name), low=low, high=row.kind.high,
        logarithmic=isinstance(row.kind, Number) and row.kind.logarithmic, off=off, step=step,
        key=f"knob-{name}", help=help_of(name), disabled=name in at.barred, format=format,
        unit=unit, direct=row.live,
        on_change=lambda value: actions.turn(at, {name: int(value) if whole else value}))


def choice(name: str, *, label_visibility: Any = "visible", words: Any = None) -> None:
    row = CONTROLS[name]
    options = row.kind.options if isinstance(row.kind, Choice) else _sources(name)
    key, changed = _bound(name)
    st.selectbox(
        row.label, options, key=key, on_change=changed, help=help_of(name),
        format_func=words or _source_name, disabled=name in here().barred,
        label_visibility=label_visibility)


def _source_name(value: str) -> str:
    return own_name(value) if is_private(value) else in_words(value)


def own_name(name: str) -> str:
    """What a person's own set is called on the page."""
    title = private_title(name)
    return _("yours: {title}", title=title) if title else _("your pictures")


def number(name: str) -> None:
    row = CONTROLS[name]
    assert isinstance(row.kind, Integer)
    key, changed = _bound(name)
    st.number_input(
        row.label, min_value=row.kind.low, max_value=row.kind.high, step=1, key=key,
        on_change=changed, help=help_of(name), disabled=name in here().barred)


def switch(name: str) -> None:
    row = CONTROLS[name]
    assert isinstance(row.kind, Switch)
    key, changed = _bound(name)
    st.toggle(row.label, key=key, on_change=changed, help=help_of(name),
              disabled=name in here().barred)


def _sources(name: str) -> tuple[str, ...]:
    listed = registered() if name == "data" else (*registered(), "none")
    # A person's own pictures are in their own list alone.
    own = getattr(here().experiment, CONTROLS[name].field_name)
    mine = dict.fromkeys([*kept.own_sources(here().owner), *([own] if is_private(own) else [])])
    return (*listed, *mine)
