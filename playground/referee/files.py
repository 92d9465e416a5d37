"""The two networks that see, as they ship, and whether they are there.

They are MediaPipe's palm detector and hand landmarks (Zhang et al., "MediaPipe Hands: On-device
Real-time Hand Tracking", arXiv:2006.10214, 2020), unchanged; everything works without them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from playground.messages import lazy

FOLDER: Final = Path(__file__).resolve().parents[1] / "assets" / "referee"
PALMS: Final = "palm_detection_full.tflite"
LANDMARKS: Final = "hand_landmark_full.tflite"
HEAD: Final = "head.npz"
UNREADABLE: Final = lazy(
    "The referee's networks are not there or damaged; get playground/assets/referee/ again from "
    "the repository.")


def is_there(folder: Path | None = None) -> bool:
    """Whether the files of a referee are there; whether they are sound shows when they are read."""
    chosen = FOLDER if folder is None else folder
    return all((chosen / name).is_file() for name in (PALMS, LANDMARKS, HEAD))
