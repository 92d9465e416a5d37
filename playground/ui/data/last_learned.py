"""Which training pictures a run learned last: found in the losses over its epochs."""

from __future__ import annotations

import logging
import threading
from html import escape

import numpy as np
import streamlit as st

from playground.data.classes import SIGNS
from playground.errors import BadInput
from playground.insight.learned_last import LearnedLast, learned_last
from playground.messages import Text, _, lazy, ngettext, number
from playground.model.architectures import architecture_of, parameter_count
from playground.training.history import History, Key
from playground.training.manager.manager import run_manager
from playground.ui.compare.choice import choice
from playground.ui.compare.offers import RECORDED, offers
from playground.ui.data.contents import COLUMNS
from playground.ui.data.sheet import sheet
from playground.ui.data.state import Seen
from playground.ui.recent import Recent
from playground.ui.session import Tab

_LOG = logging.getLogger(__name__)
_SHOWN = 2 * COLUMNS
LARGEST = 2_000_000
"""Parameters: the article's network would take minutes an epoch."""
_MOST_EPOCHS = 12
_NO_RUN = lazy(
    "Train a network on the Play page, best with some wrong labels, and come back: what it "
    "learned last stands here, with the wrong labels among the first.")
_TOO_LARGE = lazy("This network is too large to look at each of its epochs here.")
_FAILED = lazy("This could not be computed. Reload the page to try again.")


class Work:
    """One run is looked at, in a thread of its own; `done` of `total` epochs."""

    def __init__(self, run: History) -> None:
        self.done, self.total = 0, 0
        self.found: tuple[LearnedLast, np.ndarray, np.ndarray] | None = None
        self.failed: Text = ""
        self._run = run
        self._thread = threading.Thread(target=self._work, name="learned-last", daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        return self._thread.is_alive()

    def _work(self) -> None:
        try:
            self.found = self._look()
        except BadInput as error:
            self.failed = error.text
        except Exception:
            _LOG.exception("what a run learned last could not be computed")
            self.failed = _FAILED

    def _look(self) -> tuple[LearnedLast, np.ndarray, np.ndarray]:
        run, began = self._run, self._run.began_as
        data = run_manager().prepare(began, lambda done, total: None)
        if run.fingerprint and run.fingerprint != data.fingerprint:
            raise BadInput(lazy("The pictures of this run are not there any more."))
        epochs = [epoch for epoch in run.kept_epochs if epoch]
        some = np.unique(np.linspace(0, len(epochs) - 1, min(_MOST_EPOCHS, len(epochs))).round())
        epochs = [epochs[int(at)] for at in some]
        self.total = len(epochs)

        def told(done: int, total: int) -> None:
            self.done = done

        images = data.pictures.rgb(data.train)
        found = learned_last(
            images, data.train_labels, data.wrong, epochs,
            lambda epoch: run.weights(epoch) or {}, architecture_of(began), began.pooling, told)
        first = found.order[:_SHOWN]
        return found, images[first], data.train_labels[first]


_works: Recent[Work] = Recent(4)


def _runs(at: Tab) -> list[History]:
    """Of this tab, the newest first, that have epochs to look at."""
    return [offer.history for offer in reversed(offers(choice(at)))
            if offer.group != RECORDED and not offer.trains
            and len([epoch for epoch in offer.history.kept_epochs if epoch]) >= 2]


def draw(at: Tab, page: Seen) -> None:
    runs = {run.id: run for run in _runs(at)}
    if not runs:
        st.html(f'<p class="da-note">{escape(str(_NO_RUN))}</p>')
        return
    if page.run not in runs:
        page.run = next(iter(runs))
    if len(runs) > 1:
        key = "data-run"
        st.session_state[key] = page.run

        def changed() -> None:
            page.run = st.session_state[key]

        st.selectbox(_("Run"), list(runs), key=key, on_change=changed,
                     format_func=lambda one: runs[one].name if one in runs else one)
    run = runs[page.run]
    if parameter_count(architecture_of(run.began_as)) > LARGEST:
        st.html(f'<p class="da-note">{escape(str(_TOO_LARGE))}</p>')
        return
    _look(run)


@st.fragment(run_every=0.5)
def _waits(key: Key) -> None:
    work = _works.get(key)
    if work is None or not work.running:
        st.rerun()
    else:
        st.progress(work.done / max(1, work.total), _("Looking at epoch {epoch} of {epochs}",
                                                      epoch=work.done + 1, epochs=work.total or 1))


def _look(run: History) -> None:
    work = _works.get_or_make(run.key, lambda: Work(run))
    if work.running:
        _waits(run.key)
        return
    if work.found is None:
        st.html(f'<p class="da-note">{escape(str(work.failed))}</p>')
        return
    found, images, labels = work.found
    st.html(f'<p class="da-note">{escape(_told(found))}</p>')
    first, mean = found.order[:_SHOWN], found.mean
    st.html(sheet(
        images, [number(float(mean[one]), ".2f") for one in first],
        [_("trained as {sign}, mean loss {loss:.2f}", sign=SIGNS[int(label)],
           loss=float(mean[one])) for one, label in zip(first, labels, strict=True)],
        [bool(found.wrong[one]) for one in first],
        ngettext("The {n} training picture that was learned last",
                 "The {n} training pictures that were learned last", len(first))))


def _told(found: LearnedLast) -> str:
    wrong = int(found.wrong.sum())
    if not wrong:
        return _("The hardest first: their mean loss over the epochs stands below them. This run "
                 "was trained on right labels alone; with some wrong ones, they would stand here.")
    expected = wrong * wrong / len(found.wrong)
    return ngettext(
        "The hardest first: their mean loss over the epochs stands below them. {n} label was made "
        "wrong; of as many pictures at the top, {found} are such (by chance {chance:.1f}). A "
        "network learns what most pictures say before it learns the exceptions by heart.",
        "The hardest first: their mean loss over the epochs stands below them. {n} labels were "
        "made wrong; of as many pictures at the top, {found} are such (by chance {chance:.1f}). A "
        "network learns what most pictures say before it learns the exceptions by heart.",
        wrong, found=found.found(), chance=expected)
