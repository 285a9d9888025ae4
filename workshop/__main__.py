"""`make lan`: serves the sandbox to the machines of one network, over HTTPS.

HOST and PORT count when they stand before the command; those in .env are for `make run`.
"""

import os
import signal
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from app import ROOT, create_app, read_env_file
from config import Settings, SettingsError, read_mode
from settings_reader import SettingsReader
from workshop.announcement import announce
from workshop.certificate import fingerprint_of, keep_certificate
from workshop.errors import CannotServe
from workshop.place import OF_THIS_MACHINE, Place, find_place, listen
from workshop.server import serve

DEFAULT_PORT = "8443"
LIVE_MODE = (
    "A workshop is for the sandbox alone, but the settings say live mode. SINCH_MODE=sandbox make"
    " lan serves the sandbox; for live mode put a web server with HTTPS in front (docs/live.md)."
)


def main() -> int:
    try:
        from_file = read_env_file(ROOT / ".env")
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    ours = {name: from_file[name] for name in from_file.keys() - {"HOST", "PORT"}}
    return run({**ours, **os.environ})


def run(environ: Mapping[str, str], *, instance_path: str | None = None) -> int:
    """Serve until Ctrl-C or SIGTERM; returns the exit status."""
    # SIGTERM goes Ctrl-C's way, also where that is ignored: in the background of a script.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        serve_workshop(environ, instance_path=instance_path)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    except CannotServe as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    return 0


def serve_workshop(environ: Mapping[str, str], *, instance_path: str | None) -> None:
    """Serve until Ctrl-C.

    :raises CannotServe: live mode, no address, or a port that is taken.
    :raises config.SettingsError: the settings have faults.
    """
    refuse_live_mode(environ)
    place = find_place(environ.get("HOST", "").strip())
    app = create_app(workshop_settings(environ, place), instance_path=instance_path)
    settings: Settings = app.config["SETTINGS"]
    listener = listen(place.host, settings.port)
    folder = Path(app.instance_path)
    certificate = keep_certificate(folder, place.names, now=datetime.now(UTC))
    print(announce(place.hosts, settings.port, fingerprint_of(certificate)), end="", flush=True)
    serve(app, listener, certificate)


def refuse_live_mode(environ: Mapping[str, str]) -> None:
    with SettingsReader(environ) as read:
        if read_mode(read) == "live":
            raise CannotServe(LIVE_MODE)


def workshop_settings(environ: Mapping[str, str], place: Place) -> dict[str, str]:
    """The person's settings, with those that follow from the front and its certificate."""
    hosts = [*place.hosts, *OF_THIS_MACHINE, environ.get("TRUSTED_HOSTS", "")]
    return {
        **environ,
        "HOST": place.host or "0.0.0.0",  # noqa: S104 - so that the debugger is refused
        "PORT": environ.get("PORT", "").strip() or DEFAULT_PORT,
        "HTTPS": "on",
        "HSTS_SECONDS": "0",  # it would make the warning about the certificate final
        "TRUSTED_PROXIES": "0",  # the front says who asks, without headers
        "TRUSTED_HOSTS": ",".join(filter(str.strip, hosts)),
    }


if __name__ == "__main__":
    sys.exit(main())
