"""docs/article-claims.md names lessons that there are, and every one of them."""

from __future__ import annotations

import re
from pathlib import Path

from playground.lessons.catalog import catalog
from playground.ui.learn import pictures

DOC = Path(__file__).resolve().parents[2] / "docs" / "article-claims.md"
LESSONS = {one.name for one in catalog("en", pictures.names(), "").lessons}


def rows() -> list[list[str]]:
    lines = [line for line in DOC.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    # A bar in a formula is written with a backslash.
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


def test_each_claim_has_a_lesson_that_exists_and_a_verdict() -> None:
    assert len(rows()) > 30
    for claim, lessons, verdict in rows():
        named = set(re.findall(r"`([\w-]+)`", lessons))
        assert named, claim
        assert named <= LESSONS, claim
        assert verdict.endswith("."), claim


def test_each_lesson_shows_something_of_the_article() -> None:
    named = {name for _, lessons, _ in rows() for name in re.findall(r"`([\w-]+)`", lessons)}
    assert named == LESSONS
