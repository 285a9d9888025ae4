"""Content-Security-Policy and its neighbours, on every answer."""

from flask import Flask, Response, request

from classic_hosts import signalling_origins
from extensions import current_settings
from sdk_file import STAND_IN, find_sdk_file

# What every page gets.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "media-src": "'self' blob:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}


def in_one_line(policy: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())


USUAL_POLICY = in_one_line(POLICY)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Flask-WTF needs the Referer of our own pages on HTTPS, so "no-referrer" would break forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Devices for ourselves alone; the camera for the page with video calls alone.
DEVICES = "microphone=(self), camera={camera}, geolocation=(), payment=(), usb=()"
CALLING_PAGE = "pages.show_call"

# The same for everybody, so a browser may keep them.
FILES = ("static", "pages.send_service_worker", "pages.send_manifest")


def register_security_headers(app: Flask) -> None:
    app.after_request(add_security_headers)


def add_security_headers(response: Response) -> Response:
    is_calling_page = request.endpoint == CALLING_PAGE
    response.headers["Content-Security-Policy"] = (
        policy_of_calling_page() if is_calling_page else USUAL_POLICY
    )
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    camera = "(self)" if is_calling_page else "()"
    response.headers["Permissions-Policy"] = DEVICES.format(camera=camera)
    hsts_seconds = current_settings().web.hsts_seconds
    if hsts_seconds and request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={hsts_seconds}"
    if request.endpoint not in FILES:
        # Without it, Back after logging out shows the pages of the person who was logged in.
        response.headers["Cache-Control"] = "no-store"
    return response


def policy_of_calling_page() -> str:
    """The policy of the page that may load and talk to Sinch's SDK from elsewhere."""
    policy = dict(POLICY)
    settings = current_settings()
    sdk_url = find_sdk_file(settings).url
    if not sdk_url.startswith("/"):
        policy["script-src"] += f" {sdk_url.partition('?')[0]}"  # a policy names no query
    if not settings.is_sandbox:
        policy["connect-src"] += f" {sinch_hosts(settings.environment_host)}"
    elif not sdk_url.endswith(STAND_IN):
        # It may be the classic SDK, which reaches the sandbox under several names.
        policy["connect-src"] += "".join(
            f" {origin}" for origin in signalling_origins(request.scheme, request.host)
        )
    return in_one_line(policy)


def sinch_hosts(environment_host: str) -> str:
    """What the SDK talks to in live mode: REST and signalling, and nothing outside Sinch."""
    hosts = ["*.sinch.com"]
    if not environment_host.endswith(".sinch.com"):
        hosts.append(environment_host)
    return " ".join(f"https://{host} wss://{host}" for host in hosts)
