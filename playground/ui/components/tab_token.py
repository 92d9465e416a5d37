"""Keeps the power over a run in the browser's tab: it survives F5, and no link carries it.

`sessionStorage` belongs to one tab. A link that is opened elsewhere finds none, so whoever opens
it sees the same experiment and steers nothing. (A browser's "duplicate tab" copies it.)
"""

from __future__ import annotations

import secrets

import streamlit as st

from playground.ui.components.mounting import component, nothing

_mount = component("tab_token")
LONGEST = 200


def tab_token(*, key: str, write: str | None = None, awaited: bool = False) -> str | None:
    """The token of this tab: None until the browser has answered, which it does where it has one.

    `awaited`: it answers in any case, with an empty one where it has none.

    `write` puts another in its place; empty takes it away; None leaves it. Takes no room on the
    page. It answers by a rerun of its own, at most once a page load. What comes back is
    whatever the browser holds: a manager has to check it.
    Raises `ValueError` for a token over 200 characters.
    """
    if write is not None and len(write) > LONGEST:
        raise ValueError(f"A token has at most {LONGEST} characters, not {len(write)}.")
    written_key = f"{key}-written"
    if write is not None:
        # Remembered here: the browser's answer is of the time before.
        st.session_state[written_key] = write
    written = st.session_state.get(written_key)
    # The browser sends what it once answered to each new session, however old: only what names
    # this session's question is an answer to it.
    question = st.session_state.setdefault(f"{key}-question", secrets.token_hex(4))
    result = _mount(
        key=key, data={"write": written, "question": question, "awaited": awaited},
        on_token_change=nothing)
    if written is not None:
        return str(written)
    asked, _, token = str(result.get("token") or "").partition(":")
    if asked != question:
        return None
    return token if len(token) <= LONGEST else ""
