"""What no form of ours sends to the address of a form: it is refused in words."""

from io import BytesIO

import pytest

from models import User
from tests.conftest import Browser

FORMS = ["/login", "/register", "/account", "/ticket-inspector"]
JSON = {"Content-Type": "application/json"}


def headers_of(client: Browser) -> dict[str, str]:
    return {"X-CSRFToken": client.csrf_token()}


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"1", b'{"username": 1, "password": {}}'])
def test_json_is_taken_for_an_empty_form(
    client: Browser, alice: User, path: str, body: bytes
) -> None:
    if path in ("/account", "/ticket-inspector"):
        client.log_in(alice)

    answer = client.post(path, data=body, headers={**headers_of(client), **JSON})

    assert answer.status_code == 422


@pytest.mark.parametrize("path", FORMS)
def test_a_file_is_taken_for_an_empty_field(client: Browser, alice: User, path: str) -> None:
    if path in ("/account", "/ticket-inspector"):
        client.log_in(alice)
    names = ("username", "display_name", "password", "next", "credential")
    files = {name: (BytesIO(b"x"), "x.txt") for name in names}

    answer = client.post(path, data={**files, "save_display_name": ""}, headers=headers_of(client))

    assert answer.status_code == 422


@pytest.mark.parametrize("path", ["/call", "/nothing", "/logout", "/account"])
def test_a_page_that_refuses_an_unreadable_body_does_not_read_it_again(
    client: Browser, alice: User, path: str
) -> None:
    client.log_in(alice)

    broken = client.post(path, data=b"{", headers=JSON)
    too_large = client.post(path, data={"a": "x" * 70_000})

    assert broken.status_code in (400, 404, 405)
    assert too_large.status_code in (404, 405, 413)
    assert "Log out" in broken.text
