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
    hosts = ", ".join(settings.web.trusted_hosts) or "any name (TRUSTED_HOSTS)"
    counted = "in Redis" if settings.redis_url else "by each process for itself (REDIS_URL)"
    return [
        find_https(settings),
        Finding("answers to", hosts),
        Finding("rate limits", f"counted {counted}"),
        find_debugger(settings),
        find_instance_folder(),
    ]


def find_https(settings: Settings) -> Finding:
    proxies = f"proxies in front of us: {settings.trusted_proxies}"
    if settings.web.is_https:
        return Finding("HTTPS", f"on, {proxies} (TRUSTED_PROXIES)")
    if settings.is_sandbox or is_loopback(settings.host):
        return Finding("HTTPS", "off")
    cure = "Passwords and cookies go over the network as they are: put TLS in front, HTTPS=on."
    return Finding("HTTPS", f"off, on {settings.host}", cure)


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
