"""Every component of this folder on one page: streamlit run playground/ui/components/demo.py

The browser tests drive this page, and a person looks at it.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from playground.figures.look import axis, layout
from playground.ui.components.chart import live_chart
from playground.ui.components.copy_link import copy_link
from playground.ui.components.feature_maps import feature_maps
from playground.ui.components.keys import keys
from playground.ui.components.knob import knob
from playground.ui.components.layer_strip import LayerBox, layer_strip
from playground.ui.components.metrics import Metric, metrics
from playground.ui.components.raster import raster
from playground.ui.components.run_card import run_card
from playground.ui.components.screen import Mounting
from playground.ui.components.tab_token import tab_token
from playground.ui.components.tiles import Tile, tiles

st.set_page_config(page_title="Components", layout="wide")
memory = st.session_state
START = {"strength": 1e-3, "dropout": 0.0, "selected": "dense", "edits": 0, "tick": 0, "said": []}
for name, start in START.items():
    memory.setdefault(name, start)


def note(what: str) -> None:
    """What the components have said lately, newest last."""
    memory["said"] = [*memory["said"], what][-6:]


def drained(tick: int, rows: int = 128, columns: int = 256) -> NDArray[np.int8]:
    """A matrix that drains as a penalty would have it."""
    start = np.random.default_rng(1).uniform(-1, 1, (rows, columns))
    left = np.sign(start) * np.maximum(np.abs(start) - min(tick, 30) / 40, 0)
    return np.round(127 * left).astype(np.int8)


def curves(tick: int) -> dict[str, Any]:
    x = np.arange(tick + 12)

    def line(name: str, top: float, **style: Any) -> dict[str, Any]:
        y = 33 + (top - 33) * (1 - np.exp(-x / 6))
        return {"type": "scatter", "mode": "lines", "name": name, "x": x, "y": y, "line": style,
                "hovertemplate": f"{name} %{{y:.0f}} %"}

    return {
        "data": [line("training", 97, color="var(--pg-training)", width=2),
                 line("validation", 80, color="var(--pg-validation)", width=4),
                 line("elsewhere", 40, color="var(--pg-elsewhere)", width=3, dash="dash")],
        "layout": layout(margin=(40, 16, 24, 32), revision="one",
                         yaxis=axis(range=[0, 100]),
                         xaxis=axis(range=[0, 40], unifiedhovertitle={"text": "epoch %{x}"})),
    }


def pictures(count: int, side: int) -> NDArray[np.uint8]:
    y, x = np.mgrid[0:side, 0:side] / side
    waves = [np.stack([x, y, (x + y + k / count) % 1], -1) for k in range(count)]
    return (255 * np.stack(waves)).astype(np.uint8)


@st.fragment(run_every=0.25 if memory.get("ticking") else None)
def moving() -> None:
    tick = memory["tick"] + bool(memory.get("ticking"))
    memory["tick"] = tick
    left, right = st.columns([260, 1140])
    with left:
        about = [Tile(right=[True, False, None][k % 3], wrong_label=k % 4 == 1,
                      text=f"picture {k}", chosen=k == 4) for k in range(16)]
        tiles(Mounting(), pictures(16, 64), about, key="tiles", height=300, columns=4,
              tag=str(tick), heading="Training, as the network sees it",
              alt="16 training pictures.",
              on_click=lambda index: note(f"tile {index}"))
    middle, score = right.columns([660, 480])
    with middle:
        kept = np.random.default_rng(tick).random(128) < 0.5 if memory.get("mask") else None
        raster(Mounting(), drained(tick), key="matrix", height=280, square=2, limit=0.12, kept=kept,
               caption="dense: all 128 units, 256 of 1,024 weights each",
               row_name="unit", column_name="input", alt="The weights of the dense layer.",
               tag=str(tick), on_click=lambda cell: note(f"cell {cell}"))
    with score:
        metrics(Mounting(),
                [Metric("training", "TRAIN", 0.86), Metric("elsewhere", "ELSEWHERE", None)]
                if not tick else
                [Metric("training", "TRAIN", 0.86, "same pictures, no dropout"),
                 Metric("validation", "VALID", 0.694, "gap 17 points", clickable=True),
                 Metric("elsewhere", "ELSEWHERE", 0.39, "another setting", recorded=True)],
                key="metrics", on_click=lambda role: note(f"metric {role}"), tag=str(tick))
        live_chart(Mounting(), curves(tick), key="curves", height=190, tag=str(tick),
                   alt="Validation accuracy climbs to 80 %.",
                   on_click=lambda point: note(f"point {point['x']}"))
    st.text(f"tick {tick} said {'; '.join(memory['said'])}")


def knobs() -> None:
    columns = st.columns(5)
    before = memory["strength"]
    with columns[0]:
        memory["strength"] = knob("Strength λ", before, low=1e-6, high=1e-1, off=True,
                                  logarithmic=True, key="knob-strength", help="How strong")
    with columns[1]:
        memory["dropout"] = knob("Dropout", memory["dropout"], low=0, high=0.9, step=0.05, off=True,
                                 key="knob-dropout", on_change=lambda v: memory.update(dropout=v))
    with columns[2]:
        knob("Share of data", 0.3, low=0.05, high=1, step=0.05, format="percent", key="knob-share",
             disabled=True)
    if columns[3].button("Preset"):
        memory.update(strength=0.02, dropout=0.5)
        st.rerun()
    if columns[3].button("Start over"):
        memory.update(START, begun=memory.get("begun", 0) + 1)
        st.rerun()
    with columns[4]:
        copy_link(key="share", label="Share", help="Copies a link", query="lambda=0.02&seed=1")
    memory["edits"] += memory["strength"] != before
    st.text(f"strength {memory['strength']:g} dropout {memory['dropout']:g} "
            f"edits {memory['edits']}")


def network() -> None:
    maps = pictures(8, 32)[..., 2]
    boxes = [
        LayerBox("input", "picture", "64×64×3", selectable=False, picture=pictures(1, 64)[0]),
        LayerBox("conv2d", "conv 1", "32×32×16", picture=maps[0]),
        LayerBox("conv2d_1", "conv 2", "16×16×32", picture=maps[1][:16, :16], penalized=True),
        LayerBox("conv2d_2", "conv 3", "8×8×64", picture=maps[2][:8, :8]),
        LayerBox("dense", "dense", "128", "63 % zeros", penalized=True),
        LayerBox("dropout", "dropout", "128", "off", selectable=False),
        LayerBox("dense_1", "output", "3", "384 weights"),
    ]
    layer_strip(Mounting(), boxes, selected=memory["selected"], key="strip", alt="The network.",
                on_select=lambda layer: memory.update(selected=layer))
    left, right = st.columns(2)
    with left:
        feature_maps(Mounting(), maps, key="maps", height=72, alt="Eight feature maps.",
                     kernels=drained(0, 24, 3).reshape(8, 3, 3), names=["map 1"])
    with right:
        feature_maps(Mounting(), maps, key="maps-2", height=72, alt="Eight feature maps.",
                     kernels=pictures(8, 3))
    st.text(f"selected {memory['selected']}")


def acted(name: str, action: str) -> None:
    note(f"card {name} {action}")


def tray() -> None:
    shown = [("L1 1e-3", 0.97, 0.69, 32, False), ("No regularizer", 0.72, 0.01, 0, True),
             ("Dropout 0.5 with a long name", 0.9, 0.0, 6, False),
             ("Not begun", None, None, 0, False)]
    for index, (column, run) in enumerate(zip(st.columns(len(shown)), shown, strict=True)):
        name, validation, zeros, tick, recorded = run
        with column:
            run_card(Mounting(), name, key=f"card-{index}", levels=drained(tick, 78, 78),
                     zeros=zeros, validation=validation, note="20 epochs", recorded=recorded,
                     pinned=index == 2, chosen=index == 0,
                     on_action=partial(acted, name))


def token() -> None:
    write = memory.pop("write", None)
    st.text(f"token {tab_token(key='token', write=write)!r}")
    if st.button("Take a token"):
        memory["write"] = "run-1:secret"
        st.rerun()


keys(key="keys", on_key=lambda action: note(f"key {action}"), label="Keys",
     told="Space plays, R resets.")
first, second, third = st.columns(3)
first.toggle("Ticking", key="ticking")
second.toggle("Mask", key="mask")
with third:
    token()
knobs()
moving()
network()
tray()
# The last element: until it is there, what the run before it drew may still be taken away.
st.text(f"the page is whole, {'moving' if memory['ticking'] else 'at rest'}, "
        f"begun anew {memory.get('begun', 0)} times")
