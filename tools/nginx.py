"""Finds the nginx that deploy/nginx.conf is tested with, or fetches it from Debian."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UNPACKED = ROOT / "test-results" / "nginx"
# Where it is installed, which is not always in everybody's PATH.
USUAL_PLACES = ("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin", "/usr/local/bin")
NOT_FOUND = (
    "nginx is missing (Debian: sudo apt install nginx; elsewhere from nginx.org; or set NGINX to"
    " the program's path)"
)


def find_nginx(environ: Mapping[str, str]) -> str | None:
    """The path of an nginx that starts, or None.

    :param environ: ``NGINX`` in it goes before all else and is not doubted.
    """
    return environ.get("NGINX") or next(filter(_starts, _candidates(environ)), None)


def fetch_nginx(environ: Mapping[str, str]) -> None:
    """Where there is none but Debian's packages, unpack one into test-results/.

    It is not installed: that would start a server on port 80 of this machine.
    """
    if find_nginx(environ) or not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        return
    print("Fetching nginx (once) ...", flush=True)
    UNPACKED.mkdir(parents=True, exist_ok=True)
    if not _download() and os.geteuid() == 0:  # perhaps the list of packages is missing, or old
        _run("apt-get", "-qq", "update")
        _download()
    for package in UNPACKED.glob("nginx_*.deb"):
        _run("dpkg-deb", "-x", package.name, ".")


def _candidates(environ: Mapping[str, str]) -> Iterator[str]:
    path = os.pathsep.join((environ.get("PATH", ""), *USUAL_PLACES, str(UNPACKED / "usr/sbin")))
    found = shutil.which("nginx", path=path)
    if found:
        yield found


def _starts(program: str) -> bool:
    return subprocess.run([program, "-v"], capture_output=True, timeout=60).returncode == 0


def _download() -> bool:
    return _run("apt-get", "-qq", "download", "nginx") == 0


def _run(*command: str) -> int:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, cwd=UNPACKED, env=quiet, stderr=subprocess.DEVNULL).returncode
