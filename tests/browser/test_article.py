"""The article's experiment and a sweep in a browser: one click, filling in, stopped, opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.playing import TRAINS

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage, Server

STEER, TABLE = ".st-key-article-steer", ".cp-statements tbody"


def filled(page: Page, key: str, value: str) -> None:
    field = page.locator(f".st-key-{key} input")
    field.fill(value)
    field.press("Enter")
    expect(field).to_have_value(value)


def verdict(page: Page, statement: str) -> str:
    """Of these runs: the recorded ones' stands in the column after."""
    cell = page.locator(f'{TABLE} td[data-statement="{statement}"]').first
    return cell.get_attribute("data-verdict") or ""


def test_one_click_repeats_the_article_and_each_statement_fills_in(
    server: Server, open_page: OpenPage
) -> None:
    page = open_page(f"{server.url}/Compare?part=article")
    # The recorded ones are there from the start, these are not.
    recorded = page.locator(f'{TABLE} td[data-statement="l1-near-zeros"]').last
    expect(recorded).to_have_attribute("data-verdict", "holds")
    assert verdict(page, "l1-near-zeros") == "open"
    filled(page, "article-epochs", "1")
    # Seed by seed: there is something left to be stopped when the first four have been seen.
    filled(page, "article-seeds", "5")
    page.locator(".st-key-article-begin button").click()
    expect(page.locator(f'{TABLE} td[data-statement="dropout-not-sparse"]').first
           ).not_to_have_attribute("data-verdict", "open", timeout=TRAINS)
    expect(page.locator(f'{TABLE} td[data-statement="l2-not-sparse"]').first
           ).not_to_have_attribute("data-verdict", "open", timeout=TRAINS)
    expect(page.locator('.st-key-article-dropout [data-curve="validation"]').first
           ).to_be_attached(timeout=TRAINS)
    # Stopped, it keeps what it has; the runs are compared where runs are.
    page.locator(".st-key-article-stop button").click()
    expect(page.locator(STEER)).to_contain_text("Stopped with")
    expect(page.locator(".st-key-article-go-on button")).to_be_visible()
    page.locator(".st-key-article-compare button").click()
    page.wait_for_selector(".st-key-compare-table tbody tr")
    assert page.locator(".st-key-compare-table tbody tr").count() >= 4
