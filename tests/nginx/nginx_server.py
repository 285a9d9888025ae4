"""deploy/nginx.conf in a real nginx, on free ports of this machine."""

import subprocess
from pathlib import Path

from tests.nginx.certificate import make_certificate, trusting
from tests.sandbox.site import wait_until
from tests.serve.served_site import ROOT, ServedSite, find_free_port
from tests.serve.visitor import TIMEOUT_SECONDS, Address

NAME = "calls.example.com"
CERTIFICATES = f"/etc/letsencrypt/live/{NAME}"
MAIN = """\
daemon off;
user root;
error_log stderr;
pid {folder}/nginx.pid;
events {{}}
http {{
    types {{ text/css css; text/javascript js; image/svg+xml svg; image/png png; }}
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


class NginxServer:
    """Starts at once, in front of a site; :meth:`wait` until it listens."""

    def __init__(self, program: str, folder: Path, site: ServedSite) -> None:
        self.port, self.plain_port = find_free_port(), find_free_port()
        chain, _ = make_certificate(folder, NAME)
        self.address = Address(self.port, NAME, trusting(chain))
        self.log_file = folder / "sinch-sample.log"
        (folder / "site.conf").write_text(self._site(folder, site.port))
        (folder / "nginx.conf").write_text(MAIN.format(folder=folder))
        self.errors = folder / "errors.txt"
        with self.errors.open("wb") as errors:
            command = [program, "-e", "stderr", "-p", str(folder), "-c", f"{folder}/nginx.conf"]
            self.process = subprocess.Popen(command, stdout=errors, stderr=errors)

    def wait(self) -> "NginxServer":
        wait_until(self._listens, seconds=TIMEOUT_SECONDS)
        return self

    def _site(self, folder: Path, upstream_port: int) -> str:
        """The published file, with what its first lines say to replace, and our ports."""
        text = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
        for old, new in {
            "listen 80": f"listen 127.0.0.1:{self.plain_port}",
            "listen 443": f"listen 127.0.0.1:{self.port}",
            "127.0.0.1:5000": f"127.0.0.1:{upstream_port}",
            "/srv/sinch-sample": str(ROOT),
            "/var/log/nginx": str(folder),
            CERTIFICATES: str(folder),
        }.items():
            assert old in text, old
            text = text.replace(old, new)
        return text

    def _listens(self) -> bool:
        assert self.process.poll() is None, self.errors.read_text()
        try:
            self.address.connect().close()
        except OSError:
            return False
        return True

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=10)
