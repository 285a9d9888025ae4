"""What the calling page loads in sandbox mode: little, once, and for keeping."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from benchmarks import page_speed
from tests.browser.conftest import NewPerson
from tests.browser.person import Person, Window
from tests.browser.test_calls import connect
from tests.browser.test_event_log import open_log

MOST_REQUESTS = 25  # until ready; all but the WebSocket
UNSEEN_REQUESTS = 1  # the manifest: Playwright is not told of it
MOST_BYTES = 200_000  # until ready; nothing is anybody else's; uncompressed
MOST_BYTES_WITH_CALL_AND_LOG = 245_000
# What the page itself and all that it loaded came to, and what of it did not come from the cache.
LOADED = """() => [
  ...performance.getEntriesByType("navigation"),
  ...performance.getEntriesByType("resource"),
].map(({ name, decodedBodySize, transferSize }) => ({ name, decodedBodySize, transferSize }))"""


@pytest.fixture
def asked() -> list[str]:
    """The methods and addresses of what the visitor's windows asked for."""
    return []


@pytest.fixture
def visitor(new_person: NewPerson, asked: list[str]) -> Person:
    """Somebody who is logged in, with an empty cache, and the calling page loaded."""
    alice = new_person().sign_in("Alice")
    person = new_person(storage_state=alice.context.storage_state())
    person.url = alice.url
    person.context.on("request", lambda each: asked.append(f"{each.method} {each.url}"))
    open_phone(person)
    return person


def open_phone(person: Person) -> list[dict[str, Any]]:
    person.page.goto(f"{person.url}/call")
    Window(person.page).shows("ready")
    person.page.wait_for_load_state("networkidle")
    loaded: list[dict[str, Any]] = person.page.evaluate(LOADED)
    return loaded


def test_the_page_asks_for_few_things_and_for_none_twice(visitor: Person, asked: list[str]) -> None:
    assert len(asked) + UNSEEN_REQUESTS <= MOST_REQUESTS, "\n".join(asked)
    assert [each for each, times in Counter(asked).items() if times > 1] == []


def test_the_page_is_light(visitor: Person) -> None:
    loaded = visitor.page.evaluate(LOADED)

    sizes = {each["name"]: each["decodedBodySize"] for each in loaded}
    assert len(sizes) > 10
    assert sum(sizes.values()) <= MOST_BYTES, sizes


def test_a_call_and_the_log_are_light_and_load_nothing_twice(visitor: Person, bob: Person) -> None:
    connect(visitor, bob)
    visitor.window.press("Hang up")
    visitor.window.shows("ready")
    open_log(visitor)
    visitor.page.wait_for_load_state("networkidle")

    loaded = visitor.page.evaluate(LOADED)

    files = [each["name"] for each in loaded if "/static/" in each["name"]]
    assert any("/in-call/" in name for name in files)
    assert any("/event-log/" in name for name in files)
    fetched = Counter(each["name"] for each in loaded if each["transferSize"])
    assert [name for name in files if fetched[name] > 1] == []
    sizes = sum(each["decodedBodySize"] for each in loaded)
    assert sizes <= MOST_BYTES_WITH_CALL_AND_LOG, sizes


def test_a_second_visit_loads_no_static_file_again(visitor: Person) -> None:
    loaded = open_phone(visitor)

    static = [each for each in loaded if "/static/" in each["name"]]
    assert len(static) > 10
    assert [each["name"] for each in static if each["transferSize"]] == []


def test_the_benchmark_measures_the_page_beside_an_empty_one(
    browser: Browser, tmp_path: Path
) -> None:
    with page_speed.site(tmp_path) as server:
        took = page_speed.measure(browser, server.url, rounds=1)

    assert len(took.pop("sizes")) > 10
    assert len(took) == 6
    assert min(took.values()) > 0
