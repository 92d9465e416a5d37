from __future__ import annotations

import json
from base64 import b64decode
from typing import Any

import numpy as np

from playground.ui.components import chart
from playground.ui.components.screen import Screen


class Written(Screen):
    """Keeps what would be shown, as it will be written: JSON without NaN."""

    def __init__(self) -> None:
        super().__init__()
        self.headers: list[dict[str, Any]] = []

    def show(self, mount: Any, name: str, header: Any, *bodies: bytes, **given: Any) -> None:
        self.headers.append(json.loads(json.dumps(header, allow_nan=False)))


def drawn(figure: Any) -> dict[str, Any]:
    screen = Written()
    chart.live_chart(screen, figure, key="k", height=200, alt="Rises.")
    return screen.headers[0]


def test_arrays_travel_as_bytes() -> None:
    sent = drawn({"data": [{"x": np.arange(3), "y": np.array([0.5, np.nan, 1.0])}], "layout": {}})
    x, y = sent["data"][0]["x"], sent["data"][0]["y"]
    assert (x["dtype"], y["dtype"]) == ("i4", "f4")
    assert np.frombuffer(b64decode(x["bdata"]), "<i4").tolist() == [0, 1, 2]
    np.testing.assert_array_equal(np.frombuffer(b64decode(y["bdata"]), "<f4"), [0.5, np.nan, 1])


def test_a_long_list_of_numbers_travels_as_bytes_to_the_last_bit() -> None:
    long = [i / 7 for i in range(40)]
    sent = drawn({"data": [{"x": long, "y": [*long[:-1], None]}], "layout": {}})
    x, y = sent["data"][0]["x"], sent["data"][0]["y"]
    assert x["dtype"] == "f8"
    assert np.frombuffer(b64decode(x["bdata"]), "<f8").tolist() == long
    # A gap is no number.
    assert y == [*long[:-1], None]


def test_what_json_lacks_becomes_a_gap() -> None:
    sent = drawn({"data": [{"y": [1.0, float("nan"), float("inf"), np.float32(2)], "z": np.eye(2)}],
          "layout": {"yaxis": {"range": np.array([0, 1])}}})
    assert sent["data"][0] == {"y": [1.0, None, None, 2.0], "z": [[1.0, 0.0], [0.0, 1.0]]}
    assert sent["layout"] == {"yaxis": {"range": [0, 1]}}


def test_a_figure_without_a_line_is_drawn() -> None:
    sent = drawn({"layout": {}})
    assert sent["data"] == []
    assert sent["alt"] == "Rises."
