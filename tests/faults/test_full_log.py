"""The log cannot be written: requests are answered all the same."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FULL = Path("/dev/full")
PROGRAM = """
import sys
from app import create_app
from tests.conftest import Browser
app = create_app({}, instance_path=sys.argv[1])
app.add_url_rule("/fail", view_func=lambda: 1 / 0)
browser = Browser(app)
paths = ("/login", "/fail", "/nothing")
print([browser.get(path).status_code for path in paths], browser.post("/login").status_code)
"""


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a file that is always full")
def test_a_log_on_a_full_disk_fails_no_request(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-c", PROGRAM, str(tmp_path)]
    with FULL.open("w") as log:
        ended = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True)

    assert ended.stdout == "[200, 500, 404] 400\n"
