"""What is added to the report of a test that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.demo_page import ready

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Server


def test_the_report_of_a_failure_tells_of_its_pages_and_servers(
    request: pytest.FixtureRequest, demo: Server, open_page: OpenPage
) -> None:
    page = ready(open_page(demo.url))
    page.evaluate("console.warn('a word of the page')")
    page.evaluate("fetch('/media/gone.png')")

    def fails() -> None:
        pytest.fail("as a test would")

    call = pytest.CallInfo.from_call(fails, "call")
    report = request.node.ihook.pytest_runtest_makereport(item=request.node, call=call)
    seen = dict(report.sections)
    told = next(text for name, text in seen.items() if name.startswith("page "))
    assert demo.url in told
    assert "console warning: a word of the page" in told
    assert f"answered 404: {demo.url}/media/gone.png" in told
    assert "connection: CONNECTED" in told
    assert "token None" in told
    assert "websocket opened" in told
    assert any(name == f"server {demo.url} runs" and text for name, text in seen.items())
