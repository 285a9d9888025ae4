"""A TLS front in a thread, and in place of the site whatever the test wants to answer with."""

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

from workshop.certificate import keep_certificate
from workshop.tls_front import ClientAddress, TlsFront

HOST = "127.0.0.1"
HEAD = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"
Answering = Callable[[socket.socket, ClientAddress], None]


class Clients:
    """Make connections to one front."""

    def __init__(self, port: int, certificate: Path) -> None:
        self.port = port
        self.trust = ssl.create_default_context(cafile=str(certificate))

    def connect_plainly(self, source: str = HOST) -> socket.socket:
        """:param source: the client's own address."""
        return socket.create_connection((HOST, self.port), 10, (source, 0))

    def connect(self, source: str = HOST) -> ssl.SSLSocket:
        return self.trust.wrap_socket(self.connect_plainly(source), server_hostname=HOST)


class Neighbours(socket.socket):
    """A listener: each client seems to have the next address of one IPv6 network."""

    number = 0

    def accept(self) -> tuple[socket.socket, tuple[str, int, int, int]]:
        connection, (_, port) = super().accept()
        self.number += 1
        return connection, (f"2001:db8::{self.number:x}", port, 0, 0)


@contextmanager
def front_before(
    answer: Answering, folder: Path, listening: type[socket.socket] = socket.socket
) -> Iterator[Clients]:
    """Serve; each connection is answered in a thread of its own."""
    certificate = keep_certificate(folder, [HOST], now=datetime.now(UTC))
    listener = listening(fileno=socket.create_server((HOST, 0), backlog=128).detach())

    def answer_in_thread(connection: socket.socket, address: ClientAddress) -> None:
        Thread(target=answer_and_close, args=(answer, connection, address), daemon=True).start()

    front = TlsFront(listener, str(certificate), answer_in_thread)
    loop = asyncio.new_event_loop()
    serving = loop.create_task(front.serve())
    thread = Thread(target=run_until_cancelled, args=(loop, serving))
    thread.start()
    try:
        yield Clients(listener.getsockname()[1], certificate)
    finally:
        loop.call_soon_threadsafe(serving.cancel)
        thread.join()
        listener.close()


def answer_and_close(answer: Answering, connection: socket.socket, address: ClientAddress) -> None:
    with connection, suppress(OSError):
        answer(connection, address)


def run_until_cancelled(loop: asyncio.AbstractEventLoop, serving: "asyncio.Task[None]") -> None:
    with suppress(asyncio.CancelledError):
        loop.run_until_complete(serving)
    loop.run_until_complete(cancel_all())
    loop.close()


async def cancel_all() -> None:
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)


def read_all(connection: socket.socket) -> bytes:
    """Read until the other side ends; a reset is an end, too."""
    received = bytearray()
    with suppress(ConnectionError, ssl.SSLError):
        while chunk := connection.recv(65536):
            received += chunk
    return bytes(received)


def echo(connection: socket.socket, _address: ClientAddress) -> None:
    while chunk := connection.recv(65536):
        connection.sendall(chunk)


def is_answered(clients: Clients, source: str = HOST) -> bool:
    for _ in range(100):  # those before may still be on their way out
        try:
            with clients.connect(source) as client:
                client.sendall(HEAD)
                return client.recv(len(HEAD)) == HEAD
        except OSError:
            continue
    return False
