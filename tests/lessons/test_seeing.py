"""What the lesson on a photo's numbers says of its photo is so."""

from __future__ import annotations

from playground.lessons.given import shipped, tiles
from playground.lessons.registry import answers, conditions
from playground.lessons.topics.seeing import MORE_RED, PICTURE, darkest_point


def test_the_darkest_point_has_the_number_that_is_told() -> None:
    image = tiles("elsewhere").images[PICTURE].astype(int)
    reply = answers()["darkest-number"].compute(shipped())
    assert reply.choice == "low"
    assert reply.values["darkest"] == round(image[darkest_point(image)].mean())
    assert reply.values["brightest"] == round(image.mean(axis=-1).max())


def test_points_of_the_picture_fulfil_the_task_and_others_do_not() -> None:
    condition = conditions()["more-red-than-blue"]
    image = tiles("elsewhere").images[PICTURE].astype(int)
    done = [condition.done({"red": red, "blue": blue})
            for red, _, blue in image.reshape(-1, 3)]
    assert 0.05 < sum(done) / len(done) < 0.5
    assert not condition.done({"red": 255, "square": 40})
    assert condition.done({"red": MORE_RED, "blue": 0})
