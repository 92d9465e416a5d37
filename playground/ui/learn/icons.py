"""A drawing for each picture's card: the `d` of a path in 48 x 48. One without has none."""

from __future__ import annotations

from collections.abc import Mapping

ICONS: Mapping[str, str] = {
    "seeing": "M6 6h36v36h-36z M6 18h36 M6 30h36 M18 6v36 M30 6v36 "
              "M12 9v6 M22.5 9h3v6h-3z M36 9v6 M10.500 21h3v6h-3z M24 21v6 M34.500 21h3v6h-3z "
              "M12 33v6 M24 33v6 M34.500 33h3v6h-3z",
}
