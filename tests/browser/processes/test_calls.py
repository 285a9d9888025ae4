"""The call tests again, caller and callee on different processes; and the death of one."""

import os
import signal

import pytest
from redis import Redis

from tests.browser.pair import Pair
from tests.browser.person import Person
from tests.browser.test_calls import (  # noqa: F401 - collected from here too
    connect,
    test_a_caller_who_gives_up_stops_the_ringing,
    test_an_answered_call_carries_sound_both_ways,
    test_declining_ends_the_call_for_both,
    test_of_two_windows_one_answers_and_the_other_stops,
)


@pytest.fixture
def leader(server: Pair, alice: Person) -> int:
    """The process that leads."""
    key = f"{{sinch-sandbox:{server.app.config['SETTINGS'].application.key}}}:1:leader"
    with Redis.from_url(server.redis_url, decode_responses=True) as redis:
        return int(redis.get(key).partition("-")[0])


def test_the_death_of_the_leader_is_survived_by_calls_and_soon_forgotten(
    alice: Person, bob: Person, leader: int
) -> None:
    connect(alice, bob)

    os.kill(leader, signal.SIGKILL)
    for person in (alice, bob):
        person.window.hears_packets(100)  # two seconds of sound
    alice.window.press("Hang up")
    for person in (alice, bob):
        person.window.shows("ready")
    connect(alice, bob)

    for person in (alice, bob):
        person.complaints.clear()  # Chromium writes each broken connection to the console
