"""How the tests themselves are run."""

import pytest

from tests.conftest import COLLECTED_WITH_TENSORFLOW


def test_the_tests_are_collected_without_tensorflow(pytestconfig):
    # A file that needs it imports it in a fixture, as `heavy_imports` of tests/model/test_step.py.
    assert pytestconfig.stash.get(COLLECTED_WITH_TENSORFLOW, None) is None


@pytest.mark.parametrize(("one", "other", "together"), [
    ("tests/cli/test_train.py::test_a[1]", "tests/cli/test_train.py::test_b", True),
    ("tests/cli/test_train.py::test_a", "tests/cli/test_runs.py::test_a", False),
    ("tests/browser/test_runs.py::test_a", "tests/browser/test_play.py::test_a", False),
])
def test_a_files_tests_stay_together(one, other, together):
    from tests.workers import place

    assert (place(one) == place(other)) is together


@pytest.mark.parametrize(("worker", "waiting", "taken"), [
    (0, ["tests/browser/test_b.py", "tests/cli/test_a.py"], "tests/browser/test_b.py"),
    (1, ["tests/cli/test_a.py", "tests/browser/test_b.py"], "tests/browser/test_b.py"),
    (2, ["tests/browser/test_b.py", "tests/cli/test_a.py"], "tests/cli/test_a.py"),
    (2, ["tests/browser/test_a.py", "tests/browser/test_b.py"], "tests/browser/test_a.py"),
    (0, ["tests/cli/test_a.py"], "tests/cli/test_a.py"),
    (0, ["tests/browser/test_a.py", "tests/browser/test_axe.py"], "tests/browser/test_axe.py"),
])
def test_the_last_worker_computes_while_the_others_wait_for_a_browser(worker, waiting, taken):
    from tests.workers import next_place

    assert next_place(waiting, worker=worker, workers=3) == taken


def test_what_takes_long_is_there(pytestconfig):
    from tests.workers import LONG

    assert [one for one in LONG if not (pytestconfig.rootpath / one).is_file()] == []
