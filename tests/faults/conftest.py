from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from extensions import db, limiter
from models import User
from tests.conftest import PASSWORD, Browser, add_user
from tests.faults.postgres import Postgres, postgres
from tests.sandbox.site import Site, wait_until


@pytest.fixture
def kept_app(folder: Path) -> Iterator[Flask]:
    """The site, with all that it keeps in a folder that the test chooses."""
    app = create_app({}, instance_path=str(folder))
    app.test_client_class = Browser
    yield app
    app.extensions["sandbox"].close()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def carol(kept_app: Flask) -> Browser:
    """Somebody who has registered there."""
    browser = Browser(kept_app)
    browser.post_form("/register", username="carol", display_name="Carol", password=PASSWORD)
    return browser


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    with postgres() as server:
        yield server


@pytest.fixture(scope="session")
def session_pg_site(server: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    instance = tmp_path_factory.mktemp("instance")
    app = create_app({"DATABASE_URL": server.url}, instance_path=str(instance))
    app.test_client_class = Browser
    with Site(app) as site:
        yield site
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def pg_site(session_pg_site: Site) -> Iterator[Site]:
    """The running site, whose database the test can stop; with empty tables."""
    yield session_pg_site
    wait_until_well(session_pg_site.app)
    session_pg_site.close_windows()
    session_pg_site.wait_for_callbacks()
    limiter.reset()
    with session_pg_site.app.app_context():
        for table in reversed(db.metadata.sorted_tables):
            db.session.execute(table.delete())
        db.session.commit()


@pytest.fixture
def pg_app(pg_site: Site) -> Flask:
    return pg_site.app


@pytest.fixture
def alices(pg_app: Flask, password_hash: str) -> Browser:
    """Alice's browser, logged in."""
    with pg_app.app_context():
        add_user("alice", "Alice", password_hash)
    browser: Browser = pg_app.test_client()  # type: ignore[assignment]
    browser.log_in(User(username="alice"))
    return browser


def wait_until_well(app: Flask) -> None:
    """Wait until the site has noticed by itself that its database is back."""
    wait_until(lambda: app.test_client().get("/healthz").status_code == 200)
