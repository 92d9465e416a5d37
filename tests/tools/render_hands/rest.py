"""The rigged hand's joints at rest, as the .glb has them: place, and axes as a matrix's rows."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from tools.render_hands.skeleton import FOREARM, Joint


def joints_at_rest() -> dict[str, Joint]:
    table = json.loads(Path(__file__).with_name("joints.json").read_text("utf-8"))
    joints = {
        name: Joint(np.array(place), np.array(frame)) for name, (place, frame) in table.items()
    }
    joints[FOREARM] = joints["wrist"]
    return joints
