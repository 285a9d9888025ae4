"""How soon the calling page is ready to call, beside an empty page of the same site.

``make bench`` runs it, with Chromium. The pages are opened in turn, in a browser that has not seen
them and in one that has, each in a window that has come to rest: opening a window takes a browser
longer than any of the pages. What counts is the browser's own clock, from the start of the
navigation: for the empty page until its load event, for the phone until it can call. A bare page,
which gets a credential and registers over a socket and does nothing else, shows the floor.
"""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from flask import Response, render_template_string
from flask_login import login_required
from playwright.sync_api import Browser, BrowserContext

from benchmarks.in_browser import in_browser
from static_files import KEPT
from tests.browser.live_server import LiveServer, live_server

ROUNDS = 10
GOAL = 1.5
REST_MS = 600
PHONE, EMPTY, BARE, BARE_SCRIPT = "/call", "/empty", "/bare", "/bare-phone.js"
EMPTY_PAGE = '{% extends "base.html" %}'
BARE_PAGE = f"""{EMPTY_PAGE}
{{% block scripts %}}<script type="module" src="{BARE_SCRIPT}"></script>{{% endblock %}}
{{% block content %}}<main class="phone"></main>{{% endblock %}}"""
NOTE_READY = """new MutationObserver((_, observer) => {
  if (!document.querySelector(".phone[data-status=ready]")) return;
  observer.disconnect();
  window.readyAt = performance.now();
}).observe(document, { subtree: true, childList: true, attributeFilter: ["data-status"] })"""
IS_READY = "() => window.readyAt"
IS_LOADED = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"
PAGES = [("empty", EMPTY, IS_LOADED), ("bare", BARE, IS_READY), ("phone", PHONE, IS_READY)]
LOADED = """() => [
  ...performance.getEntriesByType("navigation"),
  ...performance.getEntriesByType("resource"),
].map(({ decodedBodySize }) => decodedBodySize)"""


@contextmanager
def site(folder: Path) -> Iterator[LiveServer]:
    with live_server(folder) as server:
        for path, template in ((EMPTY, EMPTY_PAGE), (BARE, BARE_PAGE)):
            page = login_required(partial(render_template_string, template))
            server.app.add_url_rule(path, view_func=page, endpoint=path)
        server.app.add_url_rule(BARE_SCRIPT, view_func=send_bare_script)
        yield server


def send_bare_script() -> Response:
    script = Path(__file__).with_name("bare_phone.js").read_text("utf-8")
    return Response(script, mimetype="text/javascript", headers={"Cache-Control": KEPT})


def milliseconds(context: BrowserContext, url: str, is_there: str) -> float:
    page = context.new_page()
    page.wait_for_timeout(REST_MS)
    page.goto(url)
    taken: float = page.wait_for_function(is_there).json_value()
    page.close()
    return taken


def weigh(context: BrowserContext, url: str) -> list[int]:
    """The bytes of each thing that the page loads."""
    page = context.new_page()
    page.goto(url)
    page.wait_for_function(IS_READY)
    page.wait_for_load_state("networkidle")
    sizes: list[int] = page.evaluate(LOADED)
    page.close()
    return sizes


def measure(browser: Browser, url: str, rounds: int) -> dict[str, Any]:
    """Return the median milliseconds of each page, seen before or not, and what the phone loads."""
    taken: dict[str, list[float]] = {}
    first = browser.new_context()
    first.new_page().goto(url)
    first.pages[0].get_by_role("button", name="Sign in as Alice").click()
    first.pages[0].wait_for_url(f"{url}{PHONE}")
    somebody: Any = {"storage_state": first.storage_state(), "permissions": ["microphone"]}
    first.close()
    for _ in range(rounds):
        for name, path, is_there in PAGES:
            context = browser.new_context(**somebody)
            context.add_init_script(NOTE_READY)
            for visit in ("first visit", "next visit"):
                spent = milliseconds(context, url + path, is_there)
                taken.setdefault(f"{name}, {visit}", []).append(spent)
            context.close()
    context = browser.new_context(**somebody)
    context.add_init_script(NOTE_READY)
    sizes = weigh(context, url + PHONE)
    return {name: statistics.median(spent) for name, spent in taken.items()} | {"sizes": sizes}


def main(rounds: int = ROUNDS) -> None:
    with in_browser(site) as (browser, url):
        took = measure(browser, url, rounds)
    sizes = took["sizes"]
    print(f"calling page: {len(sizes)} requests, {sum(sizes) / 1000:.0f} kB until ready")
    print(f"milliseconds until ready, beside an empty page: how many times; goal: {GOAL}")
    for visit in ("first visit", "next visit"):
        phone, bare, empty = (took[f"{name}, {visit}"] for name in ("phone", "bare", "empty"))
        print(f"{visit:30}{phone:8.0f} ms{empty:8.0f} ms{phone / empty:8.2f}")
        print(f"{'  its floor, a bare page':30}{bare:8.0f} ms{empty:8.0f} ms{bare / empty:8.2f}")
        print(f"{'  beside the floor':30}{phone:8.0f} ms{bare:8.0f} ms{phone / bare:8.2f}")


if __name__ == "__main__":
    main()
