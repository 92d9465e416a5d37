"""The teacher's desk: the code, the board, and what is done with the class."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from html import escape

import streamlit as st

from playground.export.qr import qr_svg
from playground.messages import _, ngettext
from playground.room.rooms import Seat
from playground.ui.compare.choice import choice
from playground.ui.components.copy_link import copy_link
from playground.ui.components.markup import markup
from playground.ui.components.screen import Mounting, Screen
from playground.ui.live.following import Live
from playground.ui.room import board_view, challenge_view, question_view, send_view, settings_view
from playground.ui.room.current import JOIN, join_path
from playground.ui.room.following import Now, follow, now
from playground.ui.session import Tab

COMPARE = "pages/1_Compare.py"


def draw(at: Tab, seat: Seat) -> None:
    screen, shown = Mounting(), now(at)
    with st.container(key="room-teacher"):
        with st.container(key="room-invite"):
            _invite(seat, screen, shown)
        with st.container(key="room-board-box"):
            board_view.show(screen, shown)
        with st.container(key="room-side"):
            _section("send", _("Send everybody"), lambda: send_view.draw(at, seat))
            _section("settings", _("The class"), lambda: settings_view.draw(at, seat))
        with st.container(key="room-below"):
            _section("question", _("Predictions"), lambda: question_view.draw(at, seat, screen))
            _section("challenge", _("Challenge"), lambda: challenge_view.draw(at, seat, screen))
            _section("end", _("Afterwards"), lambda: settings_view.draw_end(at, seat))
    follow(at, LIVES)


def _section(name: str, title: str, draw: Callable[[], None]) -> None:
    with st.container(key=f"room-section-{name}"):
        st.html(f'<h2 class="ro-heading">{escape(title)}</h2>')
        draw()


def _invite(seat: Seat, screen: Mounting, shown: Now) -> None:
    code, link = seat.room.code, address(seat.room.code)
    spelled = " ".join(code)
    # As an image: Streamlit takes SVG elements out of a page's HTML.
    drawn = b64encode(qr_svg(link).encode()).decode()
    alt = escape(_("QR code of {text}", text=link))
    st.html(
        f'<div class="ro-invite"><img class="ro-qr" src="data:image/svg+xml;base64,{drawn}" '
        f'alt="{alt}"><div>'
        f'<div class="ro-label">{escape(_("Code of the room"))}</div>'
        f'<div class="ro-code" aria-label="{escape(spelled)}">{escape(code)}</div>'
        f'<div class="ro-link">{escape(link)}</div></div></div>')
    with st.container(key="room-invite-row", horizontal=True, vertical_alignment="center"):
        show_people(screen, shown)
        copy_link(key="room-copy", label=_("Copy link"), help=_("Copies the link to this room"),
                  query=f"{JOIN}={code}")
    if "//localhost" in link or "//127.0.0.1" in link:
        told = _("Others cannot open this link: it names this computer by itself. Open the "
                 "playground by the address that this computer has in your network, then the link "
                 "fits.")
        st.html(f'<p class="ro-notice">{escape(told)}</p>')


def address(code: str) -> str:
    """The link that opens the room, by the address at which the teacher's own page is open."""
    here = (st.context.url or "").split("?")[0].rstrip("/")
    return here.removesuffix("/Room") + f"/{join_path(code)}"


def show_people(screen: Screen, shown: Now) -> None:
    people = shown.seat.room.people if shown.seat is not None else 0
    told = ngettext("{n} person is here", "{n} people are here", people)
    markup(screen, f'<div class="ro-people" role="status">{escape(told)}</div>',
           key="room-people", height=28)


def go_to_run(at: Tab) -> None:
    """Open the run whose dot was clicked, where it can be looked at and not steered."""
    found, at.room_opens = at.room_opens, None
    if found is None:
        return
    seen = choice(at)
    seen.guests[found.run_id] = found.token
    seen.take(found.run_id)
    seen.compare_with(found.run_id)
    st.switch_page(COMPARE)


LIVES = (
    Live("room-people", show_people, 1.0),
    Live("room-board", board_view.show, 1.0),
    Live("room-tally", question_view.show, 1.0),
    Live("room-ranking", challenge_view.show, 1.0),
)
