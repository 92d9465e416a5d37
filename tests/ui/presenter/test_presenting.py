"""Presenter mode as the address tells it, and the rules that show the chosen panels."""

from __future__ import annotations

import pytest

from playground.scenes.catalog import scenes
from playground.ui.presenter.panels import PANELS, USUAL, sheet
from playground.ui.presenter.presenting import Presenting, presenting_of


@pytest.mark.parametrize(("given", "wanted"), [
    ({}, None),
    ({"present": ""}, None),
    ({"present": "1"}, Presenting(USUAL)),
    ({"present": "accuracy,matrix"}, Presenting(("matrix", "accuracy"))),
    ({"present": "accuracy,nonsense,<b>"}, Presenting(("accuracy",))),
    ({"present": "nonsense"}, Presenting(USUAL)),
    ({"scene": "nonsense"}, None),
    ({"scene": "../secrets", "present": "1"}, Presenting(USUAL)),
])
def test_the_address_names_panels_and_other_words_are_passed_over(given, wanted):
    assert presenting_of(given) == wanted


@pytest.mark.parametrize("scene", scenes("en"), ids=lambda scene: scene.name)
def test_a_scene_brings_its_panels(scene):
    found = presenting_of({"scene": scene.name})
    assert found is not None
    assert set(found.panels) == set(scene.panels)
    assert found.words() == {"present": "1", "scene": scene.name}


@pytest.mark.parametrize("presenting", [
    Presenting(), Presenting(("loss",)), Presenting(("pictures", "scores"), "dropout"),
    Presenting(USUAL, "dropout")])
def test_what_is_written_into_the_address_is_read_back(presenting):
    assert presenting_of(presenting.words()) == presenting


@pytest.mark.parametrize("names", [USUAL, ("loss",), ("pictures", "shares"), tuple(PANELS)])
def test_the_panels_that_are_not_chosen_are_hidden_and_no_others(names):
    hidden = sheet(names).split("{", 1)[0]
    for name, panel in PANELS.items():
        for place in panel.places:
            assert (f".st-key-{place}," in f"{hidden.strip()},".replace(" ,", ",")) == (
                name not in names)
