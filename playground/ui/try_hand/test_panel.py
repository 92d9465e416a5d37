"""The tab of the person's own test set: how well each network does, and what it mistakes."""

from __future__ import annotations

from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from playground.data.classes import CLASSES, SIGNS, sign
from playground.messages import _, lazy, ngettext
from playground.model.loading import Preparation
from playground.photo.classify import input_size, probabilities
from playground.photo.networks import Network
from playground.ui.components.screen import Mounting
from playground.ui.components.tiles import Tile, tiles
from playground.ui.session import Tab
from playground.ui.try_hand.answer_card import ORDER, icon
from playground.ui.try_hand.desk import Desk
from playground.ui.try_hand.judges import Judge, chosen
from playground.ui.try_hand.test_set import TestSet, confusion

_TILE = 96
_PLAIN = Preparation("squash", "bilinear")
EMPTY = lazy(
    "Say under an answer what the sign really is, and the picture goes in here. Then you see "
    "how often each network is right on your own pictures.")
_MATRIX = lazy("Confusion matrix: rows are the right signs, columns the answers")


def draw(at: Tab, mine: Desk) -> None:
    kept = mine.test_set
    if not len(kept):
        st.html(f'<p class="th-note pg-soft">{escape(str(EMPTY))}</p>')
        return
    measured = [(one, network, answers_of(kept, network, views=mine.views))
                for one in chosen(at, mine) if (network := one.network())]
    st.html(f'<div class="th-scores">{"".join(_score(j, a, kept) for j, _, a in measured)}</div>')
    _pictures(kept, measured)
    with st.container(key="test-buttons", horizontal=True):
        st.download_button(
            _("Download as folders (.zip)"), kept.archive, "my-test-set.zip", "application/zip",
            key="test-download", on_click="ignore", icon=":material/folder_zip:")
        st.button(_("Clear the test set"), key="test-clear", on_click=kept.clear, type="tertiary",
                  icon=":material/delete:")


def answers_of(kept: TestSet, network: Network, *, views: bool) -> NDArray[np.int64]:
    """(n,) into CLASSES: what the network says of each picture."""
    key = (network.key, views, tuple((one.name, one.label) for one in kept.kept.values()))
    if kept.judged.get(network.key, (None,))[0] != key:
        images = kept.images(input_size(network.model), network.preparation)
        said = probabilities(network.model, images, average_views=views).argmax(axis=1)
        # The newest answers of each network alone: a run has other ones after every step.
        kept.judged[network.key] = (key, np.asarray(said, np.int64))
        while len(kept.judged) > 8:
            del kept.judged[next(iter(kept.judged))]
    return kept.judged[network.key][1]


def _score(judge: Judge, answers: NDArray[np.int64], kept: TestSet) -> str:
    labels = kept.labels
    right = int((answers == labels).sum())
    told = ngettext("right: {right} of {n} picture", "right: {right} of {n} pictures",
                    len(labels), right=right)
    return (
        f'<section class="th-score"><div class="th-who"><b>{escape(str(judge.name))}</b></div>'
        f'<div class="th-right"><b>{100 * right / len(labels):.0f} %</b> '
        f"<span>{escape(told)}</span></div>"
        f"{_matrix(confusion(labels, answers))}</section>")


def _matrix(counts: NDArray[np.int64]) -> str:
    order = [CLASSES.index(name) for name in ORDER]
    most = max(1, int(counts.max()))
    head = "".join(f"<th>{icon(name)}<span>{escape(str(sign(name)))}</span></th>" for name in ORDER)
    rows = []
    for row in order:
        cells = "".join(
            f'<td style="--th-share:{100 * counts[row, at] / most:.0f}%" '
            f'data-right="{str(row == at).lower()}">{counts[row, at]}</td>' for at in order)
        name = escape(str(SIGNS[row]))
        rows.append(f"<tr><th>{icon(CLASSES[row])}<span>{name}</span></th>{cells}</tr>")
    return (
        f'<table class="th-matrix" aria-label="{escape(str(_MATRIX))}">'
        f'<thead><tr><td>{escape(_("is ↓ said →"))}</td>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>")


def _pictures(kept: TestSet, measured: list[tuple[Judge, Network, NDArray[np.int64]]]) -> None:
    labels = kept.labels
    first = measured[0][2] if measured else None
    about = [
        Tile(right=None if first is None else bool(first[n] == label), label=str(SIGNS[label]),
             text=str(SIGNS[label]) if first is None else
             _("{sign}, {network} says {answer}", sign=SIGNS[label],
               network=measured[0][0].name, answer=SIGNS[first[n]]))
        for n, label in enumerate(labels)]
    rows = -(-len(about) // 12)
    tiles(Mounting(), kept.images(_TILE, _PLAIN), about, key="test-tiles", columns=12,
          height=118 * rows, alt=ngettext(
              "The {n} picture of your test set", "The {n} pictures of your test set", len(about)))
