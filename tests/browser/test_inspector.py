"""The ticket inspector: paste, read the verdict, in wide and in narrow windows."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person

FETCH_TICKET = """async (form) => {
  const token = document.querySelector('meta[name="csrf-token"]').content;
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
  const answer = await fetch("/api/ticket", {
    method: "POST", headers, body: JSON.stringify({ form }),
  });
  return (await answer.json()).ticket;
}"""


def inspect(person: Person, pasted: str) -> Page:
    page = person.page
    page.get_by_role("link", name="Inspector").click()
    page.get_by_label("Credential").fill(pasted)
    page.get_by_role("button", name="Explain").click()
    return page


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    ("form", "verdict"),
    [("registrationToken", "Good: a registration token"), ("userTicket", "Good: a user ticket")],
)
def test_a_pasted_credential_gets_its_verdict_and_its_parts(
    new_person: NewPerson, form: str, verdict: str, width: int
) -> None:
    person = new_person(viewport={"width": width, "height": 800}).sign_in("Alice")

    page = inspect(person, person.page.evaluate(FETCH_TICKET, form))

    expect(page.get_by_role("heading", name=verdict)).to_be_visible()
    expect(page.get_by_role("definition").filter(has_text="alice").first).to_be_visible()
    expect(page.get_by_label("Credential")).to_be_empty()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.url == f"{person.url}/ticket-inspector"


def test_a_changed_credential_is_shown_with_its_fault(new_person: NewPerson) -> None:
    person = new_person(viewport={"width": 360, "height": 800}).sign_in("Alice")
    ticket = person.page.evaluate(FETCH_TICKET, "userTicket")

    page = inspect(person, ticket.partition(":")[0] + ":" + "A" * 43 + "=")

    expect(page.get_by_role("heading", name="Not good: a user ticket")).to_be_visible()
    expect(page.get_by_text("signed with another secret")).to_be_visible()
    expect(page.get_by_text("unverified").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
