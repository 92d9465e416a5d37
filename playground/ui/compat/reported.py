"""What the browser says that a widget shows; Streamlit keeps that apart from what was set."""

from __future__ import annotations

from streamlit.runtime.scriptrunner_utils import script_run_context


def says(key: str, value: object) -> bool:
    """Whether the message that began this run says that the widget shows `value`.

    To be asked before the script sets the widget or draws it. False also where the message knows
    nothing of it, as of one that the browser has not drawn yet.
    """
    context = script_run_context.get_script_run_ctx(suppress_warning=True)
    if context is None:
        return False
    state = context.session_state._state
    widget = state._key_id_mapper.get_id_from_key(key, None)
    told = state._new_widget_state
    return widget is not None and widget in told and bool(told[widget] == value)
