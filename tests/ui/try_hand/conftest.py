"""The page Try a hand in Streamlit's test runner, with networks that are made up."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
import pytest
from fakes import FakeManager
from numpy.typing import NDArray
from PIL import Image
from streamlit.testing.v1 import AppTest

from playground.data.classes import CLASSES
from playground.model.loading import PRETRAINED, Preparation
from playground.photo.answer import Answer, sureness
from playground.photo.finder import Sighting
from playground.photo.networks import Network
from playground.photo.photo import Photo
from playground.photo.ruling import Ruling
from playground.referee.verdict import Verdict
from playground.training.snapshot import WeightsCopy

SIZE = 64


class Model:
    """Says `probabilities` of everything; only its input's size is looked at."""

    input_shape = (None, SIZE, SIZE, 3)

    def __init__(self, probabilities: tuple[float, float, float]) -> None:
        self.given = np.array(probabilities, np.float32)

    def count_params(self) -> int:
        return 0


@dataclass
class Answers:
    """What the networks say, by key, and whether a photo shows a hand: a test changes them."""

    said: dict[str, tuple[float, float, float]]
    is_hand: bool = True
    camera: str = "ok"
    asked: int = 0
    referee: bool = False
    ruling: Verdict | Exception | None = None
    """What the referee says of all photos, where there is one."""

    def rule(self, photo: Photo) -> Ruling:
        if isinstance(self.ruling, Exception):
            raise self.ruling
        seen = () if not self.is_hand else (Sighting(0, 0, 10, 1.0, 1.0, 1.0),)
        return Ruling(self.ruling, seen)

    def give(
        self, manager: FakeManager, run_id: str, said: tuple[float, float, float]
    ) -> None:
        """A network for that run, which says so."""
        self.said[run_id] = said
        manager.change(run_id, weights=WeightsCopy(1, {}))

    def network(self, key: str) -> Network:
        return Network(key, Model(self.said[key.split(":")[0]]), Preparation("squash", "bilinear"))

    def answer(self, model: Model, photo: Photo, *rest: object, **views: bool) -> Answer:
        self.asked += 1
        seen = np.zeros((SIZE, SIZE, 3), np.uint8)
        looked = np.zeros((SIZE, SIZE), np.float32)
        winner = int(model.given.argmax())
        return Answer(model.given, seen, looked, sureness(model.given, winner), winner)

    def probabilities(
        self, model: Model, images: NDArray[np.uint8], *, average_views: bool = False
    ) -> NDArray[np.float32]:
        return np.repeat(model.given[None], len(images), axis=0)


@pytest.fixture
def answers(manager: FakeManager, monkeypatch: pytest.MonkeyPatch) -> Answers:
    made = Answers({PRETRAINED: (0.02, 0.95, 0.03)})
    base = "playground.ui.try_hand"
    monkeypatch.setattr(f"{base}.judges.run_manager", lambda: manager)
    monkeypatch.setattr("playground.photo.networks.pretrained", lambda: made.network(PRETRAINED))
    monkeypatch.setattr(
        "playground.photo.networks.of_run",
        lambda run_id, began, step, weights: made.network(f"{run_id}:{step}"))
    monkeypatch.setattr(f"{base}.judges.answer", made.answer)
    monkeypatch.setattr(f"{base}.game.answer", made.answer)
    monkeypatch.setattr(f"{base}.test_panel.probabilities", made.probabilities)
    monkeypatch.setattr(f"{base}.refereeing.looks_like_a_hand", lambda photo: made.is_hand)
    monkeypatch.setattr("playground.referee.files.is_there", lambda: made.referee)
    monkeypatch.setattr(f"{base}.refereeing.ruling", made.rule)
    # As a browser answers that has one; there is none to answer here.
    monkeypatch.setattr(f"{base}.intake_bar.camera_state", lambda key: made.camera)
    monkeypatch.setattr(f"{base}.warm.warm_up", lambda: None)
    monkeypatch.setattr(f"{base}.warm.is_warm", lambda: True)
    return made


@pytest.fixture
def hand_page(answers: Answers, page: AppTest) -> AppTest:
    """Open, and empty."""
    return opened(page, "pages/2_Try_a_hand.py")


@pytest.fixture
def game_page(answers: Answers, page: AppTest) -> AppTest:
    return opened(page, "pages/3_Game.py")


def opened(page: AppTest, file: str) -> AppTest:
    page.run()
    page.switch_page(file).run()
    assert not page.exception
    return page



def png(seed: int = 0, size: tuple[int, int] = (120, 90)) -> bytes:
    small = np.random.default_rng(seed).integers(0, 256, (6, 8, 3), np.uint8)
    out = io.BytesIO()
    Image.fromarray(small).resize(size).save(out, "PNG")
    return out.getvalue()


def markup(page: AppTest) -> str:
    """All of the page's own markup, without its style sheets."""
    bodies = [one.body for one in page.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style"))


def place(name: str) -> int:
    return CLASSES.index(name)
