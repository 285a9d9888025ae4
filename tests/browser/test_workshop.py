"""`make lan`, seen by real browsers at this machine's own address."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.person import Person
from tests.browser.test_calls import connect
from tests.workshop.program import Workshop


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    workshop = Workshop(tmp_path)
    workshop.wait()
    yield workshop
    workshop.kill()


@pytest.fixture
def people(browser: Browser, workshop: Workshop) -> Iterator[list[Person]]:
    """Three persons who went on in spite of the warning about the certificate."""
    with ExitStack() as stack:
        people = []
        for _ in range(3):
            context = browser.new_context(permissions=["microphone"], ignore_https_errors=True)
            stack.callback(context.close)
            people.append(Person(context, workshop.url))
        yield people
        assert [complaint for person in people for complaint in person.complaints] == []


def test_three_people_register_and_call_each_other_over_https(people: list[Person]) -> None:
    names = ("Carol", "Dave", "Erin")
    for person, name in zip(people, names, strict=True):
        person.register(name.lower(), name).turn_on()
    carol, dave, erin = people

    connect(carol, dave, "Dave")

    carol.window.hears_packets()
    dave.window.hears_packets()
    assert carol.page.evaluate("isSecureContext")
    erin.window.call("Carol")
    erin.window.shows("ready").says("Carol is busy in another call")
