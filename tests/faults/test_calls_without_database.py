"""Calls of the sandbox live in memory: they go on while PostgreSQL is away."""

import pytest

from sandbox import conversation
from tests.faults.conftest import wait_until_well
from tests.faults.postgres import Postgres
from tests.sandbox import wire
from tests.sandbox.site import Site, wait_until
from tests.sandbox.wire import new_uuid


@pytest.fixture(autouse=True)
def frequent_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows look whether their session is alive."""
    monkeypatch.setattr(conversation, "SESSION_CHECK_SECONDS", 0.1)


def test_a_call_that_is_up_goes_on_and_ends_as_usual(
    pg_site: Site, server: Postgres, caplog: pytest.LogCaptureFixture
) -> None:
    alices, bobs, _, call_id = pg_site.talk()

    with server.stopped():
        wait_until(lambda: caplog.text.count("the database cannot be used") >= 4)
        alices.say(wire.candidate(call_id))
        candidate = bobs.hear()
        alices.say(wire.hangup(call_id))
        ended = bobs.hear()

    assert (candidate["type"], ended["type"]) == ("candidate", "ended")


def test_a_new_call_fails_in_words_and_the_next_one_works(pg_site: Site, server: Postgres) -> None:
    alice, bob = pg_site.person(), pg_site.person()
    alices, bobs = pg_site.window(alice), pg_site.window(bob)

    with server.stopped():
        alices.say(wire.invite(new_uuid(), bob.user_id))
        refused = alices.hear()
    wait_until_well(pg_site.app)
    alices.say(wire.invite(new_uuid(), bob.user_id))

    assert (refused["type"], refused["endCause"]) == ("ended", "Denied")
    assert bobs.hear()["type"] == "incoming"


def test_a_window_that_comes_meanwhile_is_asked_to_come_later(
    pg_site: Site, server: Postgres
) -> None:
    alice = pg_site.person()

    with server.stopped():
        code = pg_site.connect(cookie=alice.cookie).hear_close()
    wait_until_well(pg_site.app)

    assert code == 1013
    assert pg_site.window(alice)
