"""What ``flask sinch doctor`` says about the site on the web, and about the disk below it."""

import os
import shutil

from flask import current_app

from cli.finding import Finding
from config import Settings
from extensions import current_settings
from web_protection import is_loopback

LEAST_FREE_BYTES = 100_000_000


def find_web() -> list[Finding]:
    settings = current_settings()
    return [
        find_https(settings),
        find_hosts(settings),
        find_counting(settings),
        find_debugger(settings),
        find_instance_folder(),
    ]


def find_https(settings: Settings) -> Finding:
    if settings.web.is_https:
        proxies = f"proxies in front of us: {settings.trusted_proxies}"
        return Finding("HTTPS", f"on, {proxies} (TRUSTED_PROXIES)", cure=proxies_cure(settings))
    if settings.is_sandbox or is_loopback(settings.host):
        return Finding("HTTPS", "off")
    cure = "Passwords and cookies go over the network as they are: put TLS in front, HTTPS=on."
    return Finding("HTTPS", f"off, on {settings.host}", cure)


def proxies_cure(settings: Settings) -> str:
    """We speak plain http: with HTTPS=on, what others reach is a proxy that ends TLS."""
    # In front of a workshop there is one that hands clients' addresses over by itself.
    if settings.is_sandbox or settings.trusted_proxies or is_loopback(settings.host):
        return ""
    return (
        "TLS must end in a proxy, whose clients then all count as one address, and callbacks of"
        " Sinch may be refused: set TRUSTED_PROXIES=1, and HOST so that nobody gets past the proxy."
    )


def find_hosts(settings: Settings) -> Finding:
    hosts = ", ".join(settings.web.trusted_hosts)
    is_reached = settings.trusted_proxies > 0 or not is_loopback(settings.host)
    advice = "Links are made with whatever name is asked for: set TRUSTED_HOSTS to the site's own."
    if hosts:
        return Finding("answers to", hosts)
    needs_names = is_reached and not settings.is_sandbox
    return Finding("answers to", "any name (TRUSTED_HOSTS)", advice=advice if needs_names else "")


def find_counting(settings: Settings) -> Finding:
    if settings.redis_url:
        return Finding("rate limits", "counted in Redis")
    processes = settings.server.processes
    advice = (
        f"make serve starts {processes} processes, so limits and waits after wrong passwords let"
        f" through up to {processes} times as much: set REDIS_URL, or PROCESSES=1."
    )
    text = "counted by each process for itself (REDIS_URL)"
    return Finding("rate limits", text, advice=advice if processes > 1 else "")


def find_debugger(settings: Settings) -> Finding:
    if not current_app.debug:
        return Finding("debugger", "off")
    cure = "" if settings.is_sandbox else "Errors show code to everybody: start without --debug."
    return Finding("debugger", "on", cure)


def find_instance_folder() -> Finding:
    path = current_app.instance_path
    if not os.access(path, os.W_OK):
        return Finding("instance folder", path, "It must be writable: give it to this user.")
    free = shutil.disk_usage(path).free
    text = f"{path}, {free // 1_000_000} MB free"
    cure = "The disk is nearly full: make room." if free < LEAST_FREE_BYTES else ""
    return Finding("instance folder", text, cure)
