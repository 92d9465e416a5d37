"""The scenes: whole, alike in each language, and about what there is."""

from __future__ import annotations

import pytest

from playground.data.sources import registered
from playground.link import from_link
from playground.messages import LANGUAGES
from playground.scenes.catalog import SECONDS, TEXTS, beside, scene_named, scenes
from playground.scenes.claims import CLAIMS, STEPS_AN_EPOCH, Outcome
from playground.ui.presenter.panels import PANELS


@pytest.mark.parametrize("language", sorted(path.name for path in TEXTS.iterdir()))
def test_the_scenes_of_a_language_show_and_claim_what_the_english_ones_do(language):
    def bones(scene):
        return (scene.name, scene.order, scene.play, scene.panels, scene.claim,
                tuple((step.at, bool(step.press)) for step in scene.steps))

    assert language in LANGUAGES
    assert [*map(bones, scenes(language))] == [*map(bones, scenes("en"))]
    assert len(scenes(language)) == 6


@pytest.mark.parametrize("scene", scenes("en"), ids=lambda scene: scene.name)
def test_a_scene_is_played_with_a_link_that_can_be_read_in_three_minutes(scene):
    assert from_link(scene.play, registered()).messages == ()
    assert set(scene.panels) <= set(PANELS)
    times = [step.at for step in scene.steps]
    assert times == sorted(set(times))
    assert times[0] == 0
    assert times[-1] < SECONDS


@pytest.mark.parametrize("scene", scenes("en"), ids=lambda scene: scene.name)
def test_what_a_scene_claims_is_judged_by_a_run_of_its_own_link(scene):
    begun = from_link(scene.play, registered()).experiment
    assert begun in [planned.experiment for planned in CLAIMS[scene.claim].runs.values()]


def test_each_claim_can_fail_and_can_hold():
    names = {role for claim in CLAIMS.values() for role in claim.runs}
    nothing = dict.fromkeys(names, Outcome(0.5, 0.7, 0.7, 0.6, 0.0, 0.0))
    for claim in CLAIMS.values():
        assert not claim.holds(nothing)
    alone = Outcome(1.0, 0.6, 0.8, 0.3, 0.0, 0.02)
    better = Outcome(0.9, 0.8, 0.8, 0.3, 0.9, 0.95)
    good = {"alone": alone, "dropout": better, "proximal": better, "clean": Outcome(
        1.0, 0.99, 0.99, 0.33, 0.0, 0.0), "l1": better}
    collapsed = {"l1": Outcome(0.33, 0.33, 0.34, 0.33, 0.0, 1.0)}
    assert [name for name, claim in CLAIMS.items()
            if not claim.holds(collapsed if "collapses" in name else good)] == []


def test_a_knob_is_turned_after_the_epoch_that_the_scene_tells():
    for claim in CLAIMS.values():
        for planned in claim.runs.values():
            assert all(change.step % STEPS_AN_EPOCH == 0 for change in planned.changes)


def test_after_the_last_scene_comes_the_first():
    first, last = scenes("en")[0], scenes("en")[-1]
    assert beside(last, "en", 1) == first
    assert beside(first, "en", -1) == last


def test_a_language_without_scenes_has_the_english_ones():
    assert scenes("qps") == scenes("en")
    assert scene_named("dropout", "qps") == scene_named("dropout", "en")
    assert scene_named("../dropout", "en") is None
