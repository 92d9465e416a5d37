"""One warm intake for the tests that do not break it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from playground.photo.intake import Intake


@pytest.fixture(scope="session")
def intake() -> Iterator[Intake]:
    made = Intake()
    yield made
    made.close()
