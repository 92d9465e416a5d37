"""The head that this project has trained: three signs and none of them, in NumPy."""

from pathlib import Path

import numpy as np
import pytest

from playground.errors import BadInput
from playground.referee import files
from playground.referee.head import answers
from playground.referee.shape import SIZE
from tests.referee.made import made_hand

FOUR = ("index", "middle", "ring", "little")


def save(path: Path, **changes: np.ndarray) -> Path:
    """A head whose answer is its bias, with something else in its place."""
    made = {"mean": np.zeros(SIZE), "scale": np.ones(SIZE), "hidden/kernel": np.zeros((SIZE, 2)),
            "hidden/bias": np.zeros(2), "out/kernel": np.zeros((2, 4)),
            "out/bias": np.log([1, 2, 3, 4])}
    np.savez(path, **(made | changes))
    return path


def test_its_answers_are_shares_of_one(tmp_path: Path) -> None:
    assert answers(made_hand(FOUR), save(tmp_path / "head.npz")) == pytest.approx(
        (0.1, 0.2, 0.3, 0.4))


def test_it_has_a_few_kilobytes() -> None:
    assert (files.FOLDER / files.HEAD).stat().st_size < 8192


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut short", b"\x93NUMPY"])
def test_a_damaged_file_is_told_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "head.npz"
    path.write_bytes(content)
    with pytest.raises(BadInput, match="not there or damaged; get playground/assets/referee/"):
        answers(made_hand(()), path)


def test_a_file_of_another_shape_is_told_too(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="not there or damaged"):
        answers(made_hand(()), save(tmp_path / "head.npz", mean=np.zeros(3)))
