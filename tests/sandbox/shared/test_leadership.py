"""The process that leads: what it takes from others, and when it gives them up."""

from collections.abc import Iterator

import pytest

from sandbox.callback_queue import CallbackQueue
from sandbox.events import Admission
from sandbox.hub import Hub
from sandbox.shared.codec import Opened, to_json
from sandbox.shared.leadership import Leadership
from sandbox.shared.link import Link
from sandbox.switchboard import Switchboard
from tests.sandbox.exchange import agree, user
from tests.sandbox.site import wait_until
from tests.sandbox.wire import new_uuid


@pytest.fixture
def link(redis_url: str) -> Iterator[Link]:
    link = Link(redis_url, new_uuid())
    yield link
    link.close()


@pytest.fixture
def leadership(link: Link) -> Iterator[Leadership]:
    hub = Hub(Switchboard(), CallbackQueue(agree, threads=1))
    leadership = Leadership("leader", link, hub, note_failure=lambda error: None)
    yield leadership
    leadership.end()


@pytest.fixture
def window(link: Link, leadership: Leadership) -> str:
    """A registered window of the process p1."""
    tell(link, to_json(Opened("c1", user("alice"), 1)), to_json(Admission("c1", new_uuid())))
    wait_until(lambda: any('"registered"' in text for text in link.hear("p1")))
    return "c1"


def tell(link: Link, *texts: str) -> None:
    link.tell({"leader": [f"p1 {text}" for text in texts]})


def test_a_process_that_is_newer_than_the_list_of_processes_is_not_given_up(
    leadership: Leadership, window: str
) -> None:
    leadership.look_after(frozenset())
    leadership.look_after({"p1"})
    leadership.look_after(frozenset())

    assert leadership.hub.online_user_ids() == {"alice"}


def test_the_windows_of_a_process_that_is_missing_twice_are_gone(
    link: Link, leadership: Leadership, window: str
) -> None:
    leadership.look_after({"p2"})
    leadership.look_after({"p2"})

    assert leadership.hub.online_user_ids() == set()
    wait_until(lambda: not link.online_user_ids())


@pytest.mark.parametrize("nonsense", ["", "{", "null", '{"Nobody":{}}', '{"Left":{"no":"such"}}'])
def test_what_cannot_be_read_is_logged_and_stops_nothing(
    link: Link, leadership: Leadership, window: str, nonsense: str, caplog
) -> None:
    tell(link, nonsense, to_json(Admission(window, new_uuid())))

    wait_until(lambda: any('"registered"' in text for text in link.hear("p1")))
    assert "an event of another process failed" in caplog.text
