"""Which language a page speaks: its link's, else the one chosen here, else the browser's.

The link keeps a language that was named, by a link or in the menu, so that whoever gets it reads
the same; the menu's choice is remembered by the browser in a cookie, which no other site sees.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from playground.messages import DEFAULT, LANGUAGES, _, from_elsewhere, known, preferred
from playground.ui.compat import in_a_script
from playground.ui.components.language import language as component

LINK, COOKIE = "lang", "regularization-playground-language"
_KEY, _MENU = "language", "language-menu"
_LINKED = "language-linked"


@dataclass(frozen=True)
class Spoken:
    """`named`: by a link or in the menu, and not only by the browser. `chosen`: in the menu."""

    language: str
    named: bool = False
    chosen: bool = False


ENGLISH = Spoken(DEFAULT)


def begin() -> None:
    """Find out what this page speaks; before anything of it is drawn, at each run."""
    before, link = _of_session(), known(st.query_params.get(LINK))
    # A link is obeyed when it is opened; what the menu chose since stands, until the address,
    # which the browser brings up to date a moment later, names another.
    fresh = link is not None and link != st.session_state.get(_LINKED)
    st.session_state[_LINKED] = link
    if link is not None and (before is None or (fresh and before.language != link)):
        found = Spoken(link, named=True)
    else:
        found = before or Spoken(asked_for(
            None, st.context.cookies.get(COOKIE), st.context.headers.get("Accept-Language")))
    st.session_state[_KEY] = found


def asked_for(link: str | None, cookie: str | None, accepted: str | None) -> str:
    """The language of a first visit, by its link, the cookie and the browser's own list."""
    return known(link) or known(cookie) or preferred(accepted)


def tell_browser() -> None:
    """Have the browser know what language this is, for whoever is read to, and remember a choice.

    Takes no room on the page.
    """
    found = here()
    component(found.language, key="language-of-page",
              cookie=COOKIE if found.chosen else "")


def here() -> Spoken:
    """What this session's page speaks."""
    return _of_session() or ENGLISH


def menu(*, key: str = _MENU) -> None:
    """The languages there are, each by its own name."""
    language = here().language
    options = [*LANGUAGES, *({language} - set(LANGUAGES))]
    st.session_state[key] = language
    st.selectbox(
        _("Language"), options, key=key, on_change=_choose, args=(key,), width=130,
        format_func=lambda one: LANGUAGES.get(one, one), label_visibility="collapsed")


def _choose(key: str) -> None:
    language = known(st.session_state.get(key))
    if language is not None:
        st.session_state[_KEY] = Spoken(language, named=True, chosen=True)
        st.query_params[LINK] = language


def _of_session() -> Spoken | None:
    found = st.session_state.get(_KEY)
    return found if isinstance(found, Spoken) else None


def _of_thread() -> str | None:
    """For callbacks and fragments, which Streamlit runs before any line of a page."""
    found = _of_session() if in_a_script() else None
    return found.language if found is not None else None


from_elsewhere(_of_thread)
