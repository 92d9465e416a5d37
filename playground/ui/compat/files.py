"""The files that Streamlit's browser side was built into, and what one of them loads.

Nothing promises their names or their place: all of it makes the first page quicker, and a version
that has them elsewhere only loses that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import streamlit

STATIC = Path(streamlit.__file__).parent / "static"
CODE = STATIC / "static" / "js"
# What a minified file says that it needs; not what it may load later, `import("./…")`.
_NEEDS = re.compile(r'(?:from|import)"\./([\w.$-]+\.js)"')


def sources_of(*words: str) -> list[str]:
    """The files whose names begin with those words, and all that they need, as far as there are."""
    named: dict[str, None] = {}
    for word in words:
        for path in sorted(CODE.glob(f"{word}.*.js")):
            _name(path.name, named)
    return list(named)


def _name(file: str, named: dict[str, None]) -> None:
    if file in named or not (CODE / file).is_file():
        return
    named[file] = None
    for needed in _needs(file):
        _name(needed, named)


def _needs(file: str) -> Iterator[str]:
    yield from _NEEDS.findall((CODE / file).read_text(encoding="utf-8"))
