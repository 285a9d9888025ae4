"""When the server stops, no poll holds it up; after the restart a page hears what to do."""

import threading
import time

import pytest

from app import create_app
from extensions import db
from tests.sandbox.classic.client import Tab
from tests.sandbox.classic.conversation import OFFER
from tests.sandbox.site import Site


@pytest.fixture
def own_site(tmp_path):
    app = create_app({}, instance_path=str(tmp_path))
    with Site(app) as site:
        yield site
    with app.app_context():
        db.engine.dispose()


def watchers() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one.name == "sandbox-classic-watch"]


def test_open_polls_and_the_watch_end_with_the_server(own_site):
    before = set(watchers())
    tab = Tab(own_site, own_site.person()).start()
    (watch,) = set(watchers()) - before

    began = time.monotonic()
    own_site.reception.close()
    watch.join(5)

    assert not watch.is_alive()
    assert time.monotonic() - began < 5
    tab.vanish()


def test_a_call_after_a_restart_says_to_reload_the_page(own_site, site, new_tab):
    tab = new_tab(site.person()).start()
    stale = Tab(own_site, own_site.person())
    stale.id, stale.secret, stale.signal_channel = tab.id, tab.secret, tab.signal_channel

    answer = stale.place("bob", OFFER)
    stale.vanish()

    assert (answer.status, answer.body["errorCode"]) == (401, 40108)
    assert "reload the page" in answer.body["message"]
