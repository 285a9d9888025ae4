"""Stands in for Sinch on this machine: mounted in sandbox mode only. See docs/sandbox.md."""

from functools import partial
from pathlib import Path

from flask import Flask

from config import Settings
from extensions import csrf, session_ended, ticket_issued
from sandbox import sign_in, signalling
from sandbox.callback_queue import CallbackQueue
from sandbox.callback_sender import CallbackSender
from sandbox.classic import rest as classic_rest
from sandbox.classic import signalling as classic_signalling
from sandbox.classic.office import open_office
from sandbox.classic.registrar import People
from sandbox.directory import find_user
from sandbox.front import Front
from sandbox.hub import Hub
from sandbox.instance_lock import InstanceLock
from sandbox.login_sessions import find_owner, find_session, is_session_alive
from sandbox.reception import Reception
from sandbox.shared.branch import Branch
from sandbox.shared.link import Link
from sandbox.switchboard import Switchboard

CALLBACK_THREADS = 4


def init_app(app: Flask) -> None:
    """Mount the sandbox; it starts no thread before its first connection."""
    settings: Settings = app.config["SETTINGS"]
    reception = Reception(make_front(app, settings), settings.application)
    app.extensions["sandbox"] = reception
    app.extensions["online_user_ids"] = reception.hub.online_user_ids
    app.config["SOCK_SERVER_OPTIONS"] = signalling.WEBSOCKET_OPTIONS
    app.register_blueprint(signalling.bp)
    app.register_blueprint(sign_in.bp)
    session_ended.connect(reception.note_session_ended, app)
    mount_classic(app, reception)


def make_front(app: Flask, settings: Settings) -> Front:
    """The one process has the hub; of several, the one that leads."""
    if settings.redis_url is None:
        return make_hub(app, settings, InstanceLock(Path(app.instance_path) / "sandbox.lock"))
    return Branch(
        Link(settings.redis_url, settings.application.key), partial(make_hub, app, settings)
    )


def make_hub(app: Flask, settings: Settings, instance_lock: InstanceLock | None = None) -> Hub:
    send = CallbackSender(app, settings.application, find_user)
    # SQLite lets one in at a time who writes: more would wait for each other, some in vain.
    threads = 1 if settings.database_url.startswith("sqlite") else CALLBACK_THREADS
    callbacks = CallbackQueue(send, threads=threads)
    return Hub(Switchboard(), callbacks, instance_lock=instance_lock)


def mount_classic(app: Flask, reception: Reception) -> None:
    """Speak the language of the classic SDK as well."""
    office = open_office(reception, People(find_owner, find_session, is_session_alive))
    app.extensions["sandbox_classic"] = office
    for bp in (classic_rest.bp, classic_signalling.bp):
        csrf.exempt(bp)  # they look at no cookie: each request proves itself
        app.register_blueprint(bp)
    session_ended.connect(office.desk.note_session_ended, app)
    ticket_issued.connect(office.registrar.tickets.note, app)
