"""The recorded experiment that ships: whole, read back as written, with verdicts of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from playground.errors import BadInput
from playground.training.series.article_plan import FOUR, ROLES
from playground.training.series.article_recorded import PLACE, recorded_article, recorded_row
from playground.training.series.statements import NAMES
from playground.training.series.verdicts import OPEN


def test_what_ships_has_every_role_and_says_something_of_every_statement() -> None:
    compact = recorded_article()[0]
    assert compact.model == "compact"
    assert compact.epochs == 20
    for runs in compact.results.values():
        assert set(runs) == set(ROLES)
        assert all(run.whole for run in runs.values())
    assert set(compact.curves) == set(ROLES)
    assert all(len(curves["validation"]) == 20 for curves in compact.curves.values())
    by_name = {one.name: one for one in compact.statements}
    assert tuple(by_name) == NAMES
    assert all(one.verdict != OPEN and one.measured is not None for one in by_name.values())
    # The collapse of L1 at the article's λ, and not one weight that is zero.
    for runs in compact.results.values():
        assert runs["l1"].accuracy < 0.4
        assert runs["l1"].exact_zeros < 0.01 < 0.9 < runs["l1"].near_zeros
        assert min(runs[role].accuracy for role in FOUR if role != "l1") > 0.9


def test_it_names_no_folder_of_the_machine_that_recorded_it() -> None:
    assert "/" not in PLACE.read_text(encoding="utf-8")


def test_it_is_read_back_as_it_is_written(tmp_path: Path) -> None:
    place = tmp_path / "article.json"
    rows = [recorded_row(one) for one in recorded_article()]
    place.write_text(json.dumps(rows), encoding="utf-8")
    assert [recorded_row(one) for one in recorded_article(place)] == rows


@pytest.mark.parametrize("text", ["", "[1]", '[{"data": "x"}]'])
def test_a_damaged_file_is_told_in_a_sentence(tmp_path: Path, text: str) -> None:
    place = tmp_path / "article.json"
    place.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match="install it again"):
        recorded_article(place)
