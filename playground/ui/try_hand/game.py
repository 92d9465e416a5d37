"""The game: show a sign to the camera; the pretrained network reads it and has its own move."""

from __future__ import annotations

from contextlib import suppress
from html import escape

import streamlit as st

from playground.data.classes import CLASSES, sign
from playground.errors import BadInput, UnreadableImage
from playground.messages import _, lazy
from playground.photo import networks
from playground.photo.answer import answer
from playground.photo.intake import read_photo
from playground.photo.limits import MOST_BYTES
from playground.photo.photo import Photo
from playground.photo.refereed import together
from playground.photo.square import default_square
from playground.ui import navigation
from playground.ui.components.paste import paste
from playground.ui.try_hand import encoded, refereeing, warm
from playground.ui.try_hand.answer_card import capital, icon
from playground.ui.try_hand.desk import MOST_PASTED_BYTES
from playground.ui.try_hand.intake_bar import camera
from playground.ui.try_hand.page import LOADING, style
from playground.ui.try_hand.rounds import Match, Outcome, Round

_KEY = "game"
_WORDS = {"won": lazy("You win"), "lost": lazy("The network wins"), "tied": lazy("A tie")}
_HOW = lazy(
    "The network has drawn its move already. Show your hand to the camera, take the photo, "
    "and both are uncovered.")
NO_HAND = lazy("This does not look like a hand. The round is still open: take another photo.")
NO_SIGN = lazy(
    "The sign cannot be told with any certainty. The round is still open: show it again.")
# Below this the network guesses: a round should not hang on that.
_READ_FROM = 0.45
# From here the referee takes the hand for none of the three signs.
_NONE_FROM = 0.9
_PASTE = 64


def page() -> None:
    style()
    navigation.bar("Game")
    match = _match()
    with st.container(key="game"), st.container(key="game-table"):
        with st.container(key="game-camera"):
            # A widget of its own for each photo: the camera is live again at once.
            shot = camera(key=f"game-cam-{match.photos}")
        result = st.container(key="game-result")
        with st.container(key="game-file"):
            file = st.file_uploader(_("Or choose a photo"), key=f"game-file-{match.photos}",
                                    max_upload_size=MOST_BYTES // 2**20)
            pasted = paste(key="game-paste", height=_PASTE, most_bytes=MOST_PASTED_BYTES)
        taken = shot or file
        given = taken.getvalue() if taken is not None else pasted
        with result:
            if given is not None and not warm.is_warm():
                st.html(f'<p class="th-waking" role="status">{escape(str(LOADING))}</p>')
            else:
                st.html(_result(match))
                _buttons(match)
        if given is not None:
            match.photos += 1
            _judge(match, given)
            st.rerun()
    warm.warm_up()


def _buttons(match: Match) -> None:
    with st.container(key="game-buttons", horizontal=True):
        st.button(_("It misread me"), key="take-back", on_click=match.take_back,
                  disabled=match.last is None, icon=":material/undo:",
                  help=_("The last round does not count."))
        st.button(_("New match"), key="again", on_click=match.again, type="tertiary",
                  disabled=not match.played, icon=":material/replay:")


def _match() -> Match:
    found = st.session_state.get(_KEY)
    if not isinstance(found, Match):
        found = st.session_state[_KEY] = Match()
    return found


def _judge(match: Match, content: bytes) -> None:
    """Read the sign, and play the round where there is one to read."""
    try:
        photo = read_photo(content)
    except UnreadableImage as error:
        match.said = error.text
        return
    look = _look(photo)
    if not refereeing.shows_a_hand(photo, look):
        match.said = NO_HAND
        return
    network = networks.pretrained()
    square = default_square(photo, network.preparation.framing)
    # Averaged over views: a round is worth ten looks.
    found = answer(network.model, photo, square, network.preparation, average_views=True)
    ruling = None if look is None else look.verdict
    both = together(found.probabilities, ruling)
    probability = float(both.probabilities.max())
    if probability < _READ_FROM or (ruling is not None and ruling.none > _NONE_FROM):
        match.said = NO_SIGN
        return
    match.play(CLASSES[both.winner], probability, encoded.png(found.seen),
               settled=ruling is not None)


def _look(photo: Photo) -> refereeing.Look | None:
    """The referee settles a round, where there is one."""
    if not refereeing.offered():
        return None
    # The network alone plays where the referee's files are damaged.
    with suppress(BadInput):
        return refereeing.look_at(photo, None)
    return None


def _result(match: Match) -> str:
    last = match.last
    said = escape(str(match.said))
    note = f'<p class="th-no-hand" role="status">{said}</p>' if said else ""
    shown = _covered() if last is None or match.said else _uncovered(last)
    return f"{_score(match)}{shown}{note}"


def _score(match: Match) -> str:
    columns: tuple[tuple[Outcome, str], ...] = (
        ("won", _("you")), ("tied", _("ties")), ("lost", _("network")))
    cells = "".join(
        f"<div><b>{match.count(what)}</b><span>{escape(word)}</span></div>"
        for what, word in columns)
    return f'<div class="th-tally" aria-label="{escape(_("Score"))}">{cells}</div>'


def _covered() -> str:
    return ('<div class="th-round"><div class="th-side"><i class="th-covered">?</i>'
            f'<span>{escape(_("you"))}</span></div>'
            '<div class="th-side"><i class="th-covered">?</i>'
            f'<span>{escape(_("network"))}</span></div></div>'
            f'<p class="th-verdict th-how">{escape(str(_HOW))}</p>')


def _uncovered(last: Round) -> str:
    share = 100 * last.probability
    read = (_("you, settled by network and referee with {share:.0f} %", share=share)
            if last.settled else _("you, read with {share:.0f} %", share=share))
    return (
        f'<div class="th-round" data-outcome="{last.outcome}">'
        f'<div class="th-side"><img src="{last.seen}" width="64" '
        f'alt="{escape(_("What the network saw"))}">'
        f'{icon(last.mine)}<b>{escape(capital(str(sign(last.mine))))}</b>'
        f"<span>{escape(read)}</span></div>"
        f'<div class="th-side">{icon(last.theirs)}<b>{escape(capital(str(sign(last.theirs))))}</b>'
        f"<span>{escape(_('network, drawn before your photo'))}</span></div></div>"
        f'<p class="th-verdict" role="status">{escape(str(_WORDS[last.outcome]))}</p>')
