"""Has a browser fetch at once what each page needs: lines for the head of its HTML.

Streamlit loads the code of each kind of element when it first meets one: each of them waits for the
one before. Named in the page's head, they arrive while Streamlit itself is still read.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from playground.ui.compat import STATIC, sources_of

# By the first word of the file's name; a version of Streamlit that has no such file loses nothing.
_ELEMENTS = (
    "BidiComponent", "Html", "purify", "PageLink", "Button", "MenuButton", "ButtonGroup",
    "Selectbox", "recordbatch", "WidgetLabelHelpIcon", "WidgetLabelHelpIconInline",
)


@cache
def head() -> bytes:
    """The lines, with addresses relative to the page as Streamlit's own are."""
    return "".join(_lines()).encode()


def _lines() -> Iterator[str]:
    # Streamlit's own page names the rest.
    own = (STATIC / "index.html").read_text(encoding="utf-8")
    for name in sources_of(*_ELEMENTS):
        if name not in own:
            yield f'<link rel="modulepreload" href="./static/js/{name}">'
