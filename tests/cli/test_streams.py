"""What is printed as JSON, and where it may be printed."""

from __future__ import annotations

import json
import math

import pytest

from playground.cli.streams import print_json


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_not_finite_is_null_at_any_depth(
    value: float, capsys: pytest.CaptureFixture[str]
) -> None:
    print_json({"a": value, "b": [1.5, (value, {"c": value})], "d": True, "e": None})
    printed = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)
    assert printed == {"a": None, "b": [1.5, [None, {"c": None}]], "d": True, "e": None}


@pytest.mark.parametrize("text", ["λ", "two\nlines", "no text: \udcff", "\x1b[31m"])
def test_any_text_is_one_line_of_ascii(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"text": text})
    line = capsys.readouterr().out
    assert line.isascii()
    assert line.count("\n") == 1
    assert json.loads(line) == {"text": text}
