"""Another host, which serves the recording SDK as Sinch's CDN serves the real one."""

from base64 import b64encode
from hashlib import sha384
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

RECORDING_SDK = Path(__file__).parent.parent / "recording_sdk.js"


class SdkHost:
    """Serves one file on a loopback port, whatever it is asked for."""

    def __init__(self) -> None:
        self.file = RECORDING_SDK.read_bytes()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    @property
    def sdk_url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/sdk/recording.js"

    @property
    def integrity(self) -> str:
        return f"sha384-{b64encode(sha384(self.file).digest()).decode()}"

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def handler(self) -> type[BaseHTTPRequestHandler]:
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/javascript")
                self.send_header("Content-Length", str(len(host.file)))
                self.send_header("Access-Control-Allow-Origin", "*")
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                self.wfile.write(host.file)

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler
