"""A link that opens the same comparison elsewhere, and its table as a file."""

from __future__ import annotations

import json

import streamlit as st

from playground.comparison.table import table
from playground.messages import _, ngettext
from playground.ui.compare.choice import Choice, shared
from playground.ui.compare.compared import compared
from playground.ui.components.copy_link import copy_link


def draw(seen: Choice) -> None:
    opened = st.popover(
        _("Link and files"), key="compare-take", on_change="rerun", icon=":material/share:")
    if not opened.open:
        return
    with opened:
        _inside(seen)


def _inside(seen: Choice) -> None:
    shown = compared(seen)
    if not shown.runs:
        return
    link = shared(seen, shown.histories)
    copy_link(key="compare-link", label=_("Copy link"), query=link.query, help=_(
        "Whoever opens it sees the same comparison; where these runs are not, it trains them"))
    if link.left_out:
        st.caption(ngettext(
            "{n} run is left out of the link: nobody else has its pictures.",
            "{n} runs are left out of the link: nobody else has their pictures.", link.left_out))
    # Imported here: only a person who asks for a file pays for it.
    from playground.comparison.export import csv_text, document, markdown

    found = table(shown.lettered)
    _file(_("Table (.csv)"), csv_text(found), "comparison.csv", "text/csv", "table")
    _file(_("Table (.json)"), json.dumps(document(found), indent=1), "comparison.json",
          "application/json", "data_object")
    _file(_("Table (.md)"), markdown(found), "comparison.md", "text/markdown", "article")


def _file(label: str, data: str, name: str, kind: str, icon: str) -> None:
    st.download_button(label, data, name, kind, key=f"compare-file-{icon}", on_click="ignore",
                       icon=f":material/{icon}:", width="stretch")
