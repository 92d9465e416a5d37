"""Bring your own: a .zip or many files, a sign for each folder, and a set to train on."""

from __future__ import annotations

from html import escape
from pathlib import PurePosixPath

import streamlit as st

from playground.data.brought import BroughtFile, BroughtFolder, read_brought
from playground.data.classes import CLASSES, SIGNS
from playground.data.own import what_is_missing
from playground.data.sources import is_private, register_private
from playground.errors import BadInput
from playground.messages import Text, _, lazy, lazy_n, ngettext, number
from playground.photo.own_set import OwnSet
from playground.ui import navigation
from playground.ui.data.bringing import Bringing
from playground.ui.data.contents import ORDER
from playground.ui.data.loaded import forget_own
from playground.ui.data.state import Seen, look_at
from playground.ui.session import Tab
from playground.ui.try_hand import kept
from playground.ui.try_hand.answer_card import capital
from playground.ui.try_hand.desk import Desk
from playground.ui.widgets import own_name

MOST_UPLOAD_MIB = 400
"""The article's set takes 126 to 300."""
MOST_SETS = 4
_MOST_FOLDERS = 24
_LONGEST_TITLE = 40
_MOST_TOLD = 4
_LEAVE_OUT = -1
_WHAT = lazy(
    "Photos in folders named rock, paper and scissors, in any case; folders of other names get "
    "their sign from you. Nothing is stored on the disk: your set stays in the server's memory, "
    "nobody else sees it, and it is gone an hour after you close the page.")
_GROUPS = lazy(
    "Whose hands a picture shows is not known of your set, a groups.csv is not read: only pictures "
    "that look alike stay together when it is split.")


def draw(at: Tab, page: Seen, mine: Desk) -> None:
    if page.problem:
        st.html(f'<p class="th-problem" role="alert">{escape(str(page.problem))}</p>')
    for sentence in page.told:
        st.html(f'<p class="da-note">{escape(capital(str(sentence)))}</p>')
    if page.bringing is not None:
        _reading(page, mine)
        return
    if page.found is not None:
        _assign(page)
        return
    st.html(f'<p class="da-note">{escape(str(_WHAT))} {escape(str(_GROUPS))}</p>')
    with st.container(key="data-ways", horizontal=True):
        files = st.file_uploader(
            _("A .zip, or many pictures"), accept_multiple_files=True,
            key=f"data-files-{page.uploader}", max_upload_size=MOST_UPLOAD_MIB)
        folder = st.file_uploader(
            _("A folder"), accept_multiple_files="directory",
            key=f"data-folder-{page.uploader}", max_upload_size=MOST_UPLOAD_MIB)
    came = [*(files or []), *(folder or [])]
    if came:
        _take(page, [BroughtFile(one.name, one.getvalue()) for one in came])
        st.rerun()
    _own_sets(at, page, mine)


def _take(page: Seen, files: list[BroughtFile]) -> None:
    page.uploader += 1
    page.problem, page.told, page.signs = "", (), {}
    try:
        page.found = read_brought(files)
    except BadInput as error:
        page.problem = error.text
        return
    page.title = _title(files)
    known = {folder.label for folder in page.found.folders}
    if known == set(range(len(CLASSES))):
        # Nothing to ask: the names say it all.
        _read(page)


def _title(files: list[BroughtFile]) -> str:
    first = PurePosixPath(files[0].path)
    name = first.stem if len(first.parts) == 1 else first.parts[0]
    return name[:_LONGEST_TITLE]


def _assign(page: Seen) -> None:
    """Which folder holds which sign."""
    found = page.found
    assert found is not None
    pictures = sum(len(folder.pictures) for folder in found.folders)
    st.html('<p class="da-large">' + escape(ngettext(
        "{n:,} picture in {folders}. Which sign do they show?",
        "{n:,} pictures in {folders}. Which sign do they show?", pictures,
        folders=lazy_n("{n} folder", "{n} folders", len(found.folders)))) + "</p>")
    with st.container(key="data-folders"):
        for place, folder in enumerate(found.folders[:_MOST_FOLDERS]):
            _sign_of(page, place, folder)
    rest = found.folders[_MOST_FOLDERS:]
    if rest:
        st.html('<p class="da-note">' + escape(ngettext(
            "{n} more folder is not listed; it keeps the sign that its name means.",
            "{n} more folders are not listed; they keep the signs that their names mean.",
            len(rest))) + "</p>")
    for sentence in found.left_out.sentences():
        st.html(f'<p class="da-note">{escape(capital(str(sentence)))}</p>')
    chosen = len(found.labeled(page.signs))
    with st.container(key="data-assign", horizontal=True):
        st.button(ngettext("Read {n:,} picture", "Read {n:,} pictures", chosen), key="data-read",
                  type="primary", disabled=not chosen, on_click=_read, args=(page,))
        st.button(_("Bring something else"), key="data-away", type="tertiary",
                  on_click=_put_away, args=(page,))


