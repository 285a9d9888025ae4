"""Servers that are none of ours, and answer every callback the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import BaseRequestHandler, TCPServer
from threading import Thread


@contextmanager
def served(server: TCPServer) -> Iterator[str]:
    """Serve in a thread; gives the URL."""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/callbacks"
    server.shutdown()
    thread.join()
    server.server_close()


def answering(status: int, body: bytes = b"", location: str = "") -> HTTPServer:
    """A server that answers every POST with the same; it keeps the paths it was asked for."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            paths.append(self.path)
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    paths: list[str] = []
    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.paths = paths
    return server


def saying(line: bytes) -> TCPServer:
    """A server that speaks, but not HTTP; with nothing to say it keeps silent."""

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            if line:
                self.request.recv(65536)
                self.request.sendall(line)
            else:
                while self.request.recv(65536):  # until the client has had enough
                    pass

    return TCPServer(("127.0.0.1", 0), Handler)
