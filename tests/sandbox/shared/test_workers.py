"""Two workers of gunicorn, caller and callee in different ones, and what dies with a worker."""

import time
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.conftest import CSRF_TOKEN
from tests.sandbox import wire
from tests.sandbox.shared.crew import Crew
from tests.sandbox.site import Window, wait_until
from tests.sandbox.wire import new_uuid

RECOVERY_SECONDS = 10


@pytest.fixture(scope="module")
def crew(redis_url, tmp_path_factory) -> Iterator[Crew]:
    with Crew(redis_url, tmp_path_factory.mktemp("crew")) as crew:
        crew.window(crew.person()).close()  # somebody leads from now on
        yield crew


def talk(crew: Crew) -> tuple[Window, Window]:
    """Alice, at the leader, calls Bob, at another worker; he answers."""
    alice, bob = crew.person("Alice"), crew.person("Bob")
    alices = crew.window_at(crew.leader, alice)
    bobs = crew.window_at(crew.follower, bob)
    call_id = new_uuid()
    alices.say(wire.invite(call_id, bob.user_id))
    assert bobs.hear()["type"] == "incoming"
    bobs.say(wire.answer(call_id))
    assert [alices.hear()["type"] for _ in range(2)] == ["progressing", "answered"]
    return alices, bobs


def test_people_in_different_workers_call_each_other(crew):
    talk(crew)


def test_who_talks_to_a_window_of_a_killed_worker_learns_that_it_is_gone(crew):
    alices, _bobs = talk(crew)

    crew.kill(crew.follower)

    ended = alices.hear()
    assert (ended["endCause"], ended["message"]) == ("HungUp", "Bob's window is gone.")


def test_calls_work_again_soon_after_the_leader_was_killed(crew):
    _alices, bobs = talk(crew)
    killed, killed_at = crew.leader, time.monotonic()

    crew.kill(killed)
    assert bobs.hear_close() == 1012
    wait_until(lambda: crew.leader != killed)
    wait_until(lambda: len(crew.gunicorn.workers) == 2)
    talk(crew)

    assert time.monotonic() - killed_at < RECOVERY_SECONDS


def test_wrong_passwords_are_counted_over_all_workers(crew):
    answers = [try_password(crew, "dave", f"wrong {number}") for number in range(6)]

    assert answers == [422] * 5 + [429]


def try_password(crew: Crew, username: str, password: str) -> int:
    """The status of the answer; each time on new connections, which any worker may take."""
    opener = build_opener(HTTPCookieProcessor())
    page = opener.open(f"{crew.origin}/login", timeout=10).read().decode()
    form = {"csrf_token": CSRF_TOKEN.search(page)[1], "username": username, "password": password}
    with pytest.raises(HTTPError) as refusal:
        opener.open(f"{crew.origin}/login", urlencode(form).encode())
    refusal.value.close()
    return refusal.value.code
