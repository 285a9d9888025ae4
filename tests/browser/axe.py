"""Whether everybody can use a page: ``expect_accessible(page)`` in any browser test.

axe-core looks for what breaks WCAG 2.2 A and AA, and its own good practice, light and dark, narrow
and wide. Beside it: nothing scrolls sideways, what is pressed is large enough and in the window.
"""

from typing import Any

import pytest
from playwright.sync_api import Page

from tools.suites import ROOT

SCRIPT = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
RULES = {
    "target-size": {"enabled": True},  # off by default
    # Two people who talk need no captions (WCAG 1.2.4, note 2), and our pictures make no sound.
    "video-caption": {"enabled": False},
}
EVERYTHING = {"runOnly": STANDARDS, "rules": RULES}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
RUN = """async (rules) => {
  // Without preload, or axe loads the style sheets once more.
  const options = { ...rules, resultTypes: ["violations", "incomplete"], preload: false };
  const { violations, incomplete } = await window.axe.run(document, options);
  return [...violations, ...incomplete];  // what it cannot judge, somebody must
}"""
SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# Links in a sentence may be as high as its lines (WCAG 2.5.8).
HARD_TO_HIT = """() =>
  [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((target) => target.checkVisibility() && !target.matches(".skip-link, p a"))
    .map((target) => [target.outerHTML, target.getBoundingClientRect()])
    .filter(([, { width, height, left, right }]) =>
      width < 24 || height < 24 || left < 0 || right > document.documentElement.clientWidth)
    .map(([html, { width, height, left }]) => `${html} is ${width} x ${height}, from ${left}`)
"""

REFLOW, NARROW, WIDE = 320, 360, 1280  # 320: a window of 1280 at 400 %
HEIGHT = 800


def expect_accessible(page: Page) -> None:
    """Fail with the rule, the element and the cure of every violation; restores the window."""
    page.wait_for_load_state("load")  # the style sheets too
    before = page.viewport_size
    expect_no_sideways_scrolling(page, REFLOW)
    for width in (NARROW, WIDE):
        expect_no_sideways_scrolling(page, width)
        expect_none(page.evaluate(HARD_TO_HIT), f"at {width} px on {page.url}")
        page.emulate_media(color_scheme="light")
        expect_none(violations(page), f"at {width} px, light, on {page.url}")
        page.emulate_media(color_scheme="dark")
        expect_none(violations(page, COLOURS), f"at {width} px, dark, on {page.url}")
    page.emulate_media(color_scheme="null")
    if before:
        page.set_viewport_size(before)


def expect_none(found: list[str], where: str) -> None:
    assert not found, "\n".join([where, *found])


def expect_no_sideways_scrolling(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    assert not page.evaluate(SCROLLS_SIDEWAYS), f"{page.url} is wider than {width} px"


def violations(page: Page, rules: dict[str, Any] = EVERYTHING) -> list[str]:
    """What axe finds in the page as it is now, or cannot judge: one line per element."""
    if page.evaluate("!window.axe"):
        # Not through a script element: the page's policy would refuse it.
        page.evaluate(axe_source())
    found = page.evaluate(RUN, rules)
    return [describe(rule, node) for rule in found for node in rule["nodes"]]


def axe_source() -> str:
    if not SCRIPT.exists():
        pytest.skip("axe-core is missing, so nothing looks for what shuts people out: run npm ci")
    return SCRIPT.read_text("utf-8")


def describe(rule: dict[str, Any], node: dict[str, Any]) -> str:
    return f"{rule['id']} ({node['impact']}): {node['html'][:120]}: {node['failureSummary']}"
