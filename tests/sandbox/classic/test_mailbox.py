"""Long polls: no message is lost, none comes twice, and none is kept for ever."""

import threading

import pytest

from sandbox.classic.errors import ClassicError
from sandbox.classic.instance import Instance
from sandbox.classic.instances import MAX_INSTANCES_OF_USER, Instances
from sandbox.classic.line import ClassicLine
from sandbox.classic.mailbox import CAPACITY, Mailbox, new_timetoken
from sandbox.classic.presence import Presence
from sandbox.classic.registrar import MAX_TICKETS, TicketBook
from sandbox.switchboard_state import Party
from tests.sandbox.site import TIMEOUT_SECONDS


def texts(mailbox: Mailbox, since: int, *channels: str) -> list[str]:
    letters, _ = mailbox.fetch(set(channels), since, timeout=0)
    return [letter.text for letter in letters]


def test_token_zero_is_answered_at_once_and_means_from_now_on():
    mailbox = Mailbox()
    mailbox.post("a", "before")

    found, token = mailbox.fetch({"a"}, 0, timeout=TIMEOUT_SECONDS)
    mailbox.post("a", "after")

    assert found == []
    assert len(str(token)) == 17
    assert texts(mailbox, token, "a") == ["after"]


def test_what_is_posted_between_two_polls_is_not_lost_and_comes_once():
    mailbox = Mailbox()
    _, token = mailbox.fetch({"a"}, 0, timeout=0)
    for number in range(50):
        mailbox.post("a", str(number))

    first, token = mailbox.fetch({"a"}, token, timeout=0)
    mailbox.post("a", "last")

    assert [letter.text for letter in first] == [str(number) for number in range(50)]
    assert texts(mailbox, token, "a") == ["last"]


def test_only_the_channels_asked_for_are_told():
    mailbox = Mailbox()
    mailbox.post("a", "for a")
    mailbox.post("b", "for b")

    assert texts(mailbox, 1, "b", "c") == ["for b"]


def test_a_poll_wakes_at_once_when_something_comes():
    mailbox, found = Mailbox(), []
    _, token = mailbox.fetch({"a"}, 0, timeout=0)
    poll = threading.Thread(
        target=lambda: found.extend(mailbox.fetch({"a"}, token, timeout=TIMEOUT_SECONDS)[0])
    )
    poll.start()

    mailbox.post("a", "news")

    poll.join(TIMEOUT_SECONDS)
    assert [letter.text for letter in found] == ["news"]


def test_a_poll_without_news_keeps_its_token():
    assert Mailbox().fetch({"a"}, 17, timeout=0) == ([], 17)


def test_a_poll_ends_when_nobody_waits_for_it_or_the_mailbox_closes():
    left, closed = Mailbox(), Mailbox()
    closed.close()

    assert left.fetch({"a"}, 17, timeout=1e9, is_gone=lambda: True) == ([], 17)
    assert closed.fetch({"a"}, 17, timeout=1e9) == ([], 17)


def test_a_token_of_another_clock_is_taken():
    mailbox = Mailbox()
    mailbox.post("a", "news")

    assert texts(mailbox, new_timetoken() * 2, "a") == []
    assert texts(mailbox, 1, "a") == ["news"]


def test_a_mailbox_that_nobody_empties_does_not_grow_for_ever():
    mailbox = Mailbox()
    for number in range(CAPACITY + 1):
        mailbox.post("a", str(number))

    assert texts(mailbox, 1, "a")[0] == "1"


def instance(user_id: str = "alice") -> Instance:
    return Instance(Party("user", user_id, user_id), session_id=1)


def listening(one: Instance) -> Instance:
    one.line = ClassicLine(1, tell=one.tell, note_closed=one.note_closed)
    return one


def test_the_oldest_instance_that_nobody_listens_with_makes_room():
    instances = Instances()
    all_of_them = [listening(instance()), *(instance() for _ in range(MAX_INSTANCES_OF_USER))]
    for one in all_of_them:
        instances.add(one)

    assert instances.all() == [all_of_them[0], *all_of_them[2:]]
    assert instances.listening_on([all_of_them[1].signal_channel]) is None


def test_instances_that_are_listened_with_make_no_room():
    instances = Instances()
    for _ in range(MAX_INSTANCES_OF_USER):
        instances.add(listening(instance()))

    with pytest.raises(ClassicError):
        instances.add(instance())
    instances.add(instance("bob"))


def test_channels_of_two_instances_cannot_be_listened_to_at_once():
    instances, one, other = Instances(), instance(), instance()
    instances.add(one)
    instances.add(other)

    assert instances.listening_on([one.broadcast_channel, other.broadcast_channel]) is None
    assert instances.listening_on([one.broadcast_channel, "x"]) is None
    assert instances.listening_on(one.channels) is one


def test_an_ended_instance_is_forgotten_after_a_while():
    instances, one = Instances(), instance()
    instances.add(one)
    one.end()

    found = instances.find(one.id)
    instances.forget_ended(one.ended_at + 29)
    before = len(instances)
    instances.forget_ended(one.ended_at + 31)

    assert (found, before, len(instances)) == (None, 1, 0)


def test_tickets_are_not_remembered_for_ever():
    book = TicketBook()
    for number in range(MAX_TICKETS + 1):
        book.note(None, ticket=str(number), session_id=number)

    assert (book.find("0"), book.find("1"), book.find(str(MAX_TICKETS))) == (None, 1, MAX_TICKETS)


@pytest.mark.parametrize(("is_closed", "patience"), [(True, 2), (False, 6)])
def test_a_closed_poll_means_more_than_an_answered_one(is_closed, patience):
    presence = Presence(0)
    presence.begin()
    while_open = presence.is_gone(1e9)

    presence.end(100, is_closed=is_closed)

    assert not while_open
    assert [presence.is_gone(100 + patience - 0.1), presence.is_gone(100 + patience)] == [
        False,
        True,
    ]
