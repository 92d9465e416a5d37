"""One warm intake for the tests that do not break it, and others for those that do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from playground.photo.intake import Intake
from tests.photo.asking import MakeIntake


@pytest.fixture(scope="session")
def intake() -> Iterator[Intake]:
    made = Intake()
    yield made
    made.close()


@pytest.fixture
def make() -> Iterator[MakeIntake]:
    made: list[Intake] = []

    def make_one(**options: object) -> Intake:
        made.append(Intake(**options))
        return made[-1]

    yield make_one
    for intake in made:
        intake.close()
