from collections.abc import Iterator

import pytest

from app import create_app
from extensions import db
from tests.sandbox.exchange import Exchange, keep_silent
from tests.sandbox.site import Person, Site, Window
from tests.sandbox.wire import PHONE


@pytest.fixture
def exchange() -> Exchange:
    return Exchange()


@pytest.fixture
def asked(exchange: Exchange) -> tuple[str, str, str, str]:
    """Alice has called Bob's user and a phone; nobody has decided yet."""
    exchange.application = keep_silent
    alice, bob = exchange.window("alice"), exchange.window("bob")
    return alice, bob, exchange.call(alice, "bob"), exchange.call(alice, PHONE)


@pytest.fixture(scope="session")
def session_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    app = create_app({}, instance_path=str(tmp_path_factory.mktemp("site")))
    with Site(app) as site:
        yield site
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def site(session_site: Site) -> Iterator[Site]:
    """The running application; the windows that a test opened are closed after it."""
    yield session_site
    session_site.close_windows()


@pytest.fixture
def talking(site: Site) -> tuple[Window, Window, Person, str]:
    return site.talk()
