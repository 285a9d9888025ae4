"""Hostile names and reasons in a real browser, and this site in somebody else's frame."""

from datetime import timedelta

from playwright.sync_api import Browser, expect

from extensions import db
from models import Call, User
from models.utc_datetime import utc_now
from tests.browser.conftest import NewPerson
from tests.browser.live_server import LiveServer
from tests.hostile_texts import HOSTILE_TEXTS

# What none of our lists contains.
FOREIGN = "img, script, svg, iframe, object, embed, style, link, meta, base, form, video, math"


def add_hostile_world(server: LiveServer) -> None:
    """People with all the names, and a history with half of them as names, half as reasons."""
    with server.app.app_context():
        alice = db.session.scalar(db.select(User).where(User.username == "alice"))
        # The list shows twenty people: these are found half by half.
        names = [f"{'first' if n < 20 else 'second'}-{n}" for n in range(len(HOSTILE_TEXTS))]
        for name, text in zip(names, HOSTILE_TEXTS, strict=True):
            db.session.add(User(username=name, display_name=text, password_hash=None))
        for n in range(20):
            db.session.add(past_call(alice, n, callee=names[n], reason=HOSTILE_TEXTS[20 + n]))
        db.session.commit()


def past_call(user: User, number: int, *, callee: str, reason: str) -> Call:
    now = utc_now() - timedelta(minutes=number)
    return Call(
        user_id=user.id,
        sinch_call_id=f"call-{number}",
        kind="app-to-app",
        caller=user.username,
        callee=callee,
        started_at=now,
        ended_at=now,
        end_cause="Failure",
        reason=reason,
    )


def test_forty_hostile_texts_are_text_in_every_list(
    new_person: NewPerson, server: LiveServer
) -> None:
    alice = new_person(may_use_microphone=False).sign_in("Alice")
    add_hostile_world(server)
    dialogs: list[str] = []
    alice.page.on("dialog", lambda dialog: dialogs.append(dialog.message))

    alice.page.reload()
    expect(alice.page.locator(".past-call")).to_have_count(20)

    for half, texts in [("first-", HOSTILE_TEXTS[:20]), ("second-", HOSTILE_TEXTS[20:])]:
        alice.page.get_by_label("Find people").fill(half)
        for text in texts:
            expect(
                alice.page.locator(".person__name").get_by_text(text, exact=True)
            ).to_be_visible()
    assert set(alice.page.locator(".past-call__name").all_text_contents()) == set(
        HOSTILE_TEXTS[:20]
    )
    assert set(alice.page.locator(".past-call__reason").all_text_contents()) == set(
        HOSTILE_TEXTS[20:]
    )
    assert alice.page.locator(":is(.people, .history)").locator(FOREIGN).count() == 0
    assert dialogs == []


def test_no_page_shows_this_site_in_a_frame(browser: Browser, server: LiveServer) -> None:
    context = browser.new_context()
    page = context.new_page()
    frame = f'<iframe src="{server.url}/login"></iframe>'
    around = f"{server.url}/somebodys-page"  # even on our own address
    page.route(around, lambda route: route.fulfill(content_type="text/html", body=frame))

    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.goto(around)

    assert page.frames[1].locator("input").count() == 0
    context.close()
