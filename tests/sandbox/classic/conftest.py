from collections.abc import Callable, Iterator

import pytest

from extensions import limiter
from models import User
from tests.conftest import add_user
from tests.sandbox.classic.client import Tab
from tests.sandbox.site import Person, Site

NewTab = Callable[..., Tab]


@pytest.fixture
def new_tab(site: Site) -> Iterator[NewTab]:
    """Opens pages with the classic SDK; they are closed after the test."""
    tabs: list[Tab] = []

    def make(person: Person | None = None) -> Tab:
        tabs.append(Tab(site, person or site.person()))
        return tabs[-1]

    yield make
    for tab in tabs:
        tab.vanish()
    with site.app.app_context():
        limiter.reset()


@pytest.fixture
def alice(site: Site, new_tab: NewTab) -> Tab:
    return new_tab(site.person("Alice")).start()


@pytest.fixture
def bob(site: Site, new_tab: NewTab) -> Tab:
    return new_tab(site.person("Bob")).start()


@pytest.fixture
def bob_account(app, password_hash) -> User:
    """Of the application without a server."""
    return add_user("bob", "Bob", password_hash)
