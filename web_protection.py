"""What Flask and its extensions are told for the site's protection, in one place."""

from ipaddress import ip_address

import click
from flask import Flask

from config import Settings, SettingsError
from models.session import REMEMBERED_LIFETIME
from session_cookie import AgelessSessionInterface
from steady_memory import SteadyMemoryStorage

COOKIE_NAME = "sinch_sample_session"
DEFAULT_PORT = 5000
REDIS_SECONDS = 1
IN_MEMORY = SteadyMemoryStorage.STORAGE_SCHEME[0]


def protect(app: Flask, settings: Settings) -> None:
    """Configure cookies, hosts and rate limits.

    :raises config.SettingsError: the debugger would be open to other machines.
    """
    refuse_open_debugger(app, settings.host)
    app.session_interface = AgelessSessionInterface()
    app.config.update(
        SESSION_COOKIE_NAME=cookie_name(settings),
        SESSION_COOKIE_SECURE=settings.web.is_https,
        SESSION_COOKIE_SAMESITE="Lax",
        # As long as the login session in the database lives; no answer makes it longer.
        PERMANENT_SESSION_LIFETIME=REMEMBERED_LIFETIME,
        SESSION_REFRESH_EACH_REQUEST=False,
        TRUSTED_HOSTS=list(settings.web.trusted_hosts) or None,
        # A calling page stays open for hours; the token lives as long as the session.
        WTF_CSRF_TIME_LIMIT=None,
        RATELIMIT_STORAGE_URI=settings.redis_url or f"{IN_MEMORY}://",
        RATELIMIT_STORAGE_OPTIONS=redis_options(settings),
        # While Redis is away each process counts for itself, and none fails for it.
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=True,
        RATELIMIT_SWALLOW_ERRORS=True,
    )


def cookie_name(settings: Settings) -> str:
    """Cookies ignore ports: two of these sites on one machine would log each other out."""
    if settings.web.is_https:
        return f"__Host-{COOKIE_NAME}"  # browsers take it from this very host alone
    return COOKIE_NAME if settings.port == DEFAULT_PORT else f"{COOKIE_NAME}_{settings.port}"


def redis_options(settings: Settings) -> dict[str, int]:
    if settings.redis_url is None:
        return {}
    return {"socket_connect_timeout": REDIS_SECONDS, "socket_timeout": REDIS_SECONDS}


def refuse_open_debugger(app: Flask, host: str) -> None:
    """Whoever reaches the debugger runs programs on this machine, so nobody else may reach it."""
    context = click.get_current_context(silent=True)  # flask run --host ...
    host = (context and context.params.get("host")) or host
    if app.debug and not is_loopback(host):
        raise SettingsError([f"  FLASK_DEBUG (--debug) is for HOST=127.0.0.1 alone, not {host}."])


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
