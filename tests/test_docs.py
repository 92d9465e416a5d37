"""The documents, as far as a machine can tell: links lead somewhere, and settings are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted({
    CHECKOUT / "README.md", CHECKOUT / "CONTRIBUTING.md",
    *CHECKOUT.glob("docs/*.md"), *CHECKOUT.glob("benchmarks/*.md"),
})
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)]*)?\)")
# Set by tests and by hand while measuring; no operator needs them.
OF_DEVELOPERS = {"PLAYGROUND_VENV", "PLAYGROUND_REAL_DATA"}


def name_of(document: Path) -> str:
    return str(document.relative_to(CHECKOUT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_leads_to_a_file_of_the_checkout(document: Path) -> None:
    targets = [target for target, _ in LINK.findall(document.read_text(encoding="utf-8"))]
    broken = [
        target for target in targets
        if "://" not in target and not (document.parent / target).exists()
    ]
    assert broken == []


def test_the_front_page_leads_to_every_document() -> None:
    text = "".join(one.read_text(encoding="utf-8") for one in DOCUMENTS)
    missing = [
        name_of(one) for one in CHECKOUT.glob("docs/*.md") if f"{one.name})" not in text]
    assert missing == []


def test_every_setting_of_the_environment_is_told_to_an_operator() -> None:
    used = {
        name for path in (CHECKOUT / "playground").rglob("*.py")
        for name in re.findall(r"PLAYGROUND_[A-Z_]*[A-Z]", path.read_text(encoding="utf-8"))}
    told = (CHECKOUT / "docs" / "operating.md").read_text(encoding="utf-8")
    assert {name for name in used if name not in told} <= OF_DEVELOPERS
