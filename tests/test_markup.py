"""What people type never becomes markup: the pages have the same elements whatever the text."""

from html.parser import HTMLParser
from urllib.parse import quote

from extensions import db, limiter
from models import User
from tests.conftest import Browser
from tests.hostile_texts import HOSTILE_TEXTS


class Outline(HTMLParser):
    """The elements of a page with the names of their attributes, and all its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, ...]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, *(name for name, _ in attrs)))
        self.texts += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def pages_with(client: Browser, text: str) -> dict[str, str]:
    """Every page of a logged-in person that shows what somebody typed or linked to."""
    in_path = quote(text, safe="")
    return {
        "account": client.get("/account").text,
        "callee": client.get(f"/call/{quote(text.replace('/', ''))}").text,
        "inspector": client.post_form("/ticket-inspector", credential=text).text,
        "form": client.post_form("/account", save_display_name="y", display_name=text * 9).text,
        "unknown": client.get(f"/x/{in_path}?x={in_path}").text,
    }


def strangers_pages_with(client: Browser, text: str) -> dict[str, str]:
    return {
        "next": client.get("/login", query_string={"next": text}).text,
        "login": client.post_form("/login", username=text, password="x", next=text).text,
        "register": client.post_form("/register", username=text, display_name=text).text,
    }


def test_there_are_forty_texts_that_pass_as_names() -> None:
    assert len(set(HOSTILE_TEXTS)) == 40
    assert max(map(len, HOSTILE_TEXTS)) <= 60


def expect_same_elements(hostile: dict[str, str], harmless: dict[str, str], text: str) -> None:
    for name, page in hostile.items():
        assert Outline(page).elements == Outline(harmless[name]).elements, (name, text)


def test_hostile_texts_stay_text_on_pages_of_the_logged_in(client: Browser, alice: User) -> None:
    client.log_in(alice)
    harmless = pages_with(client, "harmless")

    for text in HOSTILE_TEXTS:
        limiter.reset()  # the inspector takes thirty a minute
        alice.display_name = text
        db.session.commit()
        hostile = pages_with(client, text)
        expect_same_elements(hostile, harmless, text)
        for page in hostile.values():
            assert any(text in shown for shown in Outline(page).texts)


def test_hostile_texts_stay_text_on_pages_of_strangers(client: Browser) -> None:
    harmless = strangers_pages_with(client, "/x y")

    for text in HOSTILE_TEXTS[::4]:
        expect_same_elements(strangers_pages_with(client, text), harmless, text)


def test_a_list_of_people_is_json_and_no_page(client: Browser, alice: User, bob: User) -> None:
    client.log_in(alice)
    bob.display_name = HOSTILE_TEXTS[0]
    db.session.commit()

    answer = client.get("/api/people")

    assert answer.content_type == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.json["people"][0]["displayName"] == HOSTILE_TEXTS[0]
