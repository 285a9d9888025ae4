"""Each entry of "What just happened" names a file and a function: both must exist."""

import re

import pytest

from tools.suites import ROOT

SOURCE = re.compile(r'"([\w/.-]+\.(?:js|py)) (\w+)\(\)"')
DEFINITIONS = {
    ".py": r"^\s*def {name}\(",
    ".js": r"(?:^\s*(?:async |static )*#?{name}\(.*\{{$|const {name} = |function {name}\()",
}
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
SOURCES = sorted(
    {found for script in SCRIPTS for found in SOURCE.findall(script.read_text("utf-8"))}
)


def is_defined(path: str, name: str) -> bool:
    file = ROOT / path
    if not file.is_file():
        return False
    pattern = DEFINITIONS[file.suffix].format(name=name)
    return re.search(pattern, file.read_text("utf-8"), re.MULTILINE) is not None


def test_there_are_sources_of_the_page_and_of_the_server() -> None:
    assert len(SOURCES) > 20
    assert {path.rpartition(".")[2] for path, _ in SOURCES} == {"js", "py"}


@pytest.mark.parametrize(("path", "name"), SOURCES)
def test_what_the_event_log_names_exists(path: str, name: str) -> None:
    assert is_defined(path, name), f"{path} has no {name}(): say where that is done now"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("static/js/gone.js", "turnOn"),
        ("static/js/phone.js", "turn"),
        ("static/js/phone.js", "noSuchMethod"),
        ("blueprints/api.py", "issue_ticket"),  # called there, made elsewhere
        ("static/js/phone.js", "tryMicrophone"),
    ],
)
def test_what_does_not_exist_is_found(path: str, name: str) -> None:
    assert not is_defined(path, name)
