"""What the first page's HTML names, so that it arrives early."""

from __future__ import annotations

from playground.ui.first_load import head


def test_files_of_streamlit_are_found_by_their_first_word() -> None:
    assert head().count(b"modulepreload") > 8
    assert b"/BidiComponent." in head()


def test_what_a_file_needs_is_named_once_and_not_what_the_page_names_itself() -> None:
    # Of the select box, and of what that needs.
    assert head().count(b"/Autocomplete.") == head().count(b"/useFilter.") == 1
    assert b"/react-dom." not in head()
