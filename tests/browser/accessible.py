"""What axe-core finds wrong on a page as it is now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
needs_axe = pytest.mark.skipif(
    not AXE.is_file(), reason="needs axe-core: npm ci, or python3 dev.py test where Node is")


def violations(page: Page, known: dict[str, tuple[str, ...]] | None = None) -> list[str]:
    """A sentence for each element that breaks a rule. `known`: rules and the exact selectors of
    elements that are not ours and cannot be reached; nothing else is left out.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate(
        "async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    left_out = known or {}
    return [
        f"{rule['id']}: {_where(node['target'])}: {node['failureSummary']} {node['html'][:160]}"
        for rule in found for node in rule["nodes"]
        if _where(node["target"]) not in left_out.get(rule["id"], ())
    ]


def _where(target: list[Any]) -> str:
    """A selector; through shadow roots, one after another."""
    return " >>> ".join(
        " >> ".join(one) if isinstance(one, list) else str(one) for one in target)
