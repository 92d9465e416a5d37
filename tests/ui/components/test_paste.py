"""What a browser sends is looked at again."""

from __future__ import annotations

import base64

import pytest

from playground.ui.components.paste import decoded


def test_the_bytes_come_through() -> None:
    content = bytes(range(256)) * 40
    assert decoded(base64.b64encode(content).decode(), 20_000) == content


@pytest.mark.parametrize("sent", [None, 3, "", "no base64!", ["a"], {"a": 1}, "AAA", "é" * 8])
def test_anything_else_is_nothing(sent: object) -> None:
    assert decoded(sent, 1000) is None


def test_too_much_is_refused_before_it_is_decoded_and_after() -> None:
    exact = base64.b64encode(b"x" * 999).decode()
    assert decoded(exact, 999) == b"x" * 999
    assert decoded(exact, 998) is None
    assert decoded("A" * 10_000, 999) is None
