"""The page, `classify` and plain Keras give one answer, whichever way a square is made."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from playground.experiment import CONTROLS
from tests.cli.playing import play
from tests.referee.hands import rendered

SIZE = 64
FRAMINGS = CONTROLS["framing"].kind.options  # type: ignore[union-attr]


def by_hand(picture: Image.Image, framing: str) -> np.ndarray:
    """The square as docs/command-line.md tells anybody to make it, in Pillow and numpy alone."""
    if framing == "squash":
        return np.asarray(picture.resize((SIZE, SIZE), Image.Resampling.BILINEAR))
    if framing == "center-crop":
        side = min(picture.size)
        left, top = (picture.width - side) // 2, (picture.height - side) // 2
        return np.asarray(picture.resize(
            (SIZE, SIZE), Image.Resampling.BILINEAR, (left, top, left + side, top + side)))
    scale = SIZE / max(picture.size)
    small = picture.resize(
        tuple(round(side * scale) for side in picture.size), Image.Resampling.BILINEAR)
    left, top = (SIZE - small.width) // 2, (SIZE - small.height) // 2
    bars = ((top, SIZE - small.height - top), (left, SIZE - small.width - left), (0, 0))
    around = np.pad(small, bars, "constant" if framing == "letterbox" else "edge")
    square = Image.fromarray(around)
    if framing == "blur":
        square = square.filter(ImageFilter.GaussianBlur(SIZE / 12))
    square.paste(small, (left, top))
    return np.asarray(square)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network of the project as `train --out` leaves it, its start weights in it."""
    from playground.experiment import Experiment
    from playground.model.architectures import architecture_of
    from playground.model.export import plain_model, save
    from playground.model.weights import initial_weights

    architecture = architecture_of(Experiment())
    folder = tmp_path_factory.mktemp("exported")
    save(plain_model(architecture, "max", initial_weights(architecture, 1)), folder / "model.keras")
    return folder


@pytest.mark.parametrize("framing", FRAMINGS)
@pytest.mark.parametrize("size", [(150, 60), (50, 120)])
def test_one_photo_has_one_answer(
    framing: str, size: tuple[int, int], exported: Path, tmp_path: Path
) -> None:
    import keras

    from playground.model.loading import load_model, preparation_beside
    from playground.photo.answer import answer
    from playground.photo.intake import read_photo
    from playground.photo.square import default_square

    path, model = tmp_path / "photo.png", exported / "model.keras"
    noise = np.random.default_rng(5).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    Image.fromarray(noise).save(path)
    (exported / "experiment.json").write_text(
        json.dumps({"experiment": {"framing": framing}}), encoding="utf-8")

    row = play("classify", exported, path, "--json").row
    told = row["probabilities"]
    photo = read_photo(path)
    on_page = answer(
        load_model(model), photo, default_square(photo, framing), preparation_beside(model))
    square = by_hand(Image.open(path), framing)
    np.testing.assert_array_equal(on_page.seen, square)
    plain = keras.saving.load_model(model, compile=False)(square[None].astype(np.float32))
    np.testing.assert_array_equal(on_page.probabilities, np.float32(list(told.values())))
    np.testing.assert_allclose(on_page.probabilities, np.asarray(plain)[0], atol=1e-6)
    assert row["sure"] == (on_page.sure == "sure")


def test_with_the_referee_the_page_and_the_command_line_have_one_answer(tmp_path: Path) -> None:
    from playground.photo import networks
    from playground.photo.answer import answer
    from playground.photo.intake import read_photo
    from playground.photo.refereed import refereed
    from playground.photo.square import default_square
    from playground.ui.try_hand.refereeing import both, look_at

    paths = [tmp_path / f"{name}.png" for name in ("rock", "scissors", "wall")]
    for path in paths[:2]:
        Image.fromarray(rendered(path.stem)).save(path)
    Image.new("RGB", (80, 60), (120, 130, 140)).save(paths[2])
    rows = play("classify", "pretrained", *paths, "--referee", "--json").rows
    network = networks.pretrained()
    for path, row in zip(paths, rows, strict=True):
        photo = read_photo(path)
        square = default_square(photo, network.preparation.framing)
        alone = answer(network.model, photo, square, network.preparation)
        look = look_at(photo, None)
        on_page, judged = both(look, alone), refereed(photo, alone)
        given = np.float32(list(row["probabilities"].values()))
        np.testing.assert_array_equal(given, on_page.probabilities)
        np.testing.assert_array_equal(given, judged.probabilities)
        assert row["sure"] == (on_page.sure == "sure") == (judged.sure == "sure")
        assert row["hand"] == (not look.ruling.no_hand) == (not judged.refused)
    assert [row["hand"] for row in rows] == [True, True, False]
