"""The environment, read and checked once.

:meth:`Settings.from_env` gathers every fault and raises once, so that a person mends a fresh
``.env`` in one go. Afterwards the settings are frozen.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from calling.caps import PhoneCaps
from credentials import Application, CredentialError
from credentials.application import decode_secret
from instance_secrets import InstanceSecrets, load_instance_secrets
from phone_settings import (
    read_caller_identifier,
    read_max_duration,
    read_people_calls,
    read_phone_caps,
    read_phone_regions,
    read_rented_numbers,
)
from server_settings import ServerSettings, read_server_settings
from settings_reader import SettingsError, SettingsReader
from storage_settings import read_database_url, read_redis_url
from web_settings import WebSettings, read_web_settings

__all__ = ["Settings", "SettingsError"]

MIN_SECRET_KEY_LENGTH = 32

HOST_NAME = re.compile(r"(?=.{1,253}\Z)[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
INTEGRITY = re.compile(r"sha(256|384|512)-[A-Za-z0-9+/]+={0,2}")
SAMPLE_SECRET_KEY = re.compile(
    r"(change|replace)[-_ ]?(it|me|this)|placeholder|your[-_ ]", re.IGNORECASE
)
SDK_URL = re.compile(r"(https://|http://(127\.0\.0\.1|localhost)[:/]|/)[^\s\"'<>;,]+")
USERNAME = re.compile(r"[a-z0-9][a-z0-9_-]{2,31}")


@dataclass(frozen=True)
class Settings:
    """What the environment decides; built once in create_app(), then only read."""

    mode: Literal["sandbox", "live"]
    application: Application
    previous_application: Application | None  # signs callbacks until Sinch knows a new secret
    secret_key: str = field(repr=False)
    database_url: str = field(repr=False)  # may hold a password, as may the next
    redis_url: str | None = field(repr=False)
    environment_host: str
    sdk_url: str | None  # None: static/sinch.min.js if there is one, else the mode's default
    sdk_integrity: str | None
    caller_identifier: str | None  # E.164; None switches app-to-phone off
    inbound_user: str | None
    phone_allowed_regions: tuple[str, ...]  # country codes; none: only Sinch's test numbers
    phone_max_duration_seconds: int
    people_calls_per_hour: int  # of one user
    phone_caps: PhoneCaps
    rented_numbers: tuple[str, ...] | None  # that people may take; None: any ordinary number
    registration_code: str | None = field(repr=False)  # None: anybody may create an account
    host: str
    port: int
    trusted_proxies: int
    web: WebSettings
    server: ServerSettings

    @property
    def is_sandbox(self) -> bool:
        return self.mode == "sandbox"

    @classmethod
    def from_env(cls, environ: Mapping[str, str], *, instance_path: str | Path) -> "Settings":
        """Read and check the settings.

        :param environ: the environment, with ``.env`` already merged in.
        :param instance_path: folder that keeps what sandbox mode makes by itself.
        :raises SettingsError: once, with every fault and its cure.
        """
        with SettingsReader(environ) as read:
            mode = read_mode(read)
            is_sandbox = mode == "sandbox"
            host = read.text("HOST") or "127.0.0.1"
            hops = read.number("TRUSTED_PROXIES", default=0, lowest=0, highest=10)
            kept = load_instance_secrets(instance_path) if is_sandbox else None
            application = read_application(read, kept)
            redis_url = read_redis_url(read)
            return cls(
                mode=mode,
                application=application,
                previous_application=read_previous_application(read, application),
                secret_key=read_secret_key(read, kept),
                database_url=read_database_url(read, instance_path),
                redis_url=redis_url,
                environment_host=read_environment_host(read),
                sdk_url=read_sdk_url(read),
                sdk_integrity=read_sdk_integrity(read),
                caller_identifier=read_caller_identifier(read, is_sandbox=is_sandbox),
                inbound_user=read_inbound_user(read),
                phone_allowed_regions=read_phone_regions(read, is_sandbox=is_sandbox),
                phone_max_duration_seconds=read_max_duration(read),
                people_calls_per_hour=read_people_calls(read, is_sandbox=is_sandbox),
                phone_caps=read_phone_caps(read, is_sandbox=is_sandbox),
                rented_numbers=read_rented_numbers(read, is_sandbox=is_sandbox),
                registration_code=read.text("REGISTRATION_CODE"),
                host=host,
                port=read.number("PORT", default=5000, lowest=1, highest=65535),
                trusted_proxies=hops,
                web=read_web_settings(read, is_sandbox=is_sandbox, host=host, has_proxies=hops > 0),
                server=read_server_settings(read, is_sandbox=is_sandbox, has_redis=bool(redis_url)),
            )


def read_mode(read: SettingsReader) -> Literal["sandbox", "live"]:
    """Live needs both keys; with one of them the person meant live and forgot the other."""
    mode = read.text("SINCH_MODE")
    has_key = read.text("SINCH_APPLICATION_KEY") is not None
    has_secret = read.text("SINCH_APPLICATION_SECRET") is not None
    if mode not in (None, "sandbox", "live"):
        read.fault("SINCH_MODE is sandbox or live; without it both keys decide.")
    if has_key != has_secret:
        missing = "SINCH_APPLICATION_SECRET" if has_key else "SINCH_APPLICATION_KEY"
        read.fault(f"{missing} is missing: set both keys for live mode, none for the sandbox.")
    elif mode == "live" and not has_key:
        read.fault(
            "SINCH_MODE=live needs SINCH_APPLICATION_KEY and SINCH_APPLICATION_SECRET:"
            " copy both from the Sinch dashboard."
        )
    if mode == "live" or (mode is None and (has_key or has_secret)):
        return "live"
    return "sandbox"


def read_application(read: SettingsReader, kept: InstanceSecrets | None) -> Application:
    key = read.unstripped("SINCH_APPLICATION_KEY")
    secret = read.unstripped("SINCH_APPLICATION_SECRET")
    if kept and key is None and secret is None:
        return Application.from_text(kept.application_key, kept.application_secret)
    if key is not None and secret is not None:
        try:
            return Application.from_text(key, secret)
        except CredentialError as error:
            read.fault(str(error))
    return Application(key="", secret=b"")  # never used: a fault is noted by now


def read_previous_application(read: SettingsReader, application: Application) -> Application | None:
    """While the secret is changed, Sinch signs callbacks with the old one for a while."""
    secret = read.unstripped("SINCH_APPLICATION_SECRET_PREVIOUS")
    if secret is None:
        return None
    try:
        return replace(application, secret=decode_secret(secret))
    except CredentialError as error:
        fault = str(error)
        read.fault(fault.replace("SINCH_APPLICATION_SECRET", "SINCH_APPLICATION_SECRET_PREVIOUS"))
    return None


def read_secret_key(read: SettingsReader, kept: InstanceSecrets | None) -> str:
    secret_key = read.text("SECRET_KEY")
    if kept:
        return secret_key or kept.secret_key
    if secret_key is None or not is_random(secret_key):
        read.fault(
            "SECRET_KEY must be set in live mode, random, 32 characters or more: make one with"
            ' python3 -c "import secrets; print(secrets.token_hex(32))".'
        )
    return secret_key or ""


def is_random(secret_key: str) -> bool:
    is_long = len(secret_key) >= MIN_SECRET_KEY_LENGTH and len(set(secret_key)) >= 8
    return is_long and not SAMPLE_SECRET_KEY.search(secret_key)


def read_environment_host(read: SettingsReader) -> str:
    default = "ocra.api.sinch.com"
    rule = f"is a host name such as {default}, without https://"
    return read.matching("SINCH_ENVIRONMENT_HOST", HOST_NAME, rule) or default


def read_inbound_user(read: SettingsReader) -> str | None:
    rule = "is the username of an account of this site"
    return read.matching("SINCH_INBOUND_USER", USERNAME, rule)


def read_sdk_url(read: SettingsReader) -> str | None:
    rule = "is an https:// address or a path that begins with /"
    return read.matching("SINCH_SDK_URL", SDK_URL, rule)


def read_sdk_integrity(read: SettingsReader) -> str | None:
    return read.matching("SINCH_SDK_INTEGRITY", INTEGRITY, "looks like sha384- and base64")
