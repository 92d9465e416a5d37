"""The first look: which run is best, what differs between them, and whether that is luck."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from playground.comparison.words import Said, overall, sentences
from playground.messages import Text, _, lazy, listed, ngettext
from playground.ui.compare import luck as luck_section
from playground.ui.compare.compared import Compared
from playground.ui.compare.section import Section
from playground.ui.components.markup import markup
from playground.ui.components.screen import Screen

HEIGHT = 120
_MOST_NAMED = 4

_BEST = lazy("Which run is best?")
_DIFFERS = lazy("What differs?")
_IS_LUCK = lazy("Is it luck?")


def show(screen: Screen, shown: Compared) -> None:
    said = overall(shown.lettered, [run.letter for run in shown.runs])
    cards = (
        _card(str(_BEST), best(said), "best"),
        _card(str(_DIFFERS), differs(shown), "differs"),
        _card(str(_IS_LUCK), luck(shown, said), "luck"),
    )
    markup(screen, f'<div class="cp-verdict">{"".join(cards)}</div>', key="compare-words",
           height=HEIGHT)


def show_each(screen: Screen, shown: Compared) -> None:
    """One sentence a run, each with the baseline."""
    found = sentences(shown.lettered) if len(shown.runs) > 1 else ()
    lines = "".join(
        f'<li><b class="cp-letter">{run.letter}</b> {escape(one.text)}</li>'
        for run, one in zip(shown.runs[1:], found, strict=True))
    markup(screen, f'<ul class="cp-sentences">{lines}</ul>', key="compare-sentences", height=20)


def best(said: Sequence[Said]) -> list[str]:
    """Which run, of what the numbers are, and what was left out."""
    lines = [one.text for one in said if not one.of_luck]
    if any(one.of_ends for one in said):
        lines.insert(1, _("At each run's last epoch."))
    return lines


def differs(shown: Compared) -> list[str]:
    """The settings that are not the same in all runs, by their names."""
    if len(shown.runs) < 2:
        return [_("One run alone differs from nothing.")]
    found = shown.settings
    if not found.different:
        return [_("Nothing: all settings are equal.")]
    names = [str(setting.noun) for setting in found.different]
    left = len(names) - _MOST_NAMED
    told = ngettext(
        "Only {settings} differs.", "Only {settings} differ.", len(names),
        settings=listed(names)) if left <= 0 else ngettext(
        "These differ: {settings} and {n} more.", "These differ: {settings} and {n} more.", left,
        settings=listed(names[:_MOST_NAMED], ","))
    lines = [told, ngettext("{n} setting is equal.", "{n} settings are equal.", len(found.equal))]
    apart = sum(not one.comparable for one in shown.comparabilities)
    if apart:
        lines.append(ngettext(
            "{n} run has other pictures, another split or another seed, and is not compared.",
            "{n} runs have other pictures, another split or another seed, and are not compared.",
            apart))
    return lines


def luck(shown: Compared, said: Sequence[Said]) -> list[str]:
    """Of the best of those that were trained with several seeds, against the baseline.

    What is so of the others stands below the cards.
    """
    best = luck_section.best(shown)
    if best is None:
        return [one.text for one in said if one.of_luck]
    return luck_section.about_run(shown, best)


def _card(question: str, lines: Sequence[Text], kind: str) -> str:
    answer, *rest = [escape(str(line)) for line in lines] or ["–"]
    more = "".join(f'<p class="cp-more">{line}</p>' for line in rest)
    return (f'<section class="cp-answer" data-kind="{kind}"><h2>{escape(question)}</h2>'
            f'<p class="cp-said">{answer}</p>{more}</section>')


SECTION = Section("verdict", show)
EACH = Section("each", show_each, lazy("Each run against the baseline"))
