"""People in live mode, where nobody but Sinch knows whose phone is on."""

from playwright.sync_api import expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person


def test_people_were_last_seen_and_nobody_is_called_offline(
    alice: Person, new_person: NewPerson
) -> None:
    bob = new_person().register("bob", "Bob")

    entry = bob.page.get_by_role("region", name="People").get_by_role("listitem")

    expect(entry).to_contain_text("Alice")
    expect(entry).to_contain_text("last seen just now")
    expect(entry).not_to_contain_text("online")
