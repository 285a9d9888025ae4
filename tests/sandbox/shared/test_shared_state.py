"""What all processes must agree on: used tokens, ended sessions, who is online."""

import pytest

from app import create_app
from models import Session
from tests.sandbox.shared.twins import Twins, dispose
from tests.sandbox.site import Site, wait_until


@pytest.fixture
def own_twins(redis_url, tmp_path):
    with Twins(redis_url, str(tmp_path)) as twins:
        yield twins


def test_the_end_of_a_session_closes_its_windows_in_all_processes(site):
    alice = site.person("Alice")
    here, there = site.window(alice), site.window(alice)

    with site.app.app_context():
        Session.end(alice.session_id)

    assert (here.hear_close(), there.hear_close()) == (4401, 4401)


def test_a_command_that_ends_a_session_closes_its_windows_too(site, redis_url):
    alice = site.person("Alice")
    windows = site.window(alice), site.window(alice)
    app = create_app({"REDIS_URL": redis_url}, instance_path=site.app.instance_path)

    with app.app_context():
        Session.end(alice.session_id)

    assert [window.hear_close() for window in windows] == [4401, 4401]
    assert not app.extensions["sandbox"].hub.membership.process, "it took part itself"
    dispose(app)


def test_every_process_knows_who_is_online_anywhere(site):
    alice, bob = site.person("Alice"), site.person("Bob")
    alices, _bobs = site.window(alice), site.window(bob)
    asked = [one.app.extensions["online_user_ids"] for one in site.sites]
    assert all({alice.user_id, bob.user_id} <= online() for online in asked)

    alices.close()

    wait_until(lambda: all(alice.user_id not in online() for online in asked))
    assert all(bob.user_id in online() for online in asked)


def leads(site: Site) -> bool:
    return site.reception.hub.membership.leadership is not None


def test_a_token_is_good_for_one_registration_also_under_the_next_leader(own_twins):
    alice = own_twins.person("Alice")
    token = own_twins.token(alice.user_id)
    window = own_twins.connect(cookie=alice.cookie)
    window.say(own_twins.registration(alice.user_id, token))
    assert window.hear()["type"] == "registered"

    leader = next(one for one in own_twins.sites if leads(one))
    (other,) = (one for one in own_twins.sites if one is not leader)
    other.window(own_twins.person("Bob"))
    leader.reception.close()
    wait_until(lambda: leads(other))
    again = other.connect(cookie=alice.cookie)
    again.say(own_twins.registration(alice.user_id, token))

    assert again.hear()["code"] == "nonce_used"


def test_a_token_used_in_the_wrong_name_stays_good(site):
    alice, mallory = site.person("Alice"), site.person("Mallory")
    registration = site.registration(alice.user_id)
    stranger = site.connect(cookie=mallory.cookie)
    stranger.say(registration)
    assert stranger.hear()["code"] == "wrong_user"

    alices = site.connect(cookie=alice.cookie)
    alices.say(registration)

    assert alices.hear()["type"] == "registered"
