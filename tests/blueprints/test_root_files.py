"""The service worker, the manifest and its icons; and the browser that is emptied at the end."""

import json
import struct
from pathlib import Path

import pytest

from models import User
from tests.conftest import PASSWORD, Browser

STATIC = Path(__file__).parent.parent.parent / "static"


def test_the_service_worker_is_at_the_root_and_asked_for_anew_each_time(client: Browser) -> None:
    answer = client.get("/sw.js")

    assert answer.data == (STATIC / "sw.js").read_bytes()
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in answer.headers


def test_a_browser_that_has_the_worker_already_is_told_so(client: Browser) -> None:
    etag = client.get("/sw.js").headers["ETag"]

    assert client.get("/sw.js", headers={"If-None-Match": etag}).status_code == 304


def test_the_manifest_makes_an_app_of_its_own_window(client: Browser) -> None:
    answer = client.get("/manifest.webmanifest")

    assert answer.mimetype == "application/manifest+json"
    manifest = json.loads(answer.data)
    assert manifest["display"] == "standalone"
    assert manifest["name"] == "Sinch calling sample"
    purposes = {(icon["sizes"], icon.get("purpose", "any")) for icon in manifest["icons"]}
    assert purposes == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}


def png_size(content: bytes) -> str:
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    return "{}x{}".format(*struct.unpack(">II", content[16:24]))


def test_the_icons_are_pictures_of_the_size_that_the_manifest_says(client: Browser) -> None:
    manifest = json.loads(client.get("/manifest.webmanifest").data)

    for icon in manifest["icons"]:
        assert png_size(client.get(f"/{icon['src']}").data) == icon["sizes"]
    assert png_size(client.get("/static/icons/apple-touch-icon.png").data) == "180x180"


def test_every_page_names_the_manifest_and_the_icon_of_the_home_screen(client: Browser) -> None:
    page = client.get("/login").text

    assert '<link rel="manifest" href="/manifest.webmanifest">' in page
    assert '/static/icons/apple-touch-icon.png">' in page


@pytest.mark.parametrize("colour", ["--colour-surface: #ffffff;", "--colour-surface: #19212b;"])
def test_the_theme_colours_are_those_of_the_style_sheet(client: Browser, colour: str) -> None:
    assert colour in (STATIC / "css" / "tokens.css").read_text()
    assert f'content="{colour.split()[1].rstrip(";")}"' in client.get("/login").text


def test_logging_out_empties_the_browser_for_the_next_person(client: Browser, alice: User) -> None:
    client.log_in(alice)

    assert client.post_form("/logout").headers["Clear-Site-Data"] == '"storage"'


def test_deleting_the_account_empties_the_browser_too(client: Browser, alice: User) -> None:
    client.log_in(alice)

    answer = client.post_form("/account", delete_account="y", current_password=PASSWORD)

    assert answer.status_code == 303
    assert answer.headers["Clear-Site-Data"] == '"storage"'
