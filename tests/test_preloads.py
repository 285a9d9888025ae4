"""What the calling page names in its head is what its scripts import: no more, no less."""

import re

from models import User
from sdk_file import STAND_IN_MODULES
from tests.conftest import Browser
from tools.suites import ROOT

STATIC = ROOT / "static"
ENTRY = "js/calling-page.js"
IMPORT = re.compile(r'^(?:import|\}).* from "(\..+)";$', re.MULTILINE)
LATER = ("people", "history", "missed-calls", "number-form")
PRELOAD = re.compile(r'<link rel="modulepreload" href="/\w+/static/([^"]+)">')


def imported_by(*names: str) -> set[str]:
    """The modules and all that they import, as paths in static/; not what they load later."""
    known: set[str] = set()
    todo = [STATIC / name for name in names]
    while todo:
        module = todo.pop().resolve()
        name = module.relative_to(STATIC).as_posix()
        if name not in known:
            known.add(name)
            todo += [module.parent / other for other in IMPORT.findall(module.read_text("utf-8"))]
    return known


def test_the_calling_page_preloads_all_that_being_ready_needs(client: Browser, alice: User) -> None:
    client.log_in(alice)

    page = client.get("/call").text

    assert sorted(PRELOAD.findall(page)) == sorted(
        (imported_by(ENTRY) - {ENTRY}) | imported_by(*STAND_IN_MODULES)
    )


def test_the_lists_are_not_among_what_being_ready_needs() -> None:
    first = imported_by(ENTRY)

    assert not first & {f"js/{name}.js" for name in LATER}
