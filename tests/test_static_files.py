"""The addresses of static files change with the files, so browsers may keep what they name."""

from pathlib import Path

import pytest
from flask import Flask, url_for

from static_files import StaticFiles
from tests.conftest import Browser

A_YEAR = "public, max-age=31536000, immutable"
OTHER_VERSION = "0123456789ab"


def address_of(app: Flask, filename: str) -> str:
    with app.test_request_context():
        return url_for("static", filename=filename)


def test_a_file_is_kept_for_a_year_under_the_address_that_pages_name(
    app: Flask, client: Browser
) -> None:
    address = address_of(app, "css/base.css")

    answer = client.get(address)

    assert address in client.get("/login").text
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == A_YEAR


@pytest.mark.parametrize("prefix", ["", f"/{OTHER_VERSION}"])
def test_under_any_other_address_it_is_there_and_asked_for_anew(
    client: Browser, prefix: str
) -> None:
    answer = client.get(f"{prefix}/static/css/base.css")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_sdk_file_that_a_person_puts_there_is_asked_for_anew(app: Flask) -> None:
    assert address_of(app, "sinch.min.js") == "/static/sinch.min.js"


@pytest.fixture
def files(tmp_path: Path) -> StaticFiles:
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "page.js").write_text("one")
    return StaticFiles(tmp_path)


def test_an_edited_file_shows_at_the_next_page(files: StaticFiles) -> None:
    before = files.version

    (files.folder / "js" / "page.js").write_text("two or three")

    assert files.version != before


def test_the_same_files_elsewhere_have_the_same_version(
    files: StaticFiles, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "js").mkdir()
    (elsewhere / "js" / "page.js").write_text("one")

    assert StaticFiles(elsewhere).version == files.version


def test_a_replaced_sdk_file_leaves_the_other_addresses_as_they_are(files: StaticFiles) -> None:
    before = files.version

    (files.folder / "sinch.min.js").write_text("Sinch's")

    assert files.version == before
