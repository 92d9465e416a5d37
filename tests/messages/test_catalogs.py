"""Every message of the code is translated, every translation is used, and each fits its English."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from playground.messages.filling import PLACEHOLDER
from playground.messages.languages import DEFAULT, LANGUAGES
from tools.catalogs import KEYWORDS, extracted, read

CHECKOUT = Path(__file__).resolve().parents[2]
TRANSLATED = [language for language in LANGUAGES if language != DEFAULT]

code = cache(extracted)
catalog_of = cache(read)


def keys(catalog: Catalog) -> set[tuple[object, object]]:
    return {(one.id, one.context) for one in catalog if one.id}


def messages(language: str) -> Iterator[tuple[Message, list[str]]]:
    """Each with its translated forms."""
    for one in catalog_of(language):
        if one.id:
            yield one, list(one.string) if isinstance(one.string, tuple) else [one.string]


@pytest.mark.parametrize("language", TRANSLATED)
def test_code_and_catalog_have_the_same_messages(language: str) -> None:
    mine, there = keys(code()), keys(catalog_of(language))
    hint = "python -m tools.catalogs brings the catalogs up to the code"
    assert sorted(map(str, mine - there)) == [], hint
    assert sorted(map(str, there - mine)) == [], hint


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_in_all_its_forms(language: str) -> None:
    forms = catalog_of(language).num_plurals
    wrong = [one.id for one, said in messages(language)
             if not all(said) or len(said) != (forms if isinstance(one.id, tuple) else 1)
             or one.fuzzy]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_placeholders_of_its_english(language: str) -> None:
    wrong = []
    for one, said in messages(language):
        english = [one.id] if isinstance(one.id, str) else list(one.id)
        allowed = {names(form) for form in english}
        wrong += [(one.id, form) for form in said if names(form) not in allowed]
    assert wrong == []


def names(wording: str) -> frozenset[str]:
    return frozenset(found[1] for found in PLACEHOLDER.finditer(wording) if found[1])


def test_messages_are_literals_and_have_a_value_for_each_place() -> None:
    wrong = []
    later: set[ast.AST] = set()
    for path in [*(CHECKOUT / "playground").rglob("*.py"), *(CHECKOUT / "pages").glob("*.py")]:
        if path.parent.name == "messages":
            continue
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if is_called(call, *KEYWORDS) and call not in later:
                wrong += [f"{path.name}:{call.lineno}: {fault}" for fault in faults(call)]
            elif is_called(call, "Refused"):
                # The control's name comes in later.
                later.update(call.args)
    assert wrong == []


def is_called(node: ast.AST, *functions: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and (
        node.func.id in functions)


def faults(call: ast.AST) -> Iterator[str]:
    assert isinstance(call, ast.Call)
    assert isinstance(call.func, ast.Name)
    texts = call.args[:1] if call.func.id in ("_", "lazy") else call.args[:2]
    if not all(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in texts):
        yield "not a literal"
        return
    given = {one.arg for one in call.keywords}
    if None in given:
        return
    needed = set().union(*(names(one.value) for one in texts))  # type: ignore[attr-defined]
    if call.func.id in ("ngettext", "lazy_n"):
        given |= {"n"}
        needed |= {"n"}
    if needed != given:
        yield f"places {sorted(needed)}, values {sorted(map(str, given))}"
