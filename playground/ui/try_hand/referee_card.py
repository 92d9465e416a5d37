"""The referee's card: the points over the photo, the stretched fingers, the sign, and both."""

from __future__ import annotations

from html import escape

from playground.data.classes import CLASSES, sign
from playground.messages import Message, _, lazy
from playground.photo.photo import Photo
from playground.referee.shape import FINGERS
from playground.referee.verdict import Verdict
from playground.ui.try_hand import both_card, encoded
from playground.ui.try_hand.answer_card import bars, capital, icon
from playground.ui.try_hand.both_card import Told
from playground.ui.try_hand.refereeing import SETTLED_FROM, Look

NAMES = {"thumb": lazy("thumb"), "index": lazy("index finger"), "middle": lazy("middle finger"),
         "ring": lazy("ring finger"), "little": lazy("little finger")}
_WHOSE = lazy("Google’s MediaPipe finds the points; a small network of this project’s, and a rule, "
              "read the sign from them.")
_NOTHING = lazy("The referee sees no hand here, and says nothing.")
_LARGEST = 440


def card(photo: Photo, look: Look, others: list[Told]) -> str:
    """Markup. `others`: what it says together with networks whose common answer stands nowhere
    else."""
    found = look.verdict
    if found is None:
        return (f'<section class="th-referee" data-winner="" aria-label="{escape(_("Referee"))}">'
                f'{_who()}<p class="pg-soft">{escape(str(_NOTHING))}</p></section>')
    name = CLASSES[found.winner]
    shown = name if found.is_sign else ""
    title = capital(str(sign(name))) if found.is_sign else _("None of the three")
    head = (f'<div class="th-call">{icon(name) if found.is_sign else ""}'
            f"<span>{escape(title)}</span></div>")
    return (
        f'<section class="th-referee" data-winner="{shown}" '
        f'aria-label="{escape(_("Referee"))}: {escape(title)}">'
        f'{_points(photo, look, found)}<div class="th-ruling">{_who()}{head}'
        f'<div class="th-sure">{escape(str(_sure(found)))}</div>'
        f"<p>{escape(str(in_words(found)))}</p>{bars(found.probabilities, 'th-share')}"
        f"{''.join(map(both_card.line, others))}</div></section>")


def in_words(found: Verdict) -> Message:
    """One sentence on the stretched fingers, and what the rule makes of them."""
    fingers = tuple(NAMES[name] for name in FINGERS if name in found.fingers)
    by_rule = found.by_rule
    if by_rule is None:
        return lazy("Stretched: {fingers}. By the rule that is none of the three signs.",
                    fingers=fingers)
    if not fingers:
        return lazy("No finger is stretched: by the rule that is {sign}.", sign=sign(by_rule))
    return lazy("Stretched: {fingers}. By the rule that is {sign}.",
                fingers=fingers, sign=sign(by_rule))


def _sure(found: Verdict) -> Message:
    if not found.is_sign:
        return lazy("Most like {sign}, but fingers and points do not agree on a sign.",
                    sign=sign(CLASSES[found.winner]))
    if found.probabilities.max() >= SETTLED_FROM:
        return lazy("Sure: the other two hardly come into question.")
    return lazy("Unsure: the points fit another sign nearly as well.")


def _who() -> str:
    return (f'<div class="th-who"><b>{escape(_("Referee"))}</b>'
            f'<span class="pg-soft">{escape(str(_WHOSE))}</span></div>')


def _points(photo: Photo, look: Look, found: Verdict) -> str:
    uri = encoded.points(photo, look.part, found.hand.points, found.fingers, _LARGEST)
    return (f'<figure><img src="{uri}" alt="{escape(_("The hand’s 21 points over the photo"))}">'
            f"<figcaption>{escape(_('21 points; stretched fingers are thick'))}</figcaption>"
            "</figure>")
