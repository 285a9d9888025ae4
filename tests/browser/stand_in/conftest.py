"""The stand-in SDK by itself: on the calling page, whose own phone is off."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import NewPerson
from tests.browser.person import Person

BARE_CLIENT = (Path(__file__).parent / "bare_client.js").read_text("utf-8")


@dataclass
class Client:
    """A started client of the stand-in, in a window of its own."""

    person: Person

    def ask(self, expression: str) -> Any:
        """Evaluate a member of ``window.bare``; waits for a promise."""
        return self.person.page.evaluate(f"window.bare.{expression}")

    def place(self, how: str, callee: str) -> dict[str, str] | None:
        """Call; the error, if there was one."""
        answer: dict[str, str] | None = self.ask(f"place('{how}', '{callee}')")
        return answer

    def answer(self) -> None:
        assert self.ask("rings()")
        self.ask("call.answer()")


NewClient = Callable[..., Client]


@pytest.fixture
def new_client(new_person: NewPerson) -> NewClient:
    """Makes clients; the page's phone stays off, since nothing was allowed when it was loaded."""

    def make(name: str, *devices: str, at: Browser | None = None) -> Client:
        browser = {} if at is None else {"at": at}
        person = new_person(may_use_microphone=False, **browser).sign_in(name)
        person.window.shows("off")
        person.context.grant_permissions(list(devices or ("microphone", "camera")))
        person.page.evaluate(BARE_CLIENT)
        client = Client(person)
        client.ask("start()")
        return client

    return make


@pytest.fixture
def alice_client(new_client: NewClient) -> Client:
    return new_client("Alice")


@pytest.fixture
def bob_client(new_client: NewClient) -> Client:
    return new_client("Bob")


def connect(caller: Client, callee: Client, how: str = "callUserVideo") -> None:
    assert caller.place(how, "bob") is None
    callee.answer()
    assert caller.ask("happened('established')")
    assert callee.ask("happened('established')")
