"""Downloads Sinch's SDK to static/sinch.min.js: ``python3 run.py sdk``, ``make sdk``.

From SINCH_SDK_URL, in the environment or in .env, else from Sinch's CDN. The file is Sinch's, under
Sinch's terms; git ignores it. Standard library only.
"""

import os
import re
import sys
from pathlib import Path

from tools.download import DownloadFailed, download
from tools.sdk_description import NotAnSdk, describe, integrity

ROOT = Path(__file__).resolve().parent.parent
CDN_URL = "https://cdn.sinch.com/latest/sinch-rtc-min.js"
SETTING = re.compile(r"^\s*(?:export\s+)?SINCH_SDK_URL\s*=\s*([^\s#]+)", re.MULTILINE)
# As config.py allows it: https, or this machine.
DOWNLOADABLE = re.compile(r"(https://|http://(127\.0\.0\.1|localhost)[:/])[^\s\"'<>;,]+")

AFTERWARDS = """
For .env, so that browsers refuse the file once it has changed:
SINCH_SDK_INTEGRITY={integrity}
"""
SETTING_GOES_FIRST = (
    "SINCH_SDK_URL is set and goes first: take it away, so that the page loads this copy."
)
SANDBOX = "The sandbox loads this copy too. To have its stand-in back, delete the file."


def main(root: Path = ROOT) -> int:
    """Download, look at, and keep the file; return the exit code."""
    target = root / "static" / "sinch.min.js"
    setting = read_setting(root)
    try:
        content = download(checked_url(setting or CDN_URL))
        description = describe(content)
        replace(target, content)
    except (DownloadFailed, NotAnSdk) as reason:
        print(f"{reason} {what_is_kept(target)}", file=sys.stderr)
        return 1
    except OSError as reason:
        print(f"{target} could not be written: {reason.strerror}.", file=sys.stderr)
        return 1
    print(f"{target.relative_to(root)}: {len(content):,} bytes, {description}")
    print(AFTERWARDS.format(integrity=integrity(content)))
    print(SETTING_GOES_FIRST if setting else SANDBOX)
    return 0


def read_setting(root: Path) -> str:
    """The value of SINCH_SDK_URL; empty when it is not set."""
    if "SINCH_SDK_URL" in os.environ:
        return os.environ["SINCH_SDK_URL"].strip()
    file = root / ".env"
    found = SETTING.search(file.read_text("utf-8", errors="replace")) if file.exists() else None
    return found[1].strip("'\"") if found else ""


def checked_url(url: str) -> str:
    """:raises DownloadFailed: when the page may load it, but nobody can download it from there."""
    if url.startswith("/"):
        raise DownloadFailed(
            f"SINCH_SDK_URL is {url}, a path of this site: there is nothing to download. "
            "Set it to the https address of the file, or take it away to use Sinch's CDN."
        )
    if not DOWNLOADABLE.fullmatch(url):
        raise DownloadFailed(f"SINCH_SDK_URL is {url}: it must be an https address.")
    return url


def replace(target: Path, content: bytes) -> None:
    """Put the whole file in place at once: no page ever loads half of one."""
    unfinished = target.with_name("sinch.min.js.part")
    unfinished.write_bytes(content)
    unfinished.replace(target)


def what_is_kept(target: Path) -> str:
    return f"{target.name} is as it was." if target.exists() else "Nothing was kept."


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nStopped; nothing was changed.")
