"""The page of a virtual phone."""

import pytest

from app import create_app
from tests.sandbox.wire import CALLER_IDENTIFIER, PHONE


def test_anyone_opens_the_page_of_a_virtual_phone(client):
    page = client.get(f"/sandbox/phone/{PHONE}")

    assert page.status_code == 200
    assert f'data-number="{PHONE}"' in page.text


def test_the_page_offers_to_call_the_number_of_the_application(client):
    page = client.get(f"/sandbox/phone/{PHONE}")

    assert f'value="{CALLER_IDENTIFIER}"' in page.text


def test_a_number_spelled_differently_leads_to_its_one_page(client):
    answer = client.get("/sandbox/phone/+46 70-174 06 05")

    assert (answer.status_code, answer.location) == (302, f"/sandbox/phone/{PHONE}")


@pytest.mark.parametrize("number", ["hello", "46701740605", "+46000000000", "+4"])
def test_there_is_no_page_for_other_numbers(client, number):
    assert client.get(f"/sandbox/phone/{number}").status_code == 404


def test_a_page_is_no_websocket_and_the_other_way_round(client):
    assert client.get("/sandbox/signalling").status_code == 400
    assert client.get(f"/sandbox/phone/{PHONE}/signalling").status_code == 400


def test_live_mode_has_no_sandbox(live_environ, tmp_path):
    app = create_app(live_environ, instance_path=str(tmp_path))

    rules = [rule.rule for rule in app.url_map.iter_rules()]

    assert not [rule for rule in rules if rule.startswith("/sandbox")]
    assert app.extensions.keys().isdisjoint({"sandbox", "online_user_ids"})
