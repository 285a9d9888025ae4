"""Video calls between two people, and what is asked of their windows."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person

PICTURES = (Path(__file__).parent / "pictures.js").read_text("utf-8")


def with_camera(new_person: NewPerson, name: str, *, at: Browser | None = None) -> Person:
    """Somebody whose browser allows the camera, and whose phone is on."""
    options = {} if at is None else {"at": at}
    return watched(new_person(may_use_camera=True, **options), name)


def watched(person: Person, name: str) -> Person:
    person.context.add_init_script(PICTURES)
    return person.sign_in(name).turn_on()


def video_call(caller: Person, callee: Person, answer: str = "Answer") -> None:
    caller.window.press("Video call Bob")
    callee.window.shows("incoming").press(answer)
    caller.window.shows("established")
    callee.window.shows("established")


def ask(person: Person, expression: str) -> Any:
    """Evaluate a member of ``window.pictures``; waits for a promise."""
    return person.page.evaluate(f"window.pictures.{expression}")


def pictures(person: Person) -> Locator:
    return person.page.locator(".video")


def expect_words(person: Person, words: str) -> None:
    """What stands in the place of the other side's picture."""
    expect(pictures(person).locator("p")).to_have_text(words, timeout=15_000)
