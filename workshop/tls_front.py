"""Where TLS ends: in one thread of asyncio, in front of the threads that answer.

Python's TLS objects do not stand that one thread reads while another writes, and every WebSocket
does just that. So the site gets one end of a socket pair with the decrypted bytes, and the
client's address beside it: there is no second port that others could reach, and no header that
a client could forge.
"""

import asyncio
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from ipaddress import IPv6Address, ip_address
from typing import NamedTuple

from workshop.room import Room

# For the handshake and the first request's head together. Browsers also connect in advance.
HEAD_SECONDS = 15.0
GOODBYE_SECONDS = 5.0
# Open sockets of the sandbox are never as silent: they are pinged every 25 seconds.
SILENCE_SECONDS = 120.0
# How long the client may still speak when the site has said its last word.
LAST_WORD_SECONDS = 1.0
CHUNK_BYTES = 64 * 1024

ClientAddress = tuple[str, int]
# Gets a connection of its own, and must answer without making us wait.
Answer = Callable[[socket.socket, ClientAddress], object]


# How a connection ends before its time; EOFError: within the first request's head.
ENDED = (OSError, TimeoutError, EOFError, asyncio.LimitOverrunError)


class Streams(NamedTuple):
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class TlsFront:
    """Ends TLS on what arrives at a listening socket, and hands the plain connections over."""

    def __init__(self, listener: socket.socket, certificate: str, answer: Answer) -> None:
        self.listener = listener
        self.answer = answer
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate)
        self.context.set_alpn_protocols(["http/1.1"])
        self.room = Room()
        self.connections: set[asyncio.Task[None]] = set()

    async def serve(self) -> None:
        """Accept connections until cancelled."""
        self.listener.setblocking(False)
        while True:
            connection, place = await asyncio.get_running_loop().sock_accept(self.listener)
            address = plain_address(place)
            if not self.room.take(address[0]):
                connection.close()
                continue
            task = asyncio.create_task(self.serve_one(connection, address))
            self.connections.add(task)
            task.add_done_callback(partial(self.forget, address[0]))

    def forget(self, address: str, task: "asyncio.Task[None]") -> None:
        self.connections.remove(task)
        self.room.give_back(address)

    async def finish(self, seconds: float) -> None:
        """Give the open connections this long to end by themselves."""
        if self.connections:
            await asyncio.wait(self.connections, timeout=seconds)

    async def serve_one(self, connection: socket.socket, address: ClientAddress) -> None:
        with suppress(*ENDED):
            async with asyncio.timeout(HEAD_SECONDS):
                client = await self.shake_hands(connection)
                head = await read_head(client)
            try:
                await self.hand_over(client, head, address)
            finally:
                await hang_up(client)

    async def shake_hands(self, connection: socket.socket) -> Streams:
        with connection.dup() as plain:
            try:
                return await open_streams(
                    connection,
                    ssl=self.context,
                    ssl_handshake_timeout=HEAD_SECONDS,
                    ssl_shutdown_timeout=GOODBYE_SECONDS,
                )
            except ssl.SSLError as error:
                if error.reason == "HTTP_REQUEST":  # somebody typed http://
                    plain.send(lead_to_https(plain))
                raise

    async def hand_over(self, client: Streams, head: bytes, address: ClientAddress) -> None:
        site, theirs = socket.socketpair()
        with site:
            site.setblocking(False)
            self.answer(theirs, address)
            await carry(client, head, site)


async def open_streams(connection: socket.socket, **tls: object) -> Streams:
    """What asyncio.start_server() does, for a connection that has been counted already."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=CHUNK_BYTES)
    protocol = asyncio.StreamReaderProtocol(reader)
    transport, _ = await loop.connect_accepted_socket(lambda: protocol, connection, **tls)  # type: ignore[arg-type]
    return Streams(reader, asyncio.StreamWriter(transport, protocol, reader, loop))


async def read_head(client: Streams) -> bytes:
    """Wait for the first request's head, so that who sends none costs no thread of the site."""
    try:
        return await client.reader.readuntil(b"\r\n\r\n")
    except BaseException:
        client.writer.transport.abort()
        raise


async def carry(client: Streams, head: bytes, site: socket.socket) -> None:
    """Carry bytes both ways as fast as they are taken, until one side ends or both are silent."""
    async with asyncio.timeout(SILENCE_SECONDS) as patience:
        from_client = asyncio.create_task(carry_to_site(head, client.reader, site, patience))
        from_site = asyncio.create_task(carry_to_client(site, client.writer, patience))
        try:
            await asyncio.wait({from_client, from_site}, return_when=asyncio.FIRST_COMPLETED)
            if from_site.done():  # so that a WebSocket's goodbye is answered before the end
                await asyncio.wait({from_client}, timeout=LAST_WORD_SECONDS)
        finally:
            await end(from_client, from_site)


async def carry_to_site(
    head: bytes, client: asyncio.StreamReader, site: socket.socket, patience: asyncio.Timeout
) -> None:
    chunk = head
    while chunk:
        # The site may have heard enough, of a body that is too large; its answer still counts.
        with suppress(ConnectionError):
            await asyncio.get_running_loop().sock_sendall(site, chunk)
        keep(patience)
        chunk = await client.read(CHUNK_BYTES)


async def carry_to_client(
    site: socket.socket, client: asyncio.StreamWriter, patience: asyncio.Timeout
) -> None:
    while chunk := await asyncio.get_running_loop().sock_recv(site, CHUNK_BYTES):
        client.write(chunk)
        await client.drain()
        keep(patience)


def keep(patience: asyncio.Timeout) -> None:
    patience.reschedule(asyncio.get_running_loop().time() + SILENCE_SECONDS)


async def end(*pumps: asyncio.Task[None]) -> None:
    for task in pumps:
        task.cancel()
    # What broke a connection is nobody's concern: it has ended.
    await asyncio.gather(*pumps, return_exceptions=True)


async def hang_up(client: Streams) -> None:
    client.writer.close()
    with suppress(OSError):
        await client.writer.wait_closed()


def plain_address(address: tuple[str, int]) -> ClientAddress:
    """Such as ``192.0.2.7``, also when it arrives as ``::ffff:192.0.2.7``."""
    ip = ip_address(address[0].partition("%")[0])
    mapped = ip.ipv4_mapped if isinstance(ip, IPv6Address) else None
    return str(mapped or ip), address[1]


def lead_to_https(connection: socket.socket) -> bytes:
    host, port = plain_address(connection.getsockname())
    place = f"[{host}]" if ":" in host else host
    return (
        f"HTTP/1.1 307 Use HTTPS\r\nLocation: https://{place}:{port}/\r\n"
        "Content-Length: 0\r\nConnection: close\r\n\r\n"
    ).encode("ascii")
