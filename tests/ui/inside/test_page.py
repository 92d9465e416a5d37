"""The page's states: at once what is known, then what was worked out; runs without weights."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from playground.insight.receptive_field import receptive_fields
from playground.insight.recorded import recorded_runs
from playground.insight.top_patches import Strongest
from playground.model.architectures import ARCHITECTURES, architecture_of
from playground.model.loading import PRETRAINED_FILE, experiment_beside
from playground.model.weights import initial_weights
from playground.training.history import of_recorded
from playground.ui.compare import offers
from playground.ui.inside.looked import preparing
from playground.ui.inside.one_unit import ascent_task
from playground.ui.inside.seen import SHIPPED, Seen, query
from playground.ui.inside.shown import Shown, shown
from playground.ui.inside.units import patch_task
from playground.ui.inside.work import State
from tests.made_data import training_data

COMPACT = ARCHITECTURES["compact"]


def opened(page: AppTest) -> Shown:
    page.run()
    assert not page.exception
    return shown(seen(page))


def seen(page: AppTest) -> Seen:
    return page.session_state["inside-page"]


def header(page: AppTest, key: str) -> dict[str, Any]:
    """What was last mounted at that place."""
    found = next(one for one in page.get("bidi_component") if f"-{key}" in one.proto.id)
    data = found.proto.bytes
    return json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")])


def put_patches(page: AppTest, work: Any, dead: int = 5) -> None:
    """As if the pictures had been prepared, and looked through."""
    now = shown(seen(page))
    data = training_data()
    work._shared.put(preparing(now.network).key, State(found=data))
    found = {}
    for name, shape in list(now.network.layers.items())[:-1]:
        values = np.ones((shape[-1], 9), np.float32)
        values[dead] = 0
        found[name] = Strongest(
            np.tile(np.arange(9), (shape[-1], 1)), values,
            np.zeros((shape[-1], 9, 2), np.int64), receptive_fields(COMPACT).get(name))
    work._shared.put(patch_task(shown(seen(page))).key, State(found=found))


def test_it_is_drawn_at_once_with_what_needs_no_tensorflow(inside, work) -> None:
    now = opened(inside)
    assert now.network.id == "none"
    assert now.layer == "conv2d_3"
    drawn = {key: header(inside, key)["drawn"] for key in (
        "inside-units", "inside-maps", "inside-kernels", "inside-matrix")}
    assert drawn == {"inside-units": False, "inside-maps": True, "inside-kernels": True,
                     "inside-matrix": True}
    # Room is kept for what comes.
    assert len(header(inside, "inside-units")["units"]) == 64
    assert [task.key[0] for task in work.wanted] == ["cam", "data", "ridge"]


def test_the_patches_come_and_dead_units_are_crossed_out_everywhere(inside, work) -> None:
    opened(inside)
    put_patches(inside, work)
    opened(inside)
    for key in ("inside-units", "inside-maps", "inside-kernels", "inside-matrix"):
        gone = [unit["number"] for unit in header(inside, key)["units"] if unit["dead"]]
        assert gone == [5], key
    assert header(inside, "inside-units")["drawn"]
    assert "1 of the 64 units of this layer is dead" in header(inside, "inside-dead")["html"]
    assert "none of the 72 training pictures" in header(inside, "inside-dead")["html"]


def test_a_gradient_ascent_is_asked_for_and_cancelled(inside, work) -> None:
    opened(inside)
    put_patches(inside, work)
    now = opened(inside)
    task = ascent_task(now)
    assert task.key not in [one.key for one in work.wanted]
    now.seen.ask(task.key, True)
    opened(inside)
    assert task.key in [one.key for one in work.wanted]
    assert header(inside, "inside-draw")["rows"][0]["options"][0]["value"] == "cancel"
    now.seen.ask(task.key, False)
    opened(inside)
    assert task.key not in [one.key for one in work.wanted]


def test_a_run_whose_weights_are_not_kept_says_so_in_a_sentence(
    inside, work, monkeypatch
) -> None:
    bare = of_recorded(replace(recorded_runs()["l1"], weights=lambda: None))
    monkeypatch.setattr(offers._recorded, "get_or_make", lambda name, make: bare)
    inside.query_params["run"] = "l1"
    now = opened(inside)
    assert now.network.weights is None
    assert "The weights of this run are not kept" in header(inside, "inside-about")["html"]
    assert not header(inside, "inside-matrix")["drawn"]


def test_the_network_that_ships_is_read_in_the_background(inside, work) -> None:
    inside.query_params["run"] = SHIPPED
    now = opened(inside)
    assert now.network.weights is None
    assert work.wanted[0].key == (SHIPPED, "weights")
    assert "is being read" in header(inside, "inside-about")["html"]


@pytest.mark.parametrize(("run", "words"), [
    (SHIPPED, "also looks at the mirror image"), ("l2", "The network takes it for")])
def test_what_one_look_gives_is_said_to_be_one_of_two_where_it_is(
    run: str, words: str, inside, work
) -> None:
    inside.query_params["run"] = run
    weights = initial_weights(architecture_of(experiment_beside(PRETRAINED_FILE)), 1)
    work._shared.put((SHIPPED, "weights"), State(found=weights))
    opened(inside)
    said = header(inside, "inside-answer")["html"]
    assert words in said
    assert ("mirror" in said) == (run == SHIPPED)


def test_the_address_opens_the_same_again_and_may_hold_anything(inside, work) -> None:
    inside.query_params.update({"run": "l2", "layer": "conv2d_1", "unit": "7"})
    now = opened(inside)
    assert (now.network.id, now.layer, now.seen.unit) == ("l2", "conv2d_1", 6)
    assert query(now.seen) == "run=l2&layer=conv2d_1&unit=7"
    assert header(inside, "inside-units")["layer"] == "conv2d_1"


def test_what_makes_no_sense_in_an_address_is_passed_over(inside, work) -> None:
    inside.query_params.update({"run": "../../etc", "layer": "no_such", "unit": "-3"})
    now = opened(inside)
    assert (now.network.id, now.layer, now.seen.unit) == ("none", "conv2d_3", None)


def test_each_map_may_have_a_scale_of_its_own(inside, work) -> None:
    from playground.ui.inside.units import _maps

    now = opened(inside)
    together = _maps(now)
    now.seen.each_map = True
    apart = _maps(now)
    assert together.max() == 255
    assert (together.max(axis=(1, 2)) == 255).sum() == 1
    fires = together.max(axis=(1, 2)) > 0
    assert (apart.max(axis=(1, 2))[fires] == 255).all()


def test_exact_zeros_are_marked_and_small_weights_are_not(inside, work) -> None:
    from playground.ui.components.unit_sheet import ZERO
    from playground.ui.inside.matrix import rows_of

    kernel = np.full((3, 2), 0.5, np.float32)
    kernel[1, 0], kernel[2, 1] = 0.0, 1e-9
    rows = rows_of(kernel, range(2))
    assert rows.shape == (2, 1, 3)
    assert (rows[0, 0] == ZERO).tolist() == [False, True, False]
    assert rows[1, 0, 2] == 0


def test_what_comes_between_the_page_and_its_first_look_is_drawn(inside, work) -> None:
    now = opened(inside)
    follower = inside.session_state["inside-follower"]
    (scene,) = follower.scenes
    # The page was drawn without what was then worked out; now nothing is missing any more.
    scene.seen.waits = False
    assert follower.may_change(scene, now)
    assert not follower.may_change(scene, now)
