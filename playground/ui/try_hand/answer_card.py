"""One network's answer as a card: winner, three bars, what it saw, where it looked."""

from __future__ import annotations

from html import escape

import numpy as np
from numpy.typing import NDArray

from playground.data.classes import CLASSES, sign
from playground.messages import Text, _, lazy, number
from playground.photo.answer import Answer, in_words
from playground.photo.square import Square
from playground.ui.try_hand import encoded
from playground.ui.try_hand.desk import Shown
from playground.ui.try_hand.judges import Judge

ORDER = ("rock", "paper", "scissors")
"""As people say it; CLASSES is in the order of the alphabet, as Keras sorts folders."""
_INVITATION = lazy(
    "Train a network on the Play page, and it answers here too, beside the one that ships.")
_ENLARGED = 384
_LARGE = 128


def card(judge: Judge, answer: Answer, shown: Shown, square: Square,
         against: str | None = None) -> str:
    """Markup. Where the photo shows no hand, the winner is said under reserve.

    `against`: the sign that the referee sees, where this network is wrong.
    """
    winner = CLASSES[answer.winner]
    reserve = shown.refused
    head = escape(_("It would say")) if reserve else ""
    name = str(sign(winner))
    words = (_("Nothing to be sure of: it only knows the three signs.") if reserve
             else str(in_words(answer)))
    return (
        f'<section class="th-card" data-reserve="{str(reserve).lower()}" '
        f'data-winner="{winner}" aria-label="{escape(str(judge.name))}: {escape(name)}">'
        f'{_who(judge)}<div class="th-winner">{icon(winner)}<span>'
        f'{f"<small>{head}</small>" if head else ""}{escape(capital(name))}</span></div>'
        f'<div class="th-sure">{escape(words)}</div>{_against(against)}{bars(answer.probabilities)}'
        f'<div class="th-pictures">{_seen(answer.seen)}{_looked(answer, shown, square)}</div>'
        "</section>"
    )


def _against(name: str | None) -> str:
    if name is None:
        return ""
    told = _("Wrong, as the referee sees it: this is {sign}.", sign=sign(name))
    return f'<p class="th-against" data-referee="{name}">{escape(told)}</p>'


def empty_card(judge: Judge, sentence: Text) -> str:
    """In place of an answer, as tall as one."""
    return (f'<section class="th-card th-without">{_who(judge)}'
            f'<p class="pg-soft">{escape(str(sentence))}</p></section>')


def invitation() -> str:
    """Where the run's answer will stand, once there is a run."""
    return ('<section class="th-card th-without"><div class="th-who">'
            f'<b>{escape(_("Your own run"))}</b></div>'
            f'<p class="pg-soft">{escape(str(_INVITATION))}</p></section>')


def capital(word: str) -> str:
    """A sign that stands alone."""
    return word[:1].upper() + word[1:]


def icon(name: str) -> str:
    """A drawing of the sign, in the text's color."""
    return f'<i class="th-icon th-{name}" aria-hidden="true"></i>'


def bars(probabilities: NDArray[np.float32], row: str = "th-bar") -> str:
    """Three bars with their numbers, of that class; the longest is the winner's."""
    rows = []
    for name in ORDER:
        value = float(probabilities[CLASSES.index(name)])
        most = value == float(probabilities.max())
        rows.append(
            f'<div class="{row}" data-most="{str(most).lower()}">'
            f"<span>{escape(str(sign(name)))}</span>"
            f'<span class="th-track"><i style="width:{100 * value:.2f}%"></i></span>'
            f"<b>{number(100 * value, '.1f')} %</b></div>")
    return f'<div class="th-bars">{"".join(rows)}</div>'


def _who(judge: Judge) -> str:
    return (f'<div class="th-who"><b>{escape(str(judge.name))}</b>'
            f'<span class="pg-soft">{escape(str(judge.about))}</span></div>')


def _seen(seen: NDArray[np.uint8]) -> str:
    side = len(seen)
    uri = encoded.png(seen)
    real = (f'<figure><img class="th-pixels" src="{uri}" width="{side}" height="{side}" '
            f'alt="{escape(_("What the network sees, {side} by {side} pixels", side=side))}">'
            f"<figcaption>{escape(_('real size, {side} px', side=side))}</figcaption></figure>")
    if side >= _LARGE:
        return real
    return (f'{real}<figure class="th-wide"><img class="th-pixels" src="{uri}" '
            f'alt="{escape(_("The same, enlarged"))}"><figcaption>'
            f'{escape(_("what the network sees"))}</figcaption></figure>')


def _looked(answer: Answer, shown: Shown, square: Square) -> str:
    uri = encoded.attention(shown.photo, square, answer.attention, _ENLARGED)
    name = sign(CLASSES[answer.winner])
    return (f'<figure class="th-wide"><img src="{uri}" '
            f'alt="{escape(_("Where it found what speaks for {sign}", sign=name))}">'
            f"<figcaption>{escape(_('what speaks for {sign}', sign=name))}</figcaption></figure>")
