"""What Streamlit keeps to itself is where it was, and nothing else of it is touched elsewhere."""

from __future__ import annotations

import ast
import inspect
import re
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime import fragment
from streamlit.testing.v1 import AppTest

from playground.ui import compat
from playground.ui.compat import files, host, markup

PLAYGROUND = Path(compat.__file__).parents[2]
PAGES = [PLAYGROUND.parent / "app.py", *(PLAYGROUND.parent / "pages").glob("*.py")]
# Told in Streamlit's documents.
PUBLIC = {"streamlit.components.v2.types", "streamlit.typing"}
NAMED = re.compile(
    r"""\[data-testid=\\?["'](\w+)|(?<![\w.])\.(st[A-Z]\w+)|["'](st[A-Z]\w+)["']|\[(data-stale)""")


@cache
def built() -> str:
    """All of the browser's code, as Streamlit ships it."""
    return "".join(path.read_text(encoding="utf-8") for path in files.CODE.glob("*.js"))


def ours(*suffixes: str) -> list[Path]:
    found = [path for path in (PLAYGROUND / "ui").rglob("*") if path.suffix in suffixes]
    return [path for path in found if "vendor" not in path.parts]


@pytest.mark.parametrize(
    "name", [*markup.NAMES, *host.HEARD, *host.TITLES, *host.GIVEN], ids=str)
def test_streamlits_own_code_still_has_the_name(name: str) -> None:
    assert re.search(rf"[`\"'.]{name}\b", built())


def test_style_sheets_and_components_go_by_no_other_name_of_streamlits() -> None:
    used = {
        next(filter(None, found.groups())): str(path.relative_to(PLAYGROUND))
        for path in ours(".css", ".js") for found in NAMED.finditer(path.read_text("utf-8"))}
    assert len(used) > 15
    known = {*markup.NAMES, *host.HEARD}
    assert {name: path for name, path in used.items() if name not in known} == {}


def test_no_name_is_listed_that_nothing_goes_by() -> None:
    text = "".join(path.read_text("utf-8") for path in ours(".css", ".js"))
    assert [name for name in markup.NAMES if name not in text] == []
    watch = (PLAYGROUND / "ui" / "components" / "stream_watch.js").read_text("utf-8")
    assert [name for name in (*host.HEARD, *host.GIVEN) if name not in watch] == []


def test_no_other_module_imports_what_is_not_public() -> None:
    inside = Path(compat.__file__).parent
    private = []
    for path in [*ours(".py"), *PAGES]:
        if inside in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = ([one.name for one in node.names] if isinstance(node, ast.Import) else
                     [node.module or ""] if isinstance(node, ast.ImportFrom) else [])
            private += [(path.name, name) for name in names
                        if name.startswith("streamlit.") and name not in PUBLIC]
    assert private == []


def test_a_minified_file_still_names_what_it_needs() -> None:
    needed = files.sources_of("Selectbox")
    assert any(name.startswith("Selectbox.") for name in needed)
    assert len(needed) > 5
    assert all((files.CODE / name).is_file() for name in needed)
    assert files.sources_of("NoSuchElement") == []


def test_streamlits_page_has_the_places_that_lines_are_added_at() -> None:
    own = (compat.STATIC / "index.html").read_text("utf-8")
    for place in ('<html lang="en"', "</head>", '<div id="root">'):
        assert own.count(place) == 1


def two_of_one_function() -> None:
    import streamlit as st

    from playground.ui.compat import known_as

    def made(word: str) -> None:
        def run() -> None:
            st.text(word)
            st.button(word, key=word)

        st.fragment(known_as(run, word, "made"))()

    made("first")
    made("second")


def test_fragments_that_one_function_makes_are_told_apart() -> None:
    source = inspect.getsource(fragment)
    assert "func.__module__" in source
    assert "get_object_name" in source
    shown = AppTest.from_function(two_of_one_function).run()
    assert [one.value for one in shown.text] == ["first", "second"]
    shown.button(key="second").click().run()
    assert not shown.exception


def test_outside_of_a_page_there_is_no_session_to_ask() -> None:
    assert not compat.in_a_script()
    assert AppTest.from_function(within).run().text[0].value == "True"


def within() -> None:
    import streamlit as st

    from playground.ui.compat import in_a_script

    st.text(str(in_a_script()))


def test_this_is_the_version_it_was_all_looked_at_with() -> None:
    told = (PLAYGROUND.parent / "docs" / "streamlit-internals.md").read_text("utf-8")
    assert f"Streamlit {st.__version__}" in told, (
        "another Streamlit: go through docs/streamlit-internals.md, and name it there")
