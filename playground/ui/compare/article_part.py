"""The article's experiment in one click: its four networks, and each of its statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from playground.choice_words import in_words
from playground.data.sources import registered
from playground.figures.series import network_figure
from playground.messages import Message, _, lazy, lazy_p
from playground.training.series.article_plan import FOUR, STUDIO_EPOCHS, article_plan
from playground.training.series.article_recorded import recorded_article
from playground.training.series.article_result import article_statements, verdict_words
from playground.training.series.page_series import SeriesView
from playground.training.series.plan import ARTICLE, Plan, whole_seeds
from playground.training.series.statements import Statement, statements
from playground.ui.compare import series_desk
from playground.ui.compare.choice import Choice
from playground.ui.compare.series_part import SeriesPart
from playground.ui.components.chart import live_chart
from playground.ui.components.markup import markup
from playground.ui.components.screen import Mounting, Screen

LABEL = lazy_p("a part of the page", "The article")
NETWORKS: Mapping[str, Message] = {
    "none": lazy("No regularization"), "l1": lazy("L1, λ = 0.01"), "l2": lazy("L2, λ = 0.01"),
    "dropout": lazy("Dropout 0.2")}
_HEIGHT = 200
_MOST_SEEDS = 5
_LEAD = lazy(
    "The article trains four networks that differ in their regularization alone, and explains "
    "their curves. One click trains them here, and seven more that test its explanations. Faint, "
    "and in the last column: the same on the article's own pictures, recorded.")


def _form(seen: Choice) -> None:
    with st.container(key="article-form", horizontal=True, vertical_alignment="bottom"):
        sources = [name for name in registered() if not name.endswith("holdout")]
        own = seen.at.experiment.data
        st.selectbox(
            _("Data"), [*sources, *([own] if own not in sources else [])], key="article-data",
            format_func=lambda name: str(in_words(name)) if name in sources else _("Your pictures"),
            width=200)
        st.number_input(_("Epochs"), 1, 50, STUDIO_EPOCHS, key="article-epochs", width=120)
        st.number_input(_("Seeds"), 1, _MOST_SEEDS, 1, key="article-seeds", width=120)
        st.button(
            _("Repeat the article's experiment"), key="article-begin", type="primary",
            on_click=series_desk.begin, args=(seen, _asked))


def _asked() -> Plan:
    """Of the form as it stands at the click: nothing is drawn yet with what was typed last."""
    form = st.session_state
    return planned(
        str(form["article-data"]), int(form["article-epochs"]), int(form["article-seeds"]))


def planned(data: str, epochs: int, seeds: int) -> Plan:
    """What the button trains."""
    return article_plan("compact", whole_seeds(1, seeds), {"data": data, "epochs": epochs})


def draw(screen: Mounting, seen: Choice, shown: SeriesView | None) -> None:
    with st.container(key="article-charts"):
        _charts(screen, shown)
    _statements(screen, shown)


def show(screen: Screen, seen: Choice, shown: SeriesView | None) -> None:
    _charts(screen, shown)
    _statements(screen, shown)


def _charts(screen: Screen, shown: SeriesView | None) -> None:
    recorded, here = recorded_article()[0], _curves(shown)
    epochs = max([recorded.epochs, *(len(curves["validation"]) for curves in here.values())])
    for role in FOUR:
        curves = here.get(role, {})
        ends = curves.get("validation") or ()
        live_chart(
            screen,
            network_figure(str(NETWORKS[role]), curves, recorded.curves.get(role, {}),
                           epochs=epochs, names=(_("training"), _("validation"))),
            key=f"article-{role}", height=_HEIGHT, group="article",
            alt=(_("{network}: {share:.0f} % on validation after {n} epochs.",
                   network=NETWORKS[role], share=100 * ends[-1], n=len(ends)) if ends else
                 _("{network}: not trained here yet.", network=NETWORKS[role])))


def _statements(screen: Screen, shown: SeriesView | None) -> None:
    here = article_statements(shown.points) if shown is not None else statements({})
    markup(screen, table(here, recorded_article()[0].statements), key="article-statements",
           height=400)


def _curves(shown: SeriesView | None) -> dict[str, Mapping[str, Sequence[float]]]:
    """Of the four with the first seed, as far as they are trained."""
    found: dict[str, Mapping[str, Sequence[float]]] = {}
    for point in shown.points if shown is not None else ():
        role = str(point.place["role"])
        if role in FOUR and role not in found and point.curves:
            found[role] = point.curves
    return found


def table(here: Sequence[Statement], there: Sequence[Statement]) -> str:
    heads = (_("The article says"), _("Here"), _("On the article's pictures"))
    rows = "".join(
        f'<tr><th scope="row">{escape(str(one.said))}</th>{_cell(one)}{_cell(other)}</tr>'
        for one, other in zip(here, there, strict=True))
    return ('<div class="cp-scrolls"><table class="cp-differs cp-statements"><thead><tr>'
            + "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
            + f"</tr></thead><tbody>{rows}</tbody></table></div>")


def _cell(one: Statement) -> str:
    measured = "" if one.measured is None else f"<small>{escape(str(one.measured))}</small>"
    return (f'<td data-verdict="{escape(one.verdict)}" data-statement="{one.name}">'
            f"<b>{escape(verdict_words(one))}</b>{measured}</td>")


PART = SeriesPart(ARTICLE, "article", _LEAD, _form, draw, show)
