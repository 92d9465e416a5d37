"""A photo of the reader's own takes the picture's place; what is none is a sentence."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

LESSON = "seeing"


def given(page: AppTest, name: str, content: bytes) -> AppTest:
    page.query_params["lesson"] = LESSON
    page.run()
    page.file_uploader(key=f"lesson-{LESSON}-photo").set_value((name, content, "image/png")).run()
    assert not page.exception
    return page


def picture(page: AppTest) -> bytes:
    one = next(one for one in page.get("bidi_component")
               if one.proto.id.endswith(f"-lesson-{LESSON}-picture"))
    data: bytes = one.proto.bytes
    return data[4 + int.from_bytes(data[:4], "little"):]


@pytest.fixture
def photo() -> bytes:
    """Wider than high, red in its middle square."""
    image = np.zeros((40, 80, 3), np.uint8)
    image[:, 20:60, 0] = 200
    out = io.BytesIO()
    Image.fromarray(image).save(out, "PNG")
    return out.getvalue()


def test_the_numbers_are_those_of_its_middle_square(learn: AppTest, photo: bytes) -> None:
    shown = np.frombuffer(picture(given(learn, "mine.png", photo)), np.uint8).reshape(64, 64, 3)
    # At its sides a pixel is mixed with the one beside it.
    assert (shown[:, 1:-1] == (200, 0, 0)).all()


def test_what_is_no_picture_leaves_the_one_that_ships(learn: AppTest) -> None:
    page = given(learn, "mine.png", b"no picture")
    assert any('<p class="ln-notice" role="alert">' in str(one.proto.body)
               for one in page.get("html"))
    shown = np.frombuffer(picture(page), np.uint8)
    assert len(np.unique(shown)) > 100
