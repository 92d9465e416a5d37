"""What flickers on a page: elements taken away, charts without their words, things that move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

# What moves within a picture, as a line that grows, is no shift: the browser counts boxes, and of
# those in an SVG it counts texts. What stands somewhere else by more than a pixel is told.
_WATCH = """() => {
  const seen = window.flicker = {removed: [], blank: [], moved: []};
  const name = (one) => [...(one.closest?.('[class*="st-key-"]')?.classList ?? [])].find(
    (word) => word.startsWith('st-key-')) ?? one.nodeName;
  const drawn = '.stBidiComponent, .pg-chart';
  const charts = [...document.querySelectorAll('.pg-chart')];
  const look = () => {
    for (const chart of charts) {
      const words = chart.querySelector('.pg-painted text');
      if (chart.isConnected && !words) seen.blank.push(name(chart));
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  const keys = new Map([...document.querySelectorAll(drawn)].map((one) => [one, name(one)]));
  new MutationObserver((all) => all.forEach((one) => one.removedNodes.forEach((node) => {
    if (node.nodeType !== 1) return;
    for (const gone of [node, ...node.querySelectorAll('*')]) {
      if (keys.has(gone)) seen.removed.push(keys.get(gone));
    }
  }))).observe(document.body, {childList: true, subtree: true});
  new PerformanceObserver((all) => all.getEntries().forEach((entry) => {
    if (entry.hadRecentInput) return;
    for (const {node, previousRect: was, currentRect: is} of entry.sources) {
      const element = node?.nodeType === 3 ? node.parentElement : node;
      if (!element || element.closest('svg')) continue;
      seen.moved.push(`${name(element)} ${element.className || element.nodeName}: `
        + `${[was.x, was.y, was.width, was.height].map(Math.round)} to `
        + `${[is.x, is.y, is.width, is.height].map(Math.round)}`);
    }
  })).observe({type: 'layout-shift'});
}"""


def watch(page: Page) -> None:
    """Watch all that is drawn now from here on."""
    page.evaluate(_WATCH)


def flickered(page: Page) -> dict[str, Any]:
    """What has flickered since: the places of what was removed, was blank, and moved."""
    found: dict[str, Any] = page.evaluate("window.flicker")
    return found
