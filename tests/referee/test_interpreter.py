"""The one place that knows TensorFlow's interpreter."""

import warnings
from pathlib import Path

import numpy as np
import pytest

from playground.errors import BadInput
from playground.referee import files
from playground.referee.interpreter import TfliteNetwork


def test_it_is_still_there_gives_all_outputs_in_order_and_warns_nobody() -> None:
    network = TfliteNetwork(files.FOLDER / files.LANDMARKS)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        points, presence, right, world = network(np.full((224, 224, 3), 0.5, np.float32))
    assert points.shape == world.shape == (63,)
    assert presence.shape == right.shape == (1,)


@pytest.mark.parametrize("content", [None, b"", b"not a network", b"\0" * 4096])
def test_a_missing_or_damaged_file_is_told_in_one_sentence(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "palm.tflite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadInput, match="not there or damaged; get playground/assets/referee/"):
        TfliteNetwork(path)(np.zeros((192, 192, 3), np.float32))
