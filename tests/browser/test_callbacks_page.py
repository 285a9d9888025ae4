"""The callback inspector in a real browser, while signed callbacks come in."""

import json
import re

import pytest
from playwright.sync_api import Locator, expect

from cli.callback_request import Answer, Unsigned, send, sign
from cli.callback_sample import SampleCall, sample_event
from cli.callback_tampering import TAMPERINGS
from models.utc_datetime import utc_now
from refused_callbacks import RefusedCallbacks
from tests.browser.axe import expect_accessible
from tests.browser.conftest import NewPerson
from tests.browser.live_server import LiveServer
from tests.browser.person import Person
from times import to_iso

PATH = "/sinch/callbacks"
HOSTILE = "<img src=x onerror=alert(1)>"


class Sinch:
    """Sends signed callbacks to the running site, by HTTP."""

    def __init__(self, server: LiveServer) -> None:
        server.app.extensions["refused_callbacks"] = RefusedCallbacks()
        self.application = server.app.config["SETTINGS"].application
        self.url = server.url + PATH

    def tells(
        self, event: str, call_id: str = "call-1", *, callee: str = "bob", tamper: str = ""
    ) -> Answer:
        now = utc_now()
        call = SampleCall(call_id, "alice", callee, self.application.key)
        body = json.dumps(sample_event(event, call, timestamp=to_iso(now), seconds=12))
        unsigned = Unsigned(self.application, PATH, now, body.encode("ascii"))
        return send(self.url, TAMPERINGS[tamper].spoil(unsigned) if tamper else sign(unsigned))


@pytest.fixture
def sinch(server: LiveServer) -> Sinch:
    return Sinch(server)


@pytest.fixture
def reader(new_person: NewPerson, sinch: Sinch) -> Person:
    """Alice, at the page of the callbacks, with nothing there yet; Bob has an account too."""
    new_person().sign_in("Bob")
    return open_page(new_person().sign_in("Alice"))


def open_page(person: Person) -> Person:
    person.page.get_by_role("link", name="Callbacks").click()
    expect(person.page.get_by_text("No callback has come in yet.")).to_be_visible()
    return person


def rows(person: Person) -> Locator:
    return person.page.get_by_role("listitem")


def row_of(person: Person, event: str) -> Locator:
    return rows(person).filter(has=person.page.get_by_text(event, exact=True))


def open_row(row: Locator) -> None:
    row.locator("summary").click()
    expect(row.get_by_role("heading", name="Request")).to_be_visible()


def test_a_callback_appears_by_itself_with_verdict_request_and_answer(
    reader: Person, sinch: Sinch
) -> None:
    sinch.tells("ice")

    row = row_of(reader, "ICE")
    expect(row).to_contain_text("alice → bob")
    expect(row).to_contain_text("signature good")
    expect(reader.page.get_by_role("status")).to_have_text(
        re.compile(r"1 callback, the newest: ICE at \d\d:\d\d:\d\d\.")
    )
    open_row(row)
    expect(row).to_contain_text('"callid": "call-1"')
    expect(row).to_contain_text("x-timestamp", ignore_case=True)
    expect(row).to_contain_text("Answer 200")
    expect(row).to_contain_text('"name": "connectMxp"')
    expect(reader.page.get_by_text("No callback has come in yet.")).to_be_hidden()


def test_a_repeated_callback_is_counted_in_its_row(reader: Person, sinch: Sinch) -> None:
    for _ in range(3):
        sinch.tells("ice")

    expect(rows(reader)).to_contain_text(["received 3 times"])


def test_a_refused_callback_appears_with_its_reason(reader: Person, sinch: Sinch) -> None:
    answer = sinch.tells("ice", tamper="signature")

    row = rows(reader)
    expect(row).to_contain_text("refused")
    expect(row).not_to_contain_text("signature good")
    open_row(row)
    expect(row).to_contain_text("signed with another secret, or changed on its way")
    expect(row).to_contain_text("Answer 401")
    assert answer.status == 401


def test_a_call_that_the_server_refused_says_why(reader: Person, sinch: Sinch) -> None:
    sinch.tells("ice", callee="+33123456789")

    row = rows(reader)
    expect(row).to_contain_text("call refused")
    open_row(row)
    expect(row).to_contain_text("The call was refused: Calls to FR are not allowed here")
    expect(row).to_contain_text('"name": "hangup"')


def test_what_somebody_reads_stays_as_it_is_when_more_comes(reader: Person, sinch: Sinch) -> None:
    sinch.tells("ice")
    row = row_of(reader, "ICE")
    open_row(row)
    row.get_by_role("link", name="call-1").focus()

    sinch.tells("dice")
    sinch.tells("ice")

    expect(rows(reader)).to_contain_text(["DiCE", "ICE"])
    expect(row).to_contain_text("received 2 times")
    expect(row.get_by_role("heading", name="Request")).to_be_visible()
    expect(row.get_by_role("link", name="call-1")).to_be_focused()
    expect(row_of(reader, "DiCE").get_by_role("heading").first).to_be_hidden()


def test_the_deliveries_of_one_call_can_be_picked(reader: Person, sinch: Sinch) -> None:
    for call_id in ("call-1", "call-2"):
        sinch.tells("ice", call_id)
    sinch.tells("dice", "call-1")
    expect(rows(reader)).to_have_count(3)

    open_row(rows(reader).first)
    rows(reader).first.get_by_role("link", name="call-1").click()

    expect(rows(reader)).to_have_count(2)
    expect(reader.page.get_by_label("Call ID")).to_have_value("call-1")
    reader.page.get_by_role("link", name="Show all calls").click()
    expect(rows(reader)).to_have_count(3)


@pytest.mark.parametrize("width", [360, 1280])
def test_request_and_answer_stand_side_by_side_where_there_is_room(
    new_person: NewPerson, sinch: Sinch, width: int
) -> None:
    person = open_page(new_person(viewport={"width": width, "height": 800}).sign_in("Alice"))
    sinch.tells("ice", "call-" + "1" * 123)
    open_row(rows(person))

    request = rows(person).get_by_role("heading", name="Request").bounding_box()
    answer = rows(person).get_by_role("heading", name="Answer 200").bounding_box()

    assert (answer["y"] == request["y"]) == (width == 1280)
    assert person.page.evaluate("document.documentElement.scrollWidth") <= width


def test_everybody_can_use_the_page_with_its_rows(reader: Person, sinch: Sinch) -> None:
    for _ in range(2):
        sinch.tells("ice", callee="+33123456789")
    sinch.tells("dice", "call-" + "1" * 123)
    sinch.tells("ice", tamper="body")
    expect(rows(reader)).to_have_count(3)

    for row in rows(reader).all():
        open_row(row)

    expect_accessible(reader.page)


def test_hostile_text_is_shown_as_text(reader: Person, sinch: Sinch) -> None:
    dialogs: list[str] = []
    reader.page.on("dialog", lambda dialog: dialogs.append(dialog.message))

    sinch.tells("ice", HOSTILE, callee=HOSTILE, tamper="key")

    row = rows(reader)
    expect(row).to_contain_text(f"alice → {HOSTILE}")
    open_row(row)
    expect(row.get_by_role("link", name=HOSTILE)).to_be_visible()
    assert reader.page.locator("img[src=x]").count() == 0
    assert dialogs == []
