"""Brings the catalogs up to the code: `python -m tools.catalogs`, after texts were changed.

New messages come in without a translation, and those that the code has no more go; the test run
(`tests/messages`) fails until all are translated. Needs Babel alone.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from playground.messages.catalogs import place
from playground.messages.languages import DEFAULT, LANGUAGES

CHECKOUT = Path(__file__).resolve().parents[1]
KEYWORDS: Mapping[str, Any] = {
    "_": None, "lazy": None, "ngettext": (1, 2), "lazy_n": (1, 2),
    "pgettext": ((1, "c"), 2), "lazy_p": ((1, "c"), 2),
}
_CODE = [(pattern, "tools.catalogs:calls")
         for pattern in ("playground/**.py", "pages/**.py", "app.py")]


def calls(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Any, options: Any
) -> Iterator[tuple[int, str, Any, list[str]]]:
    """Each call of a keyword with its literal texts, as Babel wants them.

    Babel's own looks at tokens, and before Python 3.12 an f-string is one token: what is called
    within it would be overlooked.
    """
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and (
                node.func.id in keywords):
            texts = [one.value if isinstance(one, ast.Constant) and isinstance(one.value, str)
                     else None for one in node.args]
            if texts:
                yield node.lineno, node.func.id, tuple(texts) if len(texts) > 1 else texts[0], []


def extracted() -> Catalog:
    """All messages of the code, each with the files it stands in."""
    catalog = Catalog(charset="utf-8")
    for file, _line, message, _comments, context in extract_from_dir(
            CHECKOUT, method_map=_CODE, keywords=KEYWORDS):
        # Without lines: each change of a file would else change the catalog.
        catalog.add(message, None, [(file, None)], context=context)
    return catalog


def read(language: str) -> Catalog:
    with place(language).open("rb") as file:
        return read_po(file, locale=language)


def main() -> None:
    code = extracted()
    for language in LANGUAGES:
        if language == DEFAULT:
            continue
        catalog = read(language)
        # A guess at what a changed sentence may mean would look like a translation.
        catalog.update(code, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        with place(language).open("wb") as file:
            write_po(file, catalog, width=100, sort_by_file=True, omit_header=False)
        missing = sum(1 for one in catalog if one.id and not _is_whole(one.string))
        print(f"{language}: {len(catalog)} messages, {missing} to translate")


def _is_whole(string: str | tuple[str, ...]) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


if __name__ == "__main__":
    main()
