"""/callbacks: who sees which deliveries."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from models import User
from refused_callbacks import RefusedCallbacks
from tests.blueprints.deliveries import PATH, add_call, add_delivery, deliveries, refuse
from tests.conftest import Browser


@pytest.fixture(autouse=True)
def no_refused_callbacks(app: Flask) -> None:
    app.extensions["refused_callbacks"] = RefusedCallbacks()


@pytest.fixture
def live_mode(app: Flask) -> Iterator[None]:
    """What the routes make of live mode; the sandbox stays mounted."""
    settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(settings, mode="live")
    yield
    app.config["SETTINGS"] = settings


@pytest.mark.usefixtures("live_mode")
def test_in_live_mode_people_see_the_callbacks_of_their_own_calls_only(
    app: Flask, client: Browser, other_client: Browser, alice: User, bob: User
) -> None:
    client.log_in(alice)
    other_client.log_in(bob)
    add_call("to-bob")
    add_call("to-phone", kind="app-to-phone", callee="+46701740605")
    add_call("from-phone", kind="phone-to-app", caller="+46701740605", callee="bob")
    for call_id in ("to-bob", "to-phone", "from-phone", "unknown"):
        add_delivery(call_id)
    refuse(app)

    seen = [{item["callId"] for item in deliveries(each)} for each in (client, other_client)]

    assert seen == [{"to-bob", "to-phone"}, {"to-bob", "from-phone"}]
    assert deliveries(other_client, "?call=to-phone") == []


@pytest.mark.usefixtures("live_mode")
def test_a_phone_whose_number_is_a_word_is_not_the_user_of_that_name(
    client: Browser, alice: User
) -> None:
    client.log_in(alice)
    add_call("from-phone", kind="phone-to-app", caller="alice", callee="bob")
    add_call("to-phone", kind="app-to-phone", caller="bob", callee="alice")
    add_call("odd", kind="", caller="alice", callee="alice")
    for call_id in ("from-phone", "to-phone", "odd"):
        add_delivery(call_id)

    assert deliveries(client) == []


@pytest.mark.usefixtures("live_mode")
def test_a_refused_call_is_its_callers_alone(
    client: Browser, other_client: Browser, alice: User, bob: User
) -> None:
    client.log_in(alice)
    other_client.log_in(bob)
    add_call(refusal="There is no account that may place this call.")
    add_delivery()

    assert [len(deliveries(each)) for each in (client, other_client)] == [1, 0]


def test_in_the_sandbox_everybody_sees_everything(client: Browser, bob: User) -> None:
    client.log_in(bob)
    add_call(callee="carol")
    add_delivery()
    add_delivery("no-call", "notify")

    assert len(deliveries(client)) == 2


def test_the_page_and_its_data_are_for_people_who_are_logged_in(client: Browser) -> None:
    assert client.get("/callbacks").location == "/login?next=/callbacks"
    assert client.get(PATH).status_code == 401
