"""The classic SDK's instances live in one process: with several, it is refused in words."""

from tests.sandbox.classic.client import Tab


def test_the_classic_sdk_is_refused_with_the_cure(site):
    site.window(site.person()), site.window(site.person())  # both processes are alive
    tab = Tab(site, site.person("Alice"))

    refused = tab.as_user("POST", "/instance", {"expiresIn": 31536000}, tab.ticket())

    assert (refused.status, refused.body["errorCode"]) == (503, 50301)
    assert "set PROCESSES=1, or use the current SDK" in refused.body["message"]


def test_the_classic_sdk_hears_the_time_all_the_same(site):
    answer = site.app.test_client().get("/sandbox/classic/timestamp/")

    assert answer.status_code == 200
