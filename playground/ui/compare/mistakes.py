"""Where runs answer differently: confusion matrices, their difference, and the pictures."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from playground.comparison.comparable import Comparability
from playground.comparison.confusion import confusion_difference, reading_at
from playground.comparison.disagreement import Disagreement, Disagreements, disagreements
from playground.data.classes import SIGNS
from playground.data.pictures import Pictures
from playground.messages import _, lazy, ngettext
from playground.ui.compare.compared import Chosen, Compared
from playground.ui.compare.pair import PAIR
from playground.ui.compare.section import Section
from playground.ui.components.markup import markup
from playground.ui.components.screen import Mounting, Screen
from playground.ui.components.tiles import Tile, tiles
from playground.ui.live.following import PICTURES
from playground.ui.recent import Recent

HEIGHT, GALLERY = 132, 300
_COLUMNS, _MOST = 12, 24
_NONE = np.zeros((0, 8, 8, 3), np.uint8)
_found: Recent[Disagreements] = Recent(16)


def draw(screen: Mounting, shown: Compared) -> None:
    with st.container(key="compare-mistakes"):
        show(screen, shown)


def show(screen: Screen, shown: Compared) -> None:
    _matrices(screen, shown)
    _gallery(screen, shown)


def _matrices(screen: Screen, shown: Compared) -> None:
    ours, theirs = shown.baseline, shown.beside
    readings = [None if run is None else reading_at(run.history) for run in (ours, theirs)]
    found = None
    if readings[0] is not None and readings[1] is not None:
        found = confusion_difference(readings[0], readings[1])
    if found is None or ours is None or theirs is None:
        html = f"<p>{escape(_needs())}</p>"
    else:
        html = (_matrix(f"{ours.letter} {ours.name}", found.ours)
                + _matrix(f"{theirs.letter} {theirs.name}", found.theirs)
                + _matrix(_("{other} minus {baseline}", other=theirs.letter,
                            baseline=ours.letter), found.counts, difference=True))
    markup(screen, f'<div class="cp-confusions">{html}</div>', key="compare-confusion",
           height=HEIGHT)


def _needs() -> str:
    return _("Recorded runs keep no single answers. Choose two runs of this tab to see which "
             "pictures each of them mistakes.")


def _matrix(name: str, counts: NDArray[np.int64], *, difference: bool = False) -> str:
    """Rows are what the pictures show, columns what the network says."""
    heads = "".join(f'<th scope="col">{escape(_("says {sign}", sign=sign))}</th>'
                    for sign in SIGNS)
    rows = ""
    for true, sign in enumerate(SIGNS):
        cells = "".join(
            _cell(int(counts[true][answer]), right=true == answer, difference=difference)
            for answer in range(len(SIGNS)))
        rows += f'<tr><th scope="row">{escape(str(sign))}</th>{cells}</tr>'
    return (f'<table class="cp-confusion"><caption>{escape(name)}</caption>'
            f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>")


def _cell(count: int, *, right: bool, difference: bool) -> str:
    text = f"{count:+d}".replace("-", "\N{MINUS SIGN}") if difference and count else str(count)
    better = "" if not difference or not count else (
        "better" if (count > 0) == right else "worse")
    return f'<td data-right="{str(right).lower()}" data-direction="{better}">{text}</td>'


def _gallery(screen: Screen, shown: Compared) -> None:
    runs = _judged_alike(shown.runs, shown.comparabilities)
    pictures = _pictures_of(runs)
    found = _disagreements(runs, pictures) if len(runs) > 1 else Disagreements((), 0)
    chosen = found.found[:_MOST] if pictures is not None else ()
    heading = _heading(runs, found, pictures)
    markup(screen, f"<p class='cp-lead'>{escape(heading)}</p>", key="compare-disagree", height=24)
    tiles(
        screen,
        pictures.rgb(np.array([one.index for one in chosen])) if pictures is not None and chosen
        else _NONE,
        [_tile(one, runs) for one in chosen], key="compare-gallery", columns=_COLUMNS,
        height=GALLERY if chosen else 1, alt=heading)


def _judged_alike(runs: Sequence[Chosen], why: Sequence[Comparability]) -> list[Chosen]:
    """Those that kept their answers, on the pictures that the first of them was judged on."""
    return [run for run, one in zip(runs, why, strict=True)
            if one.comparable and run.history.records
            and len(run.history.records[-1].validation.answers)]


def _pictures_of(runs: Sequence[Chosen]) -> Pictures | None:
    """Of the first run whose pictures are still there."""
    views = (run.offer.view for run in runs)
    return next((view.data.pictures for view in views
                 if view is not None and view.data is not None), None)


def _disagreements(runs: Sequence[Chosen], pictures: Pictures | None) -> Disagreements:
    key = tuple(run.history.key for run in runs), pictures is not None
    return _found.get_or_make(key, lambda: disagreements(
        [run.history for run in runs], None if pictures is None else pictures.labels))


def _heading(runs: Sequence[Chosen], found: Disagreements, pictures: Pictures | None) -> str:
    if len(runs) < 2:
        return _("Two comparable runs that keep their answers are needed to see where they differ.")
    letters = [run.letter for run in runs]
    told = ngettext(
        "{letters} answer {n} of {all} validation pictures differently; the most telling first.",
        "{letters} answer {n} of {all} validation pictures differently; the most telling first.",
        len(found.found), letters=tuple(letters), all=found.pictures)
    if pictures is None and found.found:
        return _("{told} The pictures themselves are gone; train one of the runs again to see "
                 "them.", told=told)
    return told


def _tile(one: Disagreement, runs: Sequence[Chosen]) -> Tile:
    right = [run.letter for run, good in zip(runs, one.right, strict=True) if good]
    wrong = [run.letter for run, good in zip(runs, one.right, strict=True) if not good]
    says = [_("{letter} says {answer}", letter=run.letter, answer=SIGNS[answer])
            for run, answer in zip(runs, one.answers, strict=True) if answer >= 0]
    sign = SIGNS[one.label] if one.label is not None else ""
    marks = [f"✓ {' '.join(right)}"] * bool(right) + [f"✗ {' '.join(wrong)}"] * bool(wrong)
    return Tile(text=_("{sign}: {says}", sign=sign, says=tuple(says)), label="  ".join(marks))


SECTION = Section(
    "mistakes", show, lazy("Where they answer differently"), draw=draw, follows=(PAIR,),
    seconds=PICTURES)
