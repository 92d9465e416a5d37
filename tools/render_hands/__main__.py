"""The command that renders a set, or a contact sheet of one.

    python -m tools.render_hands render everyday FOLDER --count 9000
    python -m tools.render_hands sheet FOLDER sheet.png --where class=rock
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

SETS = ("studio", "everyday", "thrown", "closed", "angled", "near", "shown", "gestures")


def main() -> None:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(prog="python -m tools.render_hands", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    render = commands.add_parser("render", help="render a set; goes on where it stopped")
    render.add_argument("set", choices=SETS)
    render.add_argument("folder", type=Path)
    render.add_argument("--count", type=int, default=600)
    render.add_argument("--first", type=int, default=0, help="number of the first picture")
    render.add_argument("--seed", type=int, default=1)
    render.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    render.add_argument("--hand", type=Path, default=None, help="folder of the hand's mesh")
    check = commands.add_parser("check", help="render some pictures again and compare the pixels")
    check.add_argument("set", choices=SETS)
    check.add_argument("folder", type=Path)
    check.add_argument("--count", type=int, default=50)
    check.add_argument("--seed", type=int, default=1)
    check.add_argument("--hand", type=Path, default=None, help="folder of the hand's mesh")
    sheet = commands.add_parser("sheet", help="lay pictures of a set side by side")
    sheet.add_argument("folder", type=Path)
    sheet.add_argument("out", type=Path)
    sheet.add_argument("--where", default="", help="only rows like this, as in class=rock")
    sheet.add_argument("--count", type=int, default=120)
    sheet.add_argument("--columns", type=int, default=15)
    sheet.add_argument("--scale", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.command == "sheet":
        from tools.render_hands.sheet import save_sheet

        save_sheet(
            arguments.folder, arguments.out, arguments.where, arguments.count,
            arguments.columns, arguments.scale)
        return
    if arguments.command == "check":
        from tools.render_hands.check import check_set

        check_set(
            arguments.set, arguments.folder, max(1, arguments.count), arguments.seed,
            arguments.hand)
        return
    if arguments.count < 1 or arguments.processes < 1 or arguments.seed < 0 or arguments.first < 0:
        sys.exit("--count and --processes must be 1 or more, --first and --seed 0 or more.")
    from tools.render_hands.processes import render_set

    render_set(
        arguments.set, arguments.folder, range(arguments.first, arguments.first + arguments.count),
        arguments.seed, arguments.processes, arguments.hand)


if __name__ == "__main__":
    main()
