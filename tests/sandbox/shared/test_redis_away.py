"""Redis goes away and comes back: pages hear why they wait, and nothing else breaks."""

import signal
import time
from collections.abc import Iterator
from threading import Event
from typing import NamedTuple

import pytest

from tests.conftest import Browser
from tests.redis_server import RedisServer, own_redis_server
from tests.sandbox import wire
from tests.sandbox.shared.twins import Twins
from tests.sandbox.site import Person, Window, wait_until
from tests.sandbox.wire import new_uuid

AWAY = "The server's Redis is away: it goes on when that is back."


class Place(NamedTuple):
    redis: RedisServer
    site: Twins


class Cut(NamedTuple):
    """Two people in two processes, and the Redis that joins them."""

    redis: RedisServer
    site: Twins
    people: list[Person]
    windows: list[Window]


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Iterator[Place]:
    folder = str(tmp_path_factory.mktemp("away"))
    with own_redis_server() as redis, Twins(redis.url, folder) as site:
        yield Place(redis, site)


@pytest.fixture
def cut(place) -> Iterator[Cut]:
    people = [place.site.person("Alice"), place.site.person("Bob")]
    windows = [come_back(place.site, person) for person in people]
    yield Cut(place.redis, place.site, people, windows)
    place.site.close_windows()
    if not place.redis.is_running:
        place.redis.start()


def lose_redis(cut: Cut) -> None:
    cut.redis.stop()
    for window in cut.windows:
        window.hear_close()


def come_back(site: Twins, person: Person) -> Window:
    """Try until the sandbox takes a window, as pages do."""
    found: list[Window] = []

    def registers() -> bool:
        window = site.connect(cookie=person.cookie)
        window.say(site.registration(person.user_id))
        _, first = window.socket.recv_data()
        found.append(window)
        return b'"registered"' in first

    wait_until(registers)
    return found[-1]


def test_windows_are_closed_and_new_ones_hear_why_they_must_wait(cut):
    cut.redis.stop()

    closed = [window.hear_close() for window in cut.windows]

    code, reason = cut.site.connect(cookie=cut.people[0].cookie).hear_farewell()

    assert closed == [1013, 1013]
    assert (code, reason) == (1013, AWAY)


def test_calls_can_be_placed_again_when_it_is_back(cut):
    lose_redis(cut)

    cut.redis.start()
    alices, bobs = (come_back(cut.site, person) for person in cut.people)
    alices.say(wire.invite(new_uuid(), cut.people[1].user_id))

    assert bobs.hear()["type"] == "incoming"


def test_pages_and_the_api_go_on_without_it(cut):
    lose_redis(cut)
    client = cut.site.app.test_client()
    client.__class__ = Browser
    client.set_cookie(*cut.people[0].cookie.split("="))

    people = client.get("/api/people")
    logged_out = client.post_form("/logout")

    assert (people.status_code, logged_out.status_code) == (200, 303)
    assert not any(person["isOnline"] for person in people.json["people"])


def test_the_log_says_once_that_it_went_and_once_that_it_is_back(cut, caplog):
    lose_redis(cut)
    for _ in range(5):
        assert cut.site.connect(cookie=cut.people[0].cookie).hear_close() == 1013

    cut.redis.start()
    come_back(cut.site, cut.people[0])
    come_back(cut.site, cut.people[1])

    told = [record.message for record in caplog.records if "Redis" in record.message]
    went, back = "sandbox: Redis is away", "sandbox: Redis is back"
    shortened = sorted(line[: len(went)] for line in told)
    assert shortened == [went, went, back, back]  # each of both processes


def test_a_redis_that_hangs_holds_nobody_up_for_long(cut):
    began_at = time.monotonic()
    cut.redis.process.send_signal(signal.SIGSTOP)

    closed = [window.hear_close() for window in cut.windows]
    answer = cut.site.app.test_client().get("/login")

    assert closed == [1013, 1013]
    assert answer.status_code == 200
    assert time.monotonic() - began_at < 5
    cut.redis.process.send_signal(signal.SIGCONT)


def test_a_redis_that_stalls_for_a_moment_is_waited_for(cut):
    cut.redis.process.send_signal(signal.SIGSTOP)
    Event().wait(1.0)
    cut.redis.process.send_signal(signal.SIGCONT)

    alices, bobs = cut.windows
    alices.say(wire.invite(new_uuid(), cut.people[1].user_id))

    assert bobs.hear()["type"] == "incoming"
