from collections.abc import Iterator

import pytest

from app import create_app
from extensions import db
from tests.sandbox.exchange import Exchange
from tests.sandbox.site import Person, Site, Window


@pytest.fixture
def exchange() -> Exchange:
    return Exchange()


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
