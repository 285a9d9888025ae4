"""Who runs the classic SDK is online until the page closes."""

from tests.sandbox.site import wait_until


def online_user_ids(site):
    return site.app.extensions["online_user_ids"]()


def test_who_has_started_is_online(site, alice):
    assert alice.person.user_id in online_user_ids(site)


def test_who_closes_the_page_goes_offline(site, alice):
    alice.vanish()

    wait_until(lambda: alice.person.user_id not in online_user_ids(site))


def test_who_comes_back_is_online_again(site, alice):
    alice.vanish()
    wait_until(lambda: alice.person.user_id not in online_user_ids(site))

    alice.start(like=alice)

    assert alice.person.user_id in online_user_ids(site)
