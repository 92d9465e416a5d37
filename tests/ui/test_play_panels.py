"""How the Play page's own panels are kept up to date: who listens, and what follows from what."""

from __future__ import annotations

from typing import Any

import pytest

from playground.lessons.tour import Tour
from playground.ui import play
from playground.ui.live.parcel import Parcel, Sending
from playground.ui.session import Tab
from playground.ui.stage import stage_of


def test_each_place_that_the_play_page_hears_has_somebody_who_listens(at: Tab) -> None:
    at.tour = Tour()
    for live in play._LIVE:
        parcel = Parcel()
        live.show(Sending(parcel), stage_of(at))
        assert set(live.hears) <= set(parcel.acts)


@pytest.mark.parametrize(("place", "chosen", "value"), [
    ("layers", "layer", "conv2d_1"), ("tiles-validation", "picture", ("validation", 1)),
    ("tiles-training", "picture", ("training", 2)),
])
def test_whatever_a_click_on_the_play_page_changes_is_brought_with_it(
    at: Tab, place: str, chosen: str, value: Any
) -> None:
    before, changed = getattr(at, chosen), set()
    for live in play._LIVE:
        parcel = Parcel()
        for now in (before, value):
            setattr(at, chosen, now)
            parcel.take()
            live.show(Sending(parcel), stage_of(at))
        if parcel.messages:
            changed.add(live.name)
    assert len(changed) >= 2
    assert changed == {live.name for live in play._LIVE if live.changes_by(place)}
