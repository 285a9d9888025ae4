"""Which SDK file the calling page loads."""

from dataclasses import dataclass
from pathlib import Path

from flask import current_app, url_for

from config import Settings

OWN_FILE = "sinch.min.js"  # put into static/ by a person
STAND_IN = "sandbox/sinch.min.js"
STAND_IN_MODULES = ("js/sandbox/session.js", "js/sandbox/socket.js")
CDN_URL = "https://cdn.sinch.com/latest/sinch-rtc-min.js"


@dataclass(frozen=True)
class SdkFile:
    url: str
    integrity: str | None  # None: the file may change under us; that of the CDN's "latest" will
    modules: tuple[str, ...] = ()  # in static/, which it has loaded at once


def find_sdk_file(settings: Settings) -> SdkFile:
    """Return the first there is: the setting, a file put into ``static``, the mode's default."""
    if settings.sdk_url:
        return SdkFile(settings.sdk_url, settings.sdk_integrity)
    if Path(current_app.root_path, "static", OWN_FILE).is_file():
        return SdkFile(url_for("static", filename=OWN_FILE), settings.sdk_integrity)
    if settings.is_sandbox:
        return SdkFile(url_for("static", filename=STAND_IN), None, STAND_IN_MODULES)
    return SdkFile(CDN_URL, settings.sdk_integrity)
