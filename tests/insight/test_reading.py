import pytest

from playground.change import Change
from playground.insight import reading
from playground.insight.reading import ONE_TURN, EpochLook, Look, RunReading, last_turn
from playground.training import states


def epoch(step, validation):
    return EpochLook(step, validation, 0.0, 0.0, training=0.9, elsewhere=None)


def probe(step, validation):
    return Look(step, validation, 0.0, 0.0)


def test_the_words_for_states_are_those_of_training():
    ours = {reading.RUNNING, reading.PAUSED, reading.QUEUED, reading.FINISHED, reading.STOPPED,
            reading.FAILED}
    assert ours == set(states.STATES)
    assert {state for state in ours if RunReading(state=state).ended} == set(states.ENDED)


def test_the_newest_look_is_the_later_one_and_of_equals_the_epochs():
    assert RunReading().now is None
    assert RunReading(probes=(probe(9, 0.4),)).now.validation == 0.4
    looks = (epoch(10, 0.5), epoch(20, 0.6))
    assert RunReading(looks=looks, probes=(probe(15, 0.4),)).now.validation == 0.6
    assert RunReading(looks=looks, probes=(probe(25, 0.4),)).now.validation == 0.4
    assert RunReading(looks=looks, probes=(probe(20, 0.4),)).now.validation == 0.6


def test_a_knob_that_is_dragged_is_one_turn_from_its_first_value_to_its_last():
    drag = [Change(100 + 10 * n, "lambda", n / 100, (n + 1) / 100) for n in range(4)]
    turn = last_turn([Change(20, "dropout", 0.0, 0.5), *drag])
    assert (turn.began, turn.ended) == (100, 130)
    assert turn.changes == (Change(130, "lambda", 0.0, 0.04),)


def test_turns_far_apart_are_two():
    changes = [Change(10, "lambda", 0.0, 0.1), Change(11 + ONE_TURN, "lambda", 0.1, 0.2)]
    assert last_turn(changes).changes == (changes[1],)
    changes[1] = Change(10 + ONE_TURN, "lambda", 0.1, 0.2)
    assert last_turn(changes).began == 10


def test_the_regularizer_comes_before_the_λ_that_is_read_with_it():
    turn = last_turn([Change(5, "lambda", 0.01, 0.1), Change(5, "regularizer", "none", "l1")])
    assert [change.name for change in turn.changes] == ["regularizer", "lambda"]


@pytest.mark.parametrize("changes", [
    [], [Change(5, "dropout", 0.0, 0.5), Change(9, "dropout", 0.5, 0.0)]])
def test_what_was_not_turned_or_turned_back_is_no_turn(changes):
    assert last_turn(changes) is None


def test_before_and_after_a_turn_are_looks_of_one_kind():
    turn = last_turn([Change(20, "dropout", 0.0, 0.5)])
    looks, probes = (epoch(10, 0.5), epoch(20, 0.6)), (probe(15, 0.4), probe(25, 0.7))
    around = RunReading(looks=looks, probes=probes, turn=turn).around_turn
    assert around == (probes[0], probes[1])
    around = RunReading(looks=(*looks, epoch(30, 0.8)), probes=probes, turn=turn).around_turn
    assert [look.step for look in around] == [20, 30]
    assert RunReading(looks=looks[:1], turn=turn).around_turn is None
    assert RunReading(looks=looks).around_turn is None
