from __future__ import annotations

import json
from base64 import b64decode
from typing import Any

import numpy as np
import pytest

from playground.ui.components import chart


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was handed to Streamlit, as it will be written: JSON without NaN."""
    messages: list[dict[str, Any]] = []

    def draw(key: str, header: Any, **given: Any) -> None:
        messages.append(json.loads(json.dumps(header, allow_nan=False)))

    monkeypatch.setattr(chart, "_draw", draw)
    return messages


def draw(figure: Any) -> None:
    chart.live_chart(figure, key="k", height=200, alt="Rises.")


def test_arrays_travel_as_bytes(sent: list[dict[str, Any]]) -> None:
    draw({"data": [{"x": np.arange(3), "y": np.array([0.5, np.nan, 1.0])}], "layout": {}})
    x, y = sent[0]["data"][0]["x"], sent[0]["data"][0]["y"]
    assert (x["dtype"], y["dtype"]) == ("i4", "f4")
    assert np.frombuffer(b64decode(x["bdata"]), "<i4").tolist() == [0, 1, 2]
    np.testing.assert_array_equal(np.frombuffer(b64decode(y["bdata"]), "<f4"), [0.5, np.nan, 1])


def test_what_json_lacks_becomes_a_gap(sent: list[dict[str, Any]]) -> None:
    draw({"data": [{"y": [1.0, float("nan"), float("inf"), np.float32(2)], "z": np.eye(2)}],
          "layout": {"yaxis": {"range": np.array([0, 1])}}})
    assert sent[0]["data"][0] == {"y": [1.0, None, None, 2.0], "z": [[1.0, 0.0], [0.0, 1.0]]}
    assert sent[0]["layout"] == {"yaxis": {"range": [0, 1]}}


def test_a_plotly_figure_is_taken_without_its_template(sent: list[dict[str, Any]]) -> None:
    import plotly.graph_objects as go

    draw(go.Figure(go.Scatter(y=[1, 2]), layout={"title": {"text": "t"}}))
    assert sent[0]["layout"] == {"title": {"text": "t"}}
    assert sent[0]["data"][0]["type"] == "scatter"


def test_an_empty_figure_is_drawn(sent: list[dict[str, Any]]) -> None:
    draw({})
    assert sent[0]["data"] == []
    assert sent[0]["alt"] == "Rises."
