"""Where TLS ends: bytes arrive whole both ways."""

import socket
from pathlib import Path
from threading import Event, Thread

from tests.workshop.front import HEAD, echo, front_before, is_answered, read_all
from workshop.tls_front import ClientAddress

MUCH = bytes(range(256)) * 40_000  # 10 MB: more than all buffers on the way


def tell_address(connection: socket.socket, address: ClientAddress) -> None:
    connection.sendall(f"{address[0]} {address[1]}".encode())


def say_a_lot(connection: socket.socket, _address: ClientAddress) -> None:
    connection.sendall(MUCH)


def test_ten_megabytes_go_both_ways_at_once_and_arrive_whole(tmp_path: Path) -> None:
    with front_before(echo, tmp_path) as clients, clients.connect() as client:
        client.sendall(HEAD)
        sending = Thread(target=client.sendall, args=(MUCH,))
        sending.start()

        received = bytearray()
        while len(received) < len(HEAD) + len(MUCH):
            received += client.recv(65536)
        sending.join()

    assert bytes(received) == HEAD + MUCH


def test_the_last_words_of_the_site_arrive_before_the_end(tmp_path: Path) -> None:
    with front_before(say_a_lot, tmp_path) as clients, clients.connect() as client:
        client.sendall(HEAD)

        assert read_all(client) == MUCH


def test_the_client_may_answer_the_last_words_of_the_site(tmp_path: Path) -> None:
    heard, answered = [], Event()

    def say_goodbye(connection: socket.socket, _address: ClientAddress) -> None:
        connection.sendall(b"goodbye")
        connection.shutdown(socket.SHUT_WR)
        heard.append(read_all(connection))
        answered.set()

    with front_before(say_goodbye, tmp_path) as clients, clients.connect() as client:
        client.sendall(HEAD)
        assert client.recv(100) == b"goodbye"
        client.sendall(b"and to you")

        assert answered.wait(10)
    assert heard == [HEAD + b"and to you"]


def test_a_client_that_goes_away_ends_the_connection_of_the_site(tmp_path: Path) -> None:
    ended = Event()

    def wait_for_the_end(connection: socket.socket, _address: ClientAddress) -> None:
        read_all(connection)
        ended.set()

    with front_before(wait_for_the_end, tmp_path) as clients:
        with clients.connect() as client:
            client.sendall(HEAD)

        assert ended.wait(10)


def test_what_is_answered_before_all_was_heard_arrives(tmp_path: Path) -> None:
    def refuse(connection: socket.socket, _address: ClientAddress) -> None:
        connection.recv(len(HEAD))
        connection.sendall(b"too large")

    with front_before(refuse, tmp_path) as clients:
        for _ in range(20):
            with clients.connect() as client:
                client.sendall(HEAD + b"x" * 200_000)

                assert client.recv(100) == b"too large"


def test_the_site_gets_the_clients_address(tmp_path: Path) -> None:
    with front_before(tell_address, tmp_path) as clients, clients.connect() as client:
        client.sendall(HEAD)

        assert read_all(client).decode() == "{} {}".format(*client.getsockname())


def test_who_types_http_is_led_to_https(tmp_path: Path) -> None:
    with front_before(echo, tmp_path) as clients, clients.connect_plainly() as client:
        client.sendall(HEAD)

        answer = read_all(client)

    assert answer.startswith(b"HTTP/1.1 307 ")
    assert f"Location: https://127.0.0.1:{clients.port}/\r\n".encode() in answer


def test_two_hundred_connections_one_after_the_other_are_all_answered(tmp_path: Path) -> None:
    with front_before(echo, tmp_path) as clients:
        assert all(is_answered(clients) for _ in range(200))
