"""Whose thread this is: Streamlit's own record of it, which has no public name."""

from __future__ import annotations

from streamlit.runtime.scriptrunner_utils import script_run_context


def in_a_script() -> bool:
    """Whether this thread runs a page, a fragment or a callback: there is a session to ask.

    Elsewhere Streamlit would answer with a warning on the terminal.
    """
    return script_run_context.get_script_run_ctx(suppress_warning=True) is not None
