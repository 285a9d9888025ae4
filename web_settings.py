"""The settings that protect the site on the web: who may ask, how often, over what."""

import re
from dataclasses import dataclass

from classic_hosts import find_signalling_hosts
from settings_reader import SettingsReader

SWITCH = re.compile("on|off")
HOSTS = re.compile(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*( *, *\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*)*")
TWO_YEARS_IN_SECONDS = 2 * 365 * 24 * 3600
LOOPBACK_HOSTS = ("127.0.0.1", "localhost")


@dataclass(frozen=True)
class WebSettings:
    """Read by :func:`read_web_settings`, as a part of the settings."""

    is_https: bool  # what browsers see; TLS ends in front of us
    hsts_seconds: int  # 0: no Strict-Transport-Security
    trusted_hosts: tuple[str, ...]  # the names that this site answers to; empty: any
    logins_per_minute: int  # of one address, as the next
    registrations_per_hour: int
    credentials_per_minute: int  # of one user, as the next
    reports_per_minute: int


def read_web_settings(
    read: SettingsReader, *, is_sandbox: bool, host: str, has_proxies: bool
) -> WebSettings:
    """Read and check them; a sandbox may be a workshop, where all have one address."""
    default = "off" if is_sandbox else "on"
    is_https = read.matching("HTTPS", SWITCH, "is on or off", default=default) == "on"
    hsts_seconds = read.number("HSTS_SECONDS", default=0, lowest=0, highest=TWO_YEARS_IN_SECONDS)
    if hsts_seconds and not is_https:
        read.fault("HSTS_SECONDS needs HTTPS=on: it would lock browsers out of plain http.")
    trusted_hosts = read_trusted_hosts(read, is_sandbox and not has_proxies, host)
    return WebSettings(
        is_https=is_https,
        hsts_seconds=hsts_seconds,
        trusted_hosts=with_signalling(trusted_hosts) if is_sandbox else trusted_hosts,
        logins_per_minute=read.number(
            "LOGINS_PER_MINUTE", default=1200 if is_sandbox else 30, lowest=1, highest=100_000
        ),
        registrations_per_hour=read.number(
            "REGISTRATIONS_PER_HOUR", default=5000 if is_sandbox else 10, lowest=1, highest=100_000
        ),
        credentials_per_minute=read.number(
            "CREDENTIALS_PER_MINUTE",
            default=100_000 if is_sandbox else 30,
            lowest=1,
            highest=100_000,
        ),
        reports_per_minute=read.number(
            "REPORTS_PER_MINUTE", default=1000 if is_sandbox else 60, lowest=1, highest=100_000
        ),
    )


def read_trusted_hosts(read: SettingsReader, knows_own_names: bool, host: str) -> tuple[str, ...]:
    """The names that are set; else, on this machine alone, its own: no page elsewhere can then
    reach the sandbox by a name of its own that it lets point here (DNS rebinding)."""
    rule = "is a list of host names such as calls.example.com, without https:// and ports"
    hosts = read.matching("TRUSTED_HOSTS", HOSTS, rule)
    if hosts:
        return tuple(name.strip().lower() for name in hosts.split(","))
    return LOOPBACK_HOSTS if knows_own_names and host in LOOPBACK_HOSTS else ()


def with_signalling(names: tuple[str, ...]) -> tuple[str, ...]:
    """Pages of the classic SDK ask for signalling by more names of this machine."""
    others = (other for name in names for other in find_signalling_hosts(name))
    return tuple(dict.fromkeys((*names, *others)))
