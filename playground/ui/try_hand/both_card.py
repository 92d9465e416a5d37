"""A network and the referee as one answer: the sign, how sure, and whose answer it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from playground.data.classes import CLASSES, sign
from playground.messages import _
from playground.photo.answer import Answer
from playground.photo.refereed import Both, in_words
from playground.ui.try_hand.answer_card import capital, icon
from playground.ui.try_hand.judges import Judge


@dataclass(frozen=True, eq=False)
class Told:
    """What that network and the referee say together."""

    judge: Judge
    both: Both


def leading(told: Sequence[Told]) -> Told | None:
    """The one to give whoever only wants to know the sign: with the network that ships, where it
    answers. None where the referee sees no hand and every network stands alone."""
    heard = [one for one in told if one.both.verdict is not None]
    return next((one for one in heard if one.judge.ticket is None), heard[0] if heard else None)


def card(told: Told) -> str:
    """Markup: the answer that stands above those of the networks."""
    both, name = told.both, CLASSES[told.both.winner]
    title = capital(str(sign(name)))
    whose = _("the mean of “{network}” and the referee", network=told.judge.name)
    return (
        f'<section class="th-answer" data-both="{name}" data-sure="{both.sure}" '
        f'aria-label="{escape(_("Both together"))}: {escape(title)}">'
        f'<div class="th-who"><b>{escape(_("Both together"))}</b>'
        f'<span class="pg-soft">{escape(whose)}</span></div>'
        f'<div class="th-call">{icon(name)}<span>{escape(title)}</span>'
        f"<small>{_percent(both)}</small></div>"
        f'<div class="th-sure">{escape(str(in_words(both)))}</div></section>')


def line(told: Told) -> str:
    """The same in a line, for a network whose common answer does not stand above."""
    both, name = told.both, CLASSES[told.both.winner]
    if both.verdict is None:
        return ""
    given = {"network": told.judge.name, "sign": sign(name),
             "share": 100 * float(both.probabilities.max())}
    said = (_("Together with “{network}”: {sign}, {share:.0f} %, sure", **given)
            if both.sure == "sure"
            else _("Together with “{network}”: {sign}, {share:.0f} %, unsure", **given))
    return f'<p class="th-both" data-both="{name}">{escape(said)}</p>'


def cell(said: Answer | Both) -> str:
    """In a table of many photos."""
    name = CLASSES[said.winner]
    unsure = (f' <span class="pg-soft">{escape(_("unsure"))}</span>'
              if said.sure == "unsure" else "")
    return (f'<span class="th-cell">{icon(name)} {escape(str(sign(name)))} '
            f"<b>{_percent(said)}</b>{unsure}</span>")


def _percent(said: Answer | Both) -> str:
    return f"{100 * float(said.probabilities.max()):.0f} %"
