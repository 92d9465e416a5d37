"""A drawing for each picture's card: the `d` of a path in 48 x 48. One without has none."""

from __future__ import annotations

from collections.abc import Mapping

ICONS: Mapping[str, str] = {
    "dropout": "M10 8a3 3 0 1 0 .01 0 M10 21a3 3 0 1 0 .01 0 M10 34a3 3 0 1 0 .01 0 "
               "M38 14a3 3 0 1 0 .01 0 M38 28a3 3 0 1 0 .01 0 M13 11l22 6 M13 37l22 -6 "
               "M13 12l22 17 M13 36l22 -17 M7 21l6 6 M13 21l-6 6",
    "textbook": "M6 6h10v10h-10z M19 6h10v10h-10z M32 6h10v10h-10z M6 19h10v10h-10z "
                "M19 19h10v10h-10z M32 19h10v10h-10z M6 32h10v10h-10z M19 32h10v10h-10z "
                "M32 32h10v10h-10z",
    "penalties": "M6 24h36 M24 6v36 M24 10l14 14-14 14-14-14z "
                 "M32.500 18a9 5 45 1 0 8 -8a9 5 45 1 0 -8 8",
    "one_step": "M5 8c4 26 12 32 19 32s15-6 19-32 M12.500 22a3.500 3.500 0 1 0 .010 0 M19 31l4 3 "
                "M20 35l3.500-.800-1.500-3.500 M5 44h38",
    "overfitting": "M6 6v36h36 M8 38c8-20 14-28 32-29 M8 38c6-14 11-19 17-18s9 5 15 10 M34 13v10 "
                   "M32 15l2-2 2 2 M32 21l2 2 2-2",
    "seeing": "M6 6h36v36h-36z M6 18h36 M6 30h36 M18 6v36 M30 6v36 "
              "M12 9v6 M22.5 9h3v6h-3z M36 9v6 M10.500 21h3v6h-3z M24 21v6 M34.500 21h3v6h-3z "
              "M12 33v6 M24 33v6 M34.500 33h3v6h-3z",
    "convolution": "M4 8h24v24h-24z M4 16h24 M4 24h24 M12 8v24 M20 8v24 M4 8h16v16h-16z "
                   "M5 9h14v14h-14z M31 20h6 M34.500 17l3 3l-3 3 M40 16h6v8h-6z",
    "pooling": "M4 12h24v24h-24z M16 12v24 M4 24h24 M10 12v24 M22 12v24 M4 18h24 M4 30h24 "
               "M31 24h5 M34 21.500l2.500 2.500l-2.500 2.500 M39 19h6v10h-6z M39 24h6 M42 19v10",
    "chain": "M4 8h8v32h-8z M16 13h7v22h-7z M27 18h5v12h-5z M36 22h2v4h-2z M42 6h3v36h-3z",
    "another_setting": "M4 10h18v18h-18z M26 10h18v18h-18z M8 18l4 5 7 -9 M30 14l10 10 "
                       "M40 14l-10 10 M4 36h40",
    "choosing": "M6 4v38h38 M12 30a2 2 0 1 0 .1 0 M20 22a2 2 0 1 0 .1 0 M28 14a2 2 0 1 0 .1 0 "
                "M36 30a2 2 0 1 0 .1 0 M23 8h10v30h-10z",
    "features": "M5 6h10v10h-10z M7 14l6-6 M19 6h10v10h-10z M21 11h6 M33 6h10v10h-10z M38 8v6 "
                "M5 22h17v20h-17z M9 38c0-7 2-11 5-11s4 4 4 11 M26 22h17v20h-17z "
                "M30 38v-8 M34 38v-11 M38 38v-8",
}
