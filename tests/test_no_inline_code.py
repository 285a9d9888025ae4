"""Nothing here makes markup or code out of text, nor writes code into pages."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
IN_SCRIPTS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|srcdoc"
    r"|\beval\(|new Function\(|setTimeout\(\s*[\"'`]|setAttribute\(\s*[\"'`](on|style)"
)
IN_TEMPLATES = re.compile(
    r"\|\s*safe\b|autoescape\s+false|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\ssrc=)|<style"
    r"|=\{\{"  # an attribute without quotes
)
IN_PYTHON = re.compile(r"\bMarkup\(|render_template_string|\beval\(|\bexec\(|pickle|yaml\.load\(")

PYTHON_OF_THE_SITE = [
    *ROOT.glob("*.py"),
    *(
        path
        for name in ("blueprints", "cli", "models", "sandbox")
        for path in (ROOT / name).rglob("*.py")
    ),
]
SEARCHED = [
    *((path, IN_SCRIPTS) for path in (ROOT / "static").rglob("*.js")),
    *((path, IN_TEMPLATES) for path in (ROOT / "templates").rglob("*.html")),
    *((path, IN_PYTHON) for path in PYTHON_OF_THE_SITE),
]


def test_no_file_makes_code_out_of_text() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path, forbidden in SEARCHED
        for match in forbidden.finditer(path.read_text("utf-8"))
        if path.name != "sinch.min.js" or path.parent.name == "sandbox"  # else it is Sinch's own
    }

    assert len(SEARCHED) > 80
    assert found == set()


@pytest.mark.parametrize(
    ("forbidden", "code"),
    [
        (IN_SCRIPTS, "row.innerHTML = name"),
        (IN_SCRIPTS, 'setTimeout("go()", 1)'),
        (IN_TEMPLATES, "{{ name | safe }}"),
        (IN_TEMPLATES, '<p onclick="go()">'),
        (IN_TEMPLATES, "<script>go()</script>"),
        (IN_TEMPLATES, "<p class={{ name }}>"),
        (IN_PYTHON, "Markup(name)"),
    ],
)
def test_the_search_finds(forbidden: re.Pattern[str], code: str) -> None:
    assert forbidden.search(code)
