"""Rows and refusals to look at, without the requests that make them."""

import json
from dataclasses import replace
from typing import Any

from flask import Flask

from extensions import db
from models import CallbackDelivery, SinchCall
from models.utc_datetime import utc_now
from refused_callbacks import RefusedCallback
from tests.conftest import Browser

PATH = "/api/callbacks"


def add_delivery(call_id: str = "call-1", event: str = "ice", **changes: Any) -> CallbackDelivery:
    values = {
        "received_at": utc_now(),
        "last_received_at": utc_now(),
        "event": event,
        "sinch_call_id": call_id,
        "delivery_key": call_id,
        "request_headers": json.dumps({"Content-Type": "application/json", "x-timestamp": "now"}),
        "request_body": json.dumps({"event": event, "callid": call_id}),
        "status": 200,
        "answer": '{"instructions":[],"action":{"name":"hangup"}}',
    }
    delivery = CallbackDelivery(**(values | changes))
    db.session.add(delivery)
    db.session.commit()
    return delivery


def add_call(call_id: str = "call-1", **changes: Any) -> None:
    values = {"kind": "app-to-app", "caller": "alice", "callee": "bob"}
    db.session.add(SinchCall(sinch_call_id=call_id, **(values | changes)))
    db.session.commit()


def refuse(app: Flask, body: str = '{"event": "ice", "callid": "call-1"}', **changes: Any) -> None:
    refused = RefusedCallback(
        utc_now(), 401, "signature-mismatch", "The signature does not fit.", {"x": "y"}, body
    )
    app.extensions["refused_callbacks"].add(replace(refused, **changes))


def deliveries(client: Browser, query: str = "") -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = client.get(PATH + query).json["deliveries"]
    return told
