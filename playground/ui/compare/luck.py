"""Is it luck? One click trains the chosen runs with five seeds, paired by seed."""

from __future__ import annotations

from html import escape

import streamlit as st

from playground.comparison.luck import Luck, band, paired
from playground.comparison.luck_words import LuckSentence, about
from playground.errors import BadInput
from playground.figures.seeds import Seeds, seeds_figure
from playground.messages import _, ngettext, number
from playground.room.rooms import rooms
from playground.training.history import History
from playground.training.series.luck_plan import SEEDS
from playground.ui.compare.compared import Chosen, Compared, compared
from playground.ui.compare.luck_runs import may_be_repeated
from playground.ui.compare.pair import PAIR
from playground.ui.compare.section import Section
from playground.ui.components.chart import live_chart
from playground.ui.components.markup import markup
from playground.ui.components.screen import Mounting, Screen
from playground.ui.fragments import panel

HEIGHT = 300


def luck_of(shown: Compared, run: Chosen) -> Luck | None:
    """Of that run and the baseline, seed by seed; None where nothing was trained for it."""
    if shown.baseline is None or run.baseline:
        return None
    ours, theirs = (shown.luck.of(one.history) for one in (shown.baseline, run))
    found = paired(ours, theirs)
    return found if found.n else None


def sentence(shown: Compared, run: Chosen) -> LuckSentence | None:
    found = luck_of(shown, run)
    if found is None or shown.baseline is None:
        return None
    names = [_("{letter} {name}", letter=one.letter, name=one.name)
             for one in (shown.baseline, run)]
    return about(found, *names)


def best(shown: Compared) -> Chosen | None:
    """Of those that were trained with several seeds the one that is furthest above the baseline."""
    told = [(found.mean or 0.0, run) for run in shown.runs[1:]
            if (found := luck_of(shown, run)) is not None]
    return max(told, key=lambda one: one[0])[1] if told else None


def about_run(shown: Compared, run: Chosen) -> list[str]:
    """A sentence, and the numbers it is made of; nothing where it was not trained so."""
    found, said = luck_of(shown, run), sentence(shown, run)
    if found is None or said is None:
        return []
    low, high = found.band or (0.0, 0.0)
    return [str(said.text), _spread(found.mean or 0.0, low, high, found.n)]


def draw(screen: Mounting, shown: Compared) -> None:
    seen = shown.seen

    def buttons() -> None:
        now = compared(seen)
        if now.luck.trains:
            st.button(_("Stop"), key="compare-luck-stop", icon=":material/stop:",
                      on_click=now.luck.stop)
            return
        runs = [one for one in now.histories if may_be_repeated(one)]
        st.button(
            _("Train each with {n} seeds", n=SEEDS), key="compare-luck-begin", type="primary",
            icon=":material/casino:", disabled=len(runs) < 2, on_click=_begin, args=(now, runs),
            help=_("All of them with each seed: what comes of it is compared seed by seed. Runs "
                   "whose knobs were turned while they trained cannot be repeated so."))

    with st.container(key="compare-luck-bar", horizontal=True, vertical_alignment="center"):
        panel(buttons, "compare-luck")
        _progress(screen, shown)
    with st.container(key="compare-luck"):
        _told(screen, shown)
        _chart(screen, shown)


def _begin(shown: Compared, runs: list[History]) -> None:
    try:
        rooms().check_moves(shown.seen.at.owner)
        shown.luck.begin(runs)
    except BadInput as error:
        shown.seen.at.say(error.text)
    # The page follows what trains from now on.
    shown.seen.needs_page = True


def show(screen: Screen, shown: Compared) -> None:
    _progress(screen, shown)
    _told(screen, shown)
    _chart(screen, shown)


def _progress(screen: Screen, shown: Compared) -> None:
    luck = shown.luck
    if luck.trains:
        text = ngettext("{done} of {n} run is trained.", "{done} of {n} runs are trained.",
                        luck.planned, done=luck.done)
        told = (f'<progress max="{luck.planned}" value="{luck.done}" '
                f'aria-label="{escape(text)}"></progress> {escape(text)}')
    else:
        told = " ".join(escape(str(one)) for one in luck.trouble)
    markup(screen, f'<p class="cp-progress">{told}</p>', key="compare-luck-progress", height=24)


def _told(screen: Screen, shown: Compared) -> None:
    first, lines = best(shown), ""
    for run in shown.runs[1:]:
        if run is first:
            continue
        told = about_run(shown, run)
        if told:
            said, spread = map(escape, told)
            lines += (f'<li><b class="cp-letter">{run.letter}</b><span>{said} '
                      f"<small>{spread}</small></span></li>")
    html = f'<ul class="cp-sentences">{lines}</ul>' if lines else ""
    markup(screen, html, key="compare-luck-words", height=24 if lines else 0)


def _spread(mean: float, low: float, high: float, n: int) -> str:
    return ngettext(
        "Difference {mean} points, from {low} to {high}; N = {n} pair.",
        "Difference {mean} points, from {low} to {high}; N = {n} pairs.", n,
        mean=_signed(mean), low=_signed(low), high=_signed(high))


def _signed(share: float) -> str:
    return number(100 * share, "+.1f").replace("-", "\N{MINUS SIGN}")


def _chart(screen: Screen, shown: Compared) -> None:
    runs = [run for run in (shown.baseline, shown.beside) if run is not None]
    drawn = [one for run in runs
             if (one := _seeds(run, shown.luck.of(run.history))) is not None]
    live_chart(
        screen,
        seeds_figure(_("Validation accuracy with several seeds, %"), drawn,
                     epochs=shown.epochs, revision="compare", height=HEIGHT),
        key="compare-seeds", height=HEIGHT, tag="" if drawn else "empty",
        alt=_("Validation accuracy of {names}, each with several seeds.",
              names=tuple(f"{one.letter} {one.name}" for one in drawn)))


def _seeds(run: Chosen, histories: list[History]) -> Seeds | None:
    found = band(histories)
    if found is None:
        return None
    return Seeds(
        run.letter, run.name, run.dash, run.baseline, found.epochs.tolist(), found.mean.tolist(),
        found.low.tolist(), found.high.tolist(), found.lines.tolist())


# Without a title: it stands in the card that asks the question, see verdict.py.
SECTION = Section("luck", show, draw=draw, follows=(PAIR,), seconds=1.0)
