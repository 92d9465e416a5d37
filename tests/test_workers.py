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
