"""Nobody keeps the TLS front for himself by silence, by halves, or by not reading."""

import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.workshop.front import (
    HEAD,
    Clients,
    Neighbours,
    echo,
    front_before,
    is_answered,
    read_all,
)
from workshop import room, tls_front


def test_who_does_not_read_is_waited_for_without_keeping_it_all(tmp_path: Path) -> None:
    sent = []

    def count(connection: socket.socket, _address: tls_front.ClientAddress) -> None:
        connection.settimeout(1)
        while True:
            sent.append(connection.send(b"x" * 65536))

    with front_before(count, tmp_path) as clients, clients.connect() as client:
        client.sendall(HEAD)
        client.recv(1)
        assert wait_until_still(sent) < 20_000_000  # what buffers of the system hold


def begin_nothing(clients: Clients) -> socket.socket:
    return clients.connect_plainly()


def begin_handshake(clients: Clients) -> socket.socket:
    client = clients.connect_plainly()
    client.sendall(b"\x16\x03\x01\x02\x00")
    return client


def begin_head(clients: Clients) -> socket.socket:
    client = clients.connect()
    client.sendall(HEAD[:-1])
    return client


@pytest.mark.parametrize("begin", [begin_nothing, begin_handshake, begin_head])
def test_who_does_not_go_on_is_let_go_and_costs_the_site_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begin
) -> None:
    answered = []
    monkeypatch.setattr(tls_front, "HEAD_SECONDS", 0.5)
    with front_before(lambda *_: answered.append(1), tmp_path) as clients, begin(clients) as client:
        assert read_all(client) == b""

    assert answered == []


def test_a_head_without_an_end_is_not_collected(tmp_path: Path) -> None:
    with front_before(echo, tmp_path) as clients, clients.connect() as client:
        sending = Thread(target=send_all, args=(client, b"x" * 1_000_000))
        sending.start()

        assert read_all(client) == b""
        sending.join()


def test_silence_on_both_sides_ends_a_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tls_front, "SILENCE_SECONDS", 0.5)
    with front_before(echo, tmp_path) as clients, clients.connect() as client:
        client.sendall(HEAD)

        assert read_all(client) == HEAD


@contextmanager
def five_and_none_more(clients: Clients) -> Iterator[None]:
    """Hold as many connections as the front lets in; the next is refused."""
    with ExitStack() as stack:
        for _ in range(5):
            stack.enter_context(clients.connect())
        with clients.connect_plainly() as one_too_many:
            assert read_all(one_too_many) == b""
        yield


def test_more_connections_than_it_can_carry_are_refused_and_then_welcome(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST_CONNECTIONS", 5)
    with front_before(echo, tmp_path) as clients:
        with five_and_none_more(clients):
            pass

        assert is_answered(clients)


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has one loopback address")
def test_one_address_cannot_take_all_connections(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST_OF_ONE_ADDRESS", 5)
    with front_before(echo, tmp_path) as clients:
        with five_and_none_more(clients):
            assert is_answered(clients, "127.0.0.2")

        assert is_answered(clients)


def test_who_is_cut_off_is_named_in_the_log_once_a_minute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(room, "MOST_OF_ONE_ADDRESS", 2)
    with front_before(echo, tmp_path) as clients, ExitStack() as stack:
        for _ in range(2):
            stack.enter_context(clients.connect())
        for _ in range(3):
            read_all(stack.enter_context(clients.connect_plainly()))

    assert caplog.messages == [
        "Connections from 127.0.0.1 are cut off: it has 2, the most of one address"
    ]


def test_whoever_is_cut_off_after_a_minute_is_named_anew(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(room, "MOST_CONNECTIONS", 0)
    monkeypatch.setattr(room, "WARNING_EVERY_SECONDS", 0.0)
    full = room.Room()

    for number in (1, 2):
        assert not full.take(f"192.0.2.{number}")

    assert caplog.messages == [
        f"Connections from 192.0.2.{number} are cut off: there are 0, the most of all addresses"
        for number in (1, 2)
    ]


def test_neighbours_in_one_ipv6_network_are_counted_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST_OF_ONE_ADDRESS", 2)
    with front_before(echo, tmp_path, Neighbours) as clients, ExitStack() as stack:
        everybody = [stack.enter_context(clients.connect()) for _ in range(4)]

        for client in everybody:
            client.sendall(HEAD)
        assert all(client.recv(len(HEAD)) == HEAD for client in everybody)


def test_twenty_people_behind_one_router_have_eight_connections_each(tmp_path: Path) -> None:
    with front_before(echo, tmp_path) as clients, ExitStack() as stack:
        everybody = [stack.enter_context(clients.connect()) for _ in range(20 * 8)]

        for client in everybody:
            client.sendall(HEAD)
        assert all(client.recv(len(HEAD)) == HEAD for client in everybody)


def send_all(client: socket.socket, data: bytes) -> None:
    try:
        client.sendall(data)
    except OSError:
        return


def wait_until_still(sent: list[int]) -> int:
    """The number of bytes when for a second nothing more could be sent."""
    for _ in range(100):
        before = len(sent)
        if before and not Event().wait(1.0) and len(sent) == before:
            return sum(sent)
    raise AssertionError("it is taken for ever")