def _sign_of(page: Seen, place: int, folder: BroughtFolder) -> None:
    options = [*ORDER, _LEAVE_OUT]
    key = f"data-sign-{page.uploader}-{place}"
    label = page.signs.get(folder.name, folder.label)
    st.session_state[key] = _LEAVE_OUT if label is None else label

    def changed() -> None:
        value = st.session_state[key]
        page.signs[folder.name] = None if value == _LEAVE_OUT else value

    st.selectbox(
        _("{folder}: {count}", folder=_shown(folder.name),
          count=number(len(folder.pictures), ",")),
        options, key=key, on_change=changed,
        format_func=lambda one: _("leave out") if one == _LEAVE_OUT else str(SIGNS[one]))


def _shown(name: str) -> str:
    """As plain text in a label, which is Markdown."""
    plain = "".join(c if c.isprintable() else "?" for c in name)
    return _("in no folder") if plain == "." else "".join(
        f"\\{c}" if c in r"\`*_{}[]()#+-.!|~:$<>" else c for c in plain[:80])


def _read(page: Seen) -> None:
    assert page.found is not None
    page.bringing = Bringing(page.found.labeled(page.signs), page.title)
    # A small set is there in a moment: no bar for that.
    page.bringing.wait(0.3)


def _put_away(page: Seen) -> None:
    page.found, page.signs, page.problem, page.told = None, {}, "", ()


@st.fragment(run_every=0.4)
def _bar(page: Seen) -> None:
    work = page.bringing
    if work is None or not work.running:
        st.rerun()
        return
    st.progress(work.done / max(1, work.total), _(
        "Reading pictures: {done:,} of {total:,}", done=work.done, total=work.total))
    st.button(_("Cancel"), key="data-cancel", on_click=work.cancel)


def _reading(page: Seen, mine: Desk) -> None:
    work = page.bringing
    assert work is not None
    if work.running:
        _bar(page)
        return
    _settle(page, mine, work)
    st.rerun()


def _settle(page: Seen, mine: Desk, work: Bringing) -> None:
    page.bringing = None
    if work.cancelled:
        return
    result, found = work.result, page.found
    if result is None:
        page.problem = work.failed
        return
    assert found is not None
    told = [*found.left_out.sentences(), *_told(result)]
    missing = what_is_missing(result.pictures)
    if missing:
        page.problem, page.told = missing, tuple(told)
        # Folders may have had the wrong sign, or none: they can be had again, unless it was all.
        if not any(folder.label is None for folder in found.folders) or not result.pictures:
            page.found = None
        return
    name = register_private(result.pictures, work.title)
    page.found, page.signs, page.told = None, {}, tuple(told)
    mine.brought.append(name)
    while len(mine.brought) > MOST_SETS:
        kept.forget_set(mine, mine.brought[0])
    look_at(page, name)


def _told(result: OwnSet) -> list[Text]:
    told: list[Text] = []
    if result.twice:
        told.append(lazy_n(
            "{n:,} picture is there twice and counts once.",
            "{n:,} pictures are there twice and count once.", result.twice))
    if result.unreadable:
        told += result.unreadable[:_MOST_TOLD]
        rest = len(result.unreadable) - _MOST_TOLD
        if rest > 0:
            told.append(lazy_n(
                "{n} more could not be read.", "{n} more could not be read.", rest))
    return told


def _own_sets(at: Tab, page: Seen, mine: Desk) -> None:
    """What has been brought, and what one can do with it."""
    for place, name in enumerate(filter(is_private, mine.brought)):
        with st.container(key=f"data-own-{place}", horizontal=True, vertical_alignment="center"):
            st.html(f'<b>{escape(own_name(name))}</b>')
            if at.experiment.data == name:
                st.page_link(navigation.PAGES["Play"][1], icon=":material/play_arrow:",
                             label=_("It is the data on the Play page now"))
            else:
                st.button(_("Train on it"), key=f"data-train-{place}", type="primary",
                          on_click=_train_on, args=(at, {"data": name}))
            if at.experiment.another_setting != name:
                st.button(_("Take it as another setting"), key=f"data-elsewhere-{place}",
                          on_click=_train_on, args=(at, {"another-setting": name}))
            st.button(_("Forget it"), key=f"data-forget-{place}", type="tertiary",
                      on_click=_forget, args=(page, mine, name))


def _train_on(at: Tab, values: dict[str, object]) -> None:
    at.experiment, at.planned = at.experiment.with_values(values), ()


def _forget(page: Seen, mine: Desk, name: str) -> None:
    kept.forget_set(mine, name)
    forget_own()
    page.problem, page.told = "", ()
