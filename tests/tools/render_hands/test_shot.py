from collections import Counter

import numpy as np
import pytest

from tools.render_hands.people import draw_person
from tools.render_hands.shot import SETTINGS, SIGNS, draw_shot

EVERYDAY, STUDIO, THROWN, CLOSED, ANGLED, NEAR, SHOWN = (
    SETTINGS[name]
    for name in ("everyday", "studio", "thrown", "closed", "angled", "near", "shown"))


def test_a_shot_is_a_function_of_seed_and_number() -> None:
    assert draw_shot(EVERYDAY, 1, 17).row() == draw_shot(EVERYDAY, 1, 17).row()
    assert draw_shot(EVERYDAY, 1, 17).row() != draw_shot(EVERYDAY, 2, 17).row()


def test_another_attempt_keeps_the_person_and_the_sign() -> None:
    first, second = (draw_shot(EVERYDAY, 1, 40, attempt) for attempt in (0, 1))
    assert (first.person, first.sign) == (second.person, second.sign)
    assert first.camera != second.camera


def test_every_person_makes_every_sign_equally_often() -> None:
    shots = [draw_shot(EVERYDAY, 1, number) for number in range(EVERYDAY.people * 3 * 2)]
    counts = Counter((shot.person, shot.sign) for shot in shots)
    assert len(counts) == EVERYDAY.people * len(SIGNS)
    assert set(counts.values()) == {2}


def test_there_are_sixty_people_or_more_and_none_of_the_studio_is_among_them() -> None:
    everyday = {draw_shot(EVERYDAY, 1, number).person for number in range(600)}
    studio = {draw_shot(STUDIO, 1, number).person for number in range(600)}
    assert len(everyday) >= 60
    assert not everyday & studio


def test_views_framings_and_lights_all_occur() -> None:
    rows = [draw_shot(EVERYDAY, 1, number).row() for number in range(600)]
    assert {row["view"] for row in rows} == {
        "palm", "back", "thumb-edge", "little-edge", "fingertips"}
    assert {row["framing"] for row in rows} == {"tight", "middle", "wide"}
    assert {row["light"] for row in rows} == {
        "room", "window", "lamp", "sun", "back", "colored", "flash"}
    assert {row["hand"] for row in rows} == {"left", "right"}


def test_the_studios_camera_and_light_stay_the_same() -> None:
    rows = [draw_shot(STUDIO, 1, number) for number in range(60)]
    assert {shot.camera.distance for shot in rows} == {0.9}
    assert {shot.light.kind for shot in rows} == {"studio"}


def test_skin_tones_cover_the_whole_range() -> None:
    tones = sorted(draw_person(1, number).tone for number in range(EVERYDAY.people))
    assert tones[0] < 0.03
    assert tones[-1] > 0.97
    assert np.diff(tones).max() < 0.05


def test_thrown_hands_are_of_the_same_people_with_the_wrist_bent_to_the_palm() -> None:
    first = 8100
    shots = [draw_shot(THROWN, 1, first + number) for number in range(600)]
    assert {shot.person for shot in shots} == set(range(EVERYDAY.people))
    bends = np.array([shot.wrist[0] for shot in shots])
    assert 0.5 < (bends < -10).mean() < 0.85
    assert bends.min() > -70
    paper = [shot.row() for shot in shots if shot.sign == "paper"]
    edge_on = np.mean([row["view"] in ("thumb-edge", "little-edge") for row in paper])
    usual = [draw_shot(EVERYDAY, 1, number).row() for number in range(600)]
    usual_edge_on = np.mean([row["view"] in ("thumb-edge", "little-edge")
                             for row in usual if row["class"] == "paper"])
    assert edge_on > usual_edge_on + 0.1


def test_closed_hands_are_of_the_same_people_and_their_flat_hands_have_fingers_that_touch() -> None:
    shots = [draw_shot(CLOSED, 1, 11700 + number) for number in range(900)]
    assert {shot.person for shot in shots} == set(range(EVERYDAY.people))
    # Half of them flat, and of the other signs enough to tell them from a flat hand by.
    counts = Counter(shot.sign for shot in shots)
    assert counts == {"paper": 450, "scissors": 300, "rock": 150}
    flat = [shot for shot in shots if shot.sign == "paper"]
    assert {shot.pose.family for shot in flat} == {
        "closed-flat", "closed-relaxed", "closed-cupped"}
    for shot in flat:
        spreads = [shot.pose.fingers[name][3] for name in ("index", "ring", "pinky")]
        assert spreads[0] < 0 < spreads[1] < spreads[2]


def test_no_other_set_has_families_of_its_own() -> None:
    shots = [draw_shot(each, 1, number) for each in (EVERYDAY, THROWN, STUDIO)
             for number in range(300)]
    assert not any(shot.pose.family.startswith("closed") for shot in shots)


@pytest.mark.parametrize(("name", "count"), [
    ("angled", 160), ("near", 100), ("shown", 125)])
def test_these_hands_are_of_people_whom_no_other_set_has(name: str, count: int) -> None:
    people = {
        each: {draw_shot(SETTINGS[each], 1, number).person for number in range(700)}
        for each in SETTINGS}
    own = people.pop(name)
    assert len(own) == count
    assert not own & set.union(*people.values())


def test_angled_hands_are_mostly_seen_edge_on_or_foreshortened() -> None:
    shots = [draw_shot(ANGLED, 1, number) for number in range(800)]
    for sign in SIGNS:
        cameras = [shot.camera for shot in shots if shot.sign == sign]
        hard = [one.view.endswith("-edge") or abs(one.elevation) > 25 for one in cameras]
        assert np.mean(hard) > 0.6
    assert Counter(shot.sign for shot in shots) == {"paper": 400, "rock": 200, "scissors": 200}


def test_near_hands_are_held_toward_the_camera_in_light_that_is_hard() -> None:
    near, usual = ([draw_shot(each, 1, number) for number in range(800)]
                   for each in (NEAR, EVERYDAY))
    assert Counter(shot.sign for shot in near) == {"paper": 400, "rock": 200, "scissors": 200}
    end_on, seldom = (np.mean([shot.camera.view == "fingertips" for shot in each])
                      for each in (near, usual))
    assert end_on > 0.35 > seldom * 5
    for kind in ("back", "colored", "sun"):
        own, others = (np.mean([shot.light.kind == kind for shot in each])
                       for each in (near, usual))
        assert own > others * 1.25
    # A lamp of one color, and hardly anything else that lights: red, green or blue is left out.
    colors = [shot.light.lamps[0].color for shot in near if shot.light.kind == "colored"]
    assert np.mean([color.min() < 0.1 * color.max() for color in colors]) > 0.5
    spread = [np.std([np.log(shot.light.exposure) for shot in each]) for each in (near, usual)]
    assert spread[0] > spread[1] * 1.2


def test_shown_hands_are_as_one_shows_them_to_a_webcam() -> None:
    shots = [draw_shot(SHOWN, 1, number) for number in range(800)]
    assert Counter(shot.sign for shot in shots) == {"paper": 400, "rock": 200, "scissors": 200}
    flat = [shot for shot in shots if shot.sign == "paper"]
    closed = np.mean([shot.pose.family.startswith("closed") for shot in flat])
    assert closed > 0.7
    # From below, or from one of both sides; seldom from above.
    rolls = np.array([abs((shot.camera.roll + 180) % 360 - 180) for shot in shots])
    assert 0.4 < ((rolls > 50) & (rolls < 130)).mean() < 0.7
    assert (rolls > 150).mean() < 0.05
