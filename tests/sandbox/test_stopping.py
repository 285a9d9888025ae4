"""The server stops: windows hear why, and threads end."""

import threading

from app import create_app
from extensions import db
from models import SinchCall
from tests.sandbox import wire
from tests.sandbox.site import Site
from tests.sandbox.wire import PHONE, new_uuid


def test_a_server_that_stops_tells_its_windows(tmp_path):
    app = create_app({}, instance_path=str(tmp_path))

    with Site(app) as site:
        alices = site.window(site.person("Alice"))
        site.reception.close()
        code = alices.hear_close()
        code_of_late_comer = site.connect(cookie=site.person("Bob").cookie).hear_close()
    with app.app_context():
        db.engine.dispose()

    assert (code, code_of_late_comer) == (1012, 1012)


def test_a_server_that_stops_leaves_no_call_open(tmp_path):
    app = create_app({}, instance_path=str(tmp_path))

    with Site(app) as site:
        *_, answered = site.talk()
        ringing, alices = new_uuid(), site.window(site.person("Alice"))
        alices.say(wire.invite(ringing, PHONE))
        assert alices.hear()["type"] == "progressing"
        site.reception.close()

    with app.app_context():
        told = [SinchCall.find(call_id) for call_id in (answered, ringing)]
        ends = [(call.result, call.reason) for call in told]
        db.engine.dispose()
    assert ends == [("ANSWERED", "GENERALERROR"), ("FAILED", "GENERALERROR")]


def test_an_application_starts_no_thread_before_its_first_window(tmp_path):
    before = set(threading.enumerate())

    app = create_app({}, instance_path=str(tmp_path))

    with app.app_context():
        db.engine.dispose()
    assert set(threading.enumerate()) == before
