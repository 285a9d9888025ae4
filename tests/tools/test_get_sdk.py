"""``make sdk`` against a server on this machine: the file arrives whole, or the old one stays."""

import hashlib
from base64 import b64encode
from pathlib import Path

import pytest

from tests.tools.file_server import (
    Answer,
    FileServer,
    chunks_that_stop,
    error,
    file,
    redirect,
)
from tools import get_sdk

CURRENT = b'var Sinch={version:"2.44.4",getSinchClientBuilder:function(){}};var lib={version:"2"};'
CLASSIC = b'window.SinchClient=function(){};VERSION=["1.4.12-0-g1"];var b={version:"3.0.1"};'
OLD = b"the file of before"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with an SDK file of before."""
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "sinch.min.js").write_bytes(OLD)
    return tmp_path


@pytest.fixture
def set_url(monkeypatch: pytest.MonkeyPatch, server: FileServer):
    """Sets SINCH_SDK_URL to where the server gives this answer."""

    def set_to(answer: Answer) -> str:
        server.answers["/sdk.js"] = answer
        monkeypatch.setenv("SINCH_SDK_URL", f"{server.url}/sdk.js")
        return f"{server.url}/sdk.js"

    return set_to


def kept(root: Path) -> bytes:
    assert not (root / "static" / "sinch.min.js.part").exists()
    return (root / "static" / "sinch.min.js").read_bytes()


@pytest.mark.parametrize(
    ("content", "description"),
    [
        (CURRENT, "the current Sinch SDK 2.44.4"),
        (CLASSIC, "the classic Sinch SDK 1.4.12"),
        (CURRENT.replace(b"2.44.4", b"?"), "the current Sinch SDK (2.x)"),
    ],
)
def test_the_file_is_kept_and_described(root, set_url, capsys, content, description) -> None:
    set_url(file(content))

    assert get_sdk.main(root) == 0

    assert kept(root) == content
    said = capsys.readouterr().out
    assert f"static/sinch.min.js: {len(content)} bytes, {description}\n" in said
    checksum = b64encode(hashlib.sha384(content).digest()).decode()
    assert f"\nSINCH_SDK_INTEGRITY=sha384-{checksum}\n" in said
    assert "SINCH_SDK_URL is set and goes first" in said


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (file(CURRENT, length=len(CURRENT) + 1), "was cut off. Try once more."),
        (chunks_that_stop(CURRENT), "was cut off. Try once more."),
        (file(CURRENT, media_type="text/html; charset=utf-8"), "is no script, but text/html."),
        (file(CURRENT, media_type="application/json"), "is no script, but application/json."),
        (file(b"\n<!doctype html>SinchClient"), "What arrived is a web page, and no script."),
        (file(b"window.Other = 1;"), "What arrived is no Sinch SDK"),
        (file(b""), "What arrived is no Sinch SDK"),
        (error(404), "answers with HTTP error 404."),
        (error(503), "answers with HTTP error 503."),
        (redirect("http://elsewhere.example/sdk.js"), "which is not https."),
        (redirect("ftp://elsewhere.example/sdk.js"), "which is not https."),
        (redirect("/sdk.js"), "answers with HTTP error 302."),  # for ever
    ],
)
def test_a_bad_download_leaves_the_old_file_and_says_why(
    root, set_url, capsys, answer, sentence
) -> None:
    set_url(answer)

    assert get_sdk.main(root) == 1

    assert kept(root) == OLD
    said = capsys.readouterr().err
    assert sentence in said
    assert said.endswith("sinch.min.js is as it was.\n")


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("/static/sinch.min.js", "a path of this site: there is nothing to download."),
        ("http://elsewhere.example/sdk.js", "it must be an https address."),
        ("file:///etc/passwd", "it must be an https address."),
        ("http://127.0.0.1:9/sdk.js", "cannot be reached"),  # nobody listens there
    ],
)
def test_an_address_that_cannot_be_downloaded_gets_a_sentence(
    root, monkeypatch, capsys, url, sentence
) -> None:
    monkeypatch.setenv("SINCH_SDK_URL", url)

    assert get_sdk.main(root) == 1

    assert kept(root) == OLD
    assert sentence in capsys.readouterr().err


def test_a_redirect_to_a_good_address_is_followed(root, set_url, server) -> None:
    set_url(redirect("/newer/sdk.js"))
    server.answers["/newer/sdk.js"] = file(CURRENT)

    assert get_sdk.main(root) == 0

    assert kept(root) == CURRENT


@pytest.mark.parametrize("line", ["SINCH_SDK_URL={}", " export SINCH_SDK_URL = '{}'  # ours"])
def test_the_address_is_also_read_from_the_env_file(root, set_url, monkeypatch, line) -> None:
    url = set_url(file(CURRENT))
    monkeypatch.delenv("SINCH_SDK_URL")
    (root / ".env").write_text(f"SINCH_MODE=live\n#SINCH_SDK_URL=/no\n{line.format(url)}\n")

    assert get_sdk.main(root) == 0

    assert kept(root) == CURRENT


@pytest.mark.parametrize("text", ["", "SINCH_SDK_URL=\n", "SINCH_SDK_URL=   # the CDN\n"])
def test_without_a_setting_it_is_sinchs_own_address(root, monkeypatch, text) -> None:
    monkeypatch.delenv("SINCH_SDK_URL", raising=False)
    (root / ".env").write_text(text)

    assert get_sdk.read_setting(root) == ""


def test_a_first_download_that_fails_leaves_no_file(root, set_url, capsys) -> None:
    (root / "static" / "sinch.min.js").unlink()
    set_url(error(404))

    assert get_sdk.main(root) == 1

    assert list((root / "static").iterdir()) == []
    assert capsys.readouterr().err.endswith("Nothing was kept.\n")
