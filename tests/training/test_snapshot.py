import numpy as np

from playground.training.snapshot import StepLog


def test_views_of_a_log_stay_as_they_were_while_it_grows():
    log = StepLog(capacity=2)
    seen = []
    for step in range(9):
        log.append(float(step), 0.0, 0.0, 0.5)
        seen.append(log.view())
    for count, view in enumerate(seen, start=1):
        assert view.data_loss.tolist() == list(range(count))
        assert not view.data_loss.flags.writeable


def test_the_mean_loss_waits_until_there_are_enough_steps():
    log = StepLog()
    log.append(8.0, 0.0, 0.0, 1.0)
    assert log.mean_loss(2) == 0.0
    log.append(4.0, 0.0, 0.0, 1.0)
    assert log.mean_loss(2) == 6.0


def test_speed_is_of_the_last_twenty_steps_and_zero_before_the_first():
    log = StepLog()
    assert log.view().speed(32) == 0.0
    for _ in range(30):
        log.append(0.0, 0.0, 0.0, 5.0)
    for _ in range(20):
        log.append(0.0, 0.0, 0.0, 0.5)
    assert log.view().speed(32) == 64.0


def test_recorded_rows_are_taken_up_again():
    log, again = StepLog(), StepLog()
    log.append(1.0, 2.0, 3.0, 4.0)
    log.append(5.0, 6.0, 7.0, 8.0)
    view = log.view()
    again.extend(np.stack([view.data_loss, view.penalty, view.accuracy, view.seconds]))
    assert again.view().penalty.tolist() == [2.0, 6.0]
