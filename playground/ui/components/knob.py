"""A slider that acts while it is dragged: `st.slider` sends its value on release only."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Literal

import streamlit as st

from playground.messages import _, decimal_sign, pgettext
from playground.ui.components.mounting import component
from playground.ui.live.message import packed

_mount = component("knob")
HEIGHT = 56


def knob(
    label: str,
    value: float,
    *,
    low: float,
    high: float,
    key: str,
    logarithmic: bool = False,
    off: bool = False,
    step: float = 0.0,
    disabled: bool = False,
    help: str = "",
    format: Literal["general", "percent"] = "general",
    unit: str = "",
    direct: bool = False,
    on_change: Callable[[float], None] | None = None,
) -> float:
    """A slider over [low, high] (56 px high): what the person has just chosen, else `value`.

    `value` is the truth and the caller's: store what is returned, and pass it back at the next
    run. What is dragged meanwhile stays where the hand is; what the caller sets (a preset) moves
    the knob. Sends at most ten times a second while dragged, and always the last value.
    `off`: a stop at the left end that means 0 (with `logarithmic`, 0 has no other place).
    `step`: values are multiples of it (0: two significant digits); typed values are taken as
    they are. `format`: `percent` shows 0.25 as 25 %. `unit` stands after the number.
    With `on_change`, called before the run as Streamlit's own, `value` must be what that has
    stored: it is what is shown and returned.
    `direct`: while it is dragged, what it says goes over the page's own connection, as the event
    `edit` of the place `key`, where there is one; where it comes to rest it says so as ever.
    A value that comes from the browser is checked: out of range or no number, `value` stands.
    """
    def edited() -> Any:
        return (st.session_state.get(key) or {}).get("edit")

    def called() -> None:
        number = _checked(edited(), low, high, off)
        if on_change is not None and number is not None and not disabled:
            on_change(number)

    edit, seen_key = edited(), f"{key}-seen"
    # An edit outweighs the caller's value once: a preset that comes later must outweigh it.
    if _edit_id(edit) != st.session_state.get(seen_key, 0):
        st.session_state[seen_key] = _edit_id(edit)
        number = _checked(edit, low, high, off)
        if number is not None and on_change is None and not disabled:
            value = number
    _mount(
        key=key, on_edit_change=called, height=HEIGHT,
        # Packed: see copy_link.py.
        data=packed({
            "label": label, "value": value, "low": low, "high": high, "off": off,
            "logarithmic": logarithmic, "step": step, "disabled": disabled, "help": help,
            "format": format, "unit": unit, "seen": _edit_id(edit),
            "place": key if direct else "",
            "words": {"off": pgettext("a knob", "off"), "point": decimal_sign(),
                      "exact": _("{label}, exact value", label=label)},
        }),
    )
    return value


def _edit_id(edit: Any) -> int:
    number = edit.get("id") if isinstance(edit, dict) else None
    return number if isinstance(number, int) else 0


def _checked(edit: Any, low: float, high: float, off: bool) -> float | None:
    number = edit.get("value") if isinstance(edit, dict) else None
    if isinstance(number, bool) or not isinstance(number, (int, float)):
        return None
    if not math.isfinite(number) or not (low <= number <= high or (off and number == 0)):
        return None
    return float(number)
