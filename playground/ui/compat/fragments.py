"""What Streamlit tells one fragment from another by."""

from __future__ import annotations

from collections.abc import Callable


def known_as(run: Callable[[], None], name: str, module: str) -> Callable[[], None]:
    """`run`, to be a fragment of that name: else all that one function makes would be one.

    A fragment's id is made of its function's module and qualified name, of where it is drawn, and
    of the session. That is how `st.fragment` does it (1.67), and is not documented.
    """
    run.__qualname__, run.__module__ = name, module
    return run
