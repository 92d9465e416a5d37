"""Every component of this folder on one page: streamlit run playground/ui/components/demo.py

The browser tests drive this page, and a person looks at it.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from playground.ui.components import plotly_js
from playground.ui.components.chart import live_chart
from playground.ui.components.knob import knob
from playground.ui.components.raster import raster

st.set_page_config(page_title="Components", layout="wide")
plotly_js.install(Path(__file__).parent / "static")
memory = st.session_state
memory.setdefault("strength", 1e-3)
memory.setdefault("dropout", 0.0)


def drained(tick: int) -> np.ndarray[Any, Any]:
    """A matrix that drains as a penalty would have it, int8 (128, 256)."""
    start = np.random.default_rng(1).uniform(-1, 1, (128, 256))
    left = np.sign(start) * np.maximum(np.abs(start) - tick / 40, 0)
    return np.round(127 * left).astype(np.int8)


def curves(tick: int) -> dict[str, Any]:
    x = np.arange(tick + 2)
    def line(name: str, top: float, **style: Any) -> dict[str, Any]:
        return {"type": "scatter", "mode": "lines", "name": name, "x": x,
                "y": 33 + (top - 33) * (1 - np.exp(-x / 6)), "line": style}
    return {
        "data": [line("training", 97, color="var(--pg-training)", width=2),
                 line("validation", 80, color="var(--pg-validation)", width=4),
                 line("elsewhere", 40, color="var(--pg-elsewhere)", width=3, dash="dash")],
        "layout": {"yaxis": {"range": [0, 100]}, "xaxis": {"range": [0, 40]}},
    }


@st.fragment(run_every=0.5 if memory.get("ticking") else None)
def moving() -> None:
    tick = memory.get("tick", 0) + bool(memory.get("ticking"))
    memory["tick"] = tick
    left, right = st.columns(2)
    with left:
        kept = np.random.default_rng(tick).random(128) < 0.5 if memory.get("mask") else None
        raster(drained(tick), key="matrix", height=280, square=2, limit=0.12, kept=kept,
               caption="dense: 128 of 128 units, 256 of 1,024 weights each",
               row_name="unit", column_name="input", alt="The weights of the dense layer.",
               tag=str(tick), on_click=lambda cell: memory.update(clicked=f"cell {cell}"))
    with right:
        live_chart(curves(tick), key="curves", height=280, tag=str(tick),
                   alt="Validation accuracy climbs to 80 %.",
                   on_click=lambda point: memory.update(clicked=f"point {point['x']}"))
    st.text(f"tick {tick} clicked {memory.get('clicked')}")


def knobs() -> None:
    columns = st.columns(4)
    with columns[0]:
        memory["strength"] = knob("Strength λ", memory["strength"], low=1e-6, high=1e-1, off=True,
                                  logarithmic=True, key="knob-strength", help="How strong")
    with columns[1]:
        memory["dropout"] = knob("Dropout", memory["dropout"], low=0, high=0.9, step=0.05, off=True,
                                 key="knob-dropout")
    with columns[2]:
        knob("Share of data", 0.3, low=0.05, high=1, step=0.05, format="percent", key="knob-share",
             disabled=True)
    if columns[3].button("Preset"):
        memory.update(strength=0.02, dropout=0.5)
        st.rerun()
    log = memory.setdefault("log", [])
    if not log or log[-1][1] != memory["strength"]:
        log.append((time.monotonic(), memory["strength"]))
    st.text(f"strength {memory['strength']:g} dropout {memory['dropout']:g} values {len(log)}")


st.toggle("Ticking", key="ticking")
st.toggle("Mask", key="mask")
knobs()
moving()
