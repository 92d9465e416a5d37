"""A component's script as the one text that Streamlit takes, from the modules that it imports.

The scripts are modules, so that a linter, a type checker and tests in Node see what is used where.
In the browser they are one module a component. Streamlit can also load a script from a file,
whose imports the browser would resolve, but only from the package folder of an installed
distribution whose pyproject.toml names it (the app is not installed), and file after file: each
level of imports is a round trip more before the first picture. Imports from within the text fail:
it is loaded from a blob: address, to which nothing is relative.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_IMPORT = re.compile(r'^import \{[^}]*\} from "(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default )", re.MULTILINE)
# Comments on lines of their own: they would travel with each mounted component.
_COMMENT = re.compile(r"^ *(?://[^\n]*|/\*\*(?:(?!\*/)(?s:.))*\*/)\n", re.MULTILINE)


def joined(script: Path) -> str:
    """`script` after all that it imports, each module once and after those that it needs.

    Their names stand side by side then: no two modules of one script may declare the same.
    """
    return "\n".join(_bare(path) for path in modules(script))


@cache
def _bare(script: Path) -> str:
    """What of it travels. Most modules are part of several scripts."""
    text = script.read_text(encoding="utf-8")
    return _COMMENT.sub("", _EXPORT.sub("", _IMPORT.sub("", text)))


def modules(script: Path) -> list[Path]:
    """What `joined` joins, in its order."""
    return list(dict.fromkeys(_needed(script.resolve(), ())))


def _needed(script: Path, by: tuple[Path, ...]) -> Iterator[Path]:
    if script in by:
        raise ValueError(f"{script.name} imports itself, by {by[-1].name}")
    for address in _IMPORT.findall(script.read_text(encoding="utf-8")):
        yield from _needed((script.parent / address).resolve(), (*by, script))
    yield script
