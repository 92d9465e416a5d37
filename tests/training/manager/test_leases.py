"""When the owner of a run counts as gone."""

from playground.training.manager.leases import Lease


def test_a_released_run_lives_for_the_grace_and_not_longer():
    lease = Lease(0.0, grace=60.0)
    lease.release(100.0)
    assert not lease.expired(159.0)
    assert lease.expired(160.0)


def test_who_comes_back_in_time_keeps_the_run():
    lease = Lease(0.0, grace=60.0)
    lease.release(100.0)
    lease.sign_of_life(150.0)
    assert not lease.expired(200.0)


def test_a_poll_that_was_under_way_when_the_page_closed_is_no_return():
    lease = Lease(0.0, grace=60.0)
    lease.release(100.0)
    lease.sign_of_life(100.4)
    assert lease.expired(160.0)


def test_a_second_release_gives_no_longer_grace():
    lease = Lease(0.0, grace=60.0)
    lease.release(100.0)
    lease.release(140.0)
    assert lease.expired(160.0)


def test_a_page_in_the_background_that_is_heard_of_once_a_minute_is_not_gone():
    lease = Lease(0.0, grace=60.0)
    for minute in range(1, 6):
        assert not lease.expired(60.0 * minute)
        lease.sign_of_life(60.0 * minute)


def test_a_run_that_rests_may_be_silent_for_longer_but_not_after_its_page_has_closed():
    lease = Lease(0.0, grace=60.0)
    assert not lease.expired(1800.0, resting=True)
    assert lease.expired(3600.0, resting=True)
    lease.release(1800.0)
    assert lease.expired(1860.0, resting=True)


def test_long_silence_counts_as_gone():
    assert Lease(0.0, grace=60.0).expired(180.0)
