"""A person's own pictures as a source: private, enough of each, never on disk."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from playground.data import sources
from playground.data.own import LEAST_OF_A_CLASS, OwnPicture, OwnPictures, what_is_missing
from playground.data.pictures import load_pictures
from playground.data.training_data import prepare
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.link import from_link, to_link
from playground.training.manager.limits import Limits


def picture(label: int, number: int) -> OwnPicture:
    pixels = np.random.default_rng([label, number]).integers(0, 256, (20, 30, 3), np.uint8)
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return OwnPicture(f"{number:03d}.png", label, out.getvalue())


def enough(count: int = LEAST_OF_A_CLASS) -> list[OwnPicture]:
    return [picture(label, number) for label in range(3) for number in range(count)]


@pytest.fixture
def name() -> str:
    made = sources.register_private(enough())
    yield made
    sources.forget_private(made)


def test_too_few_of_a_sign_are_refused_with_how_many_are_missing() -> None:
    few = [*enough()[:-3]]
    assert str(what_is_missing(few)).endswith("3 more of scissors.")
    with pytest.raises(BadInput, match="at least 10 pictures of each sign: 3 more of scissors"):
        OwnPictures("mine", few)
    assert what_is_missing(enough()) == ""


def test_no_list_and_no_link_names_them(name: str) -> None:
    assert name not in sources.registered()
    mine = Experiment.from_mapping({"data": name})
    assert name not in to_link(mine, sources.registered())
    assert from_link(f"data={name}", sources.registered()).experiment.data != name


def test_each_has_a_name_that_nobody_guesses(name: str) -> None:
    other = sources.register_private(enough())
    assert other != name
    assert len(name) > 20
    sources.forget_private(other)
    assert not sources.is_private(other)
    with pytest.raises(BadInput, match="gone"):
        sources.open_source(other, paths_allowed=False)


def test_a_run_trains_on_them(name: str) -> None:
    experiment = Experiment.from_mapping({"data": name, "another-setting": ""})
    Limits(runs=1).check(experiment)
    data = prepare(experiment, 64, paths_allowed=False)
    assert len(data.pictures) == 30
    assert set(data.pictures.labels) == {0, 1, 2}


def test_nothing_of_them_is_written(name: str, tmp_path: Path) -> None:
    load_pictures(sources.open_source(name, paths_allowed=False), 16, "squash", "bilinear",
                  cache=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_other_pictures_have_another_fingerprint() -> None:
    first, second = OwnPictures("a", enough()), OwnPictures("a", enough(11))
    assert first.fingerprint() == OwnPictures("b", enough()).fingerprint()
    assert first.fingerprint() != second.fingerprint()


def test_what_was_kept_first_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = [sources.register_private(enough()) for _ in range(3)]
    monkeypatch.setattr(sources, "_MOST_PRIVATE_BYTES", 1)
    last = sources.register_private(enough())
    assert [sources.is_private(one) for one in [*kept, last]] == [False, False, False, True]
    sources.forget_private(last)


def test_a_registered_source_cannot_take_a_private_name() -> None:
    with pytest.raises(ValueError, match="already"):
        sources.register("yours-abc", lambda: OwnPictures("x", enough()))
