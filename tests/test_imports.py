"""Who may import whom: a line imports from the lines below it, never sideways, never upwards."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

LAYERS = [
    {"serving", "workshop"},
    {"app"},
    {"blueprints", "cli", "sandbox", "local_server", "gunicorn_parts"},
    {"forms", "errors", "security_headers", "login", "issuing", "answering", "number_check"},
    {"request_log"},
    {"login_attempts", "web_protection", "logs", "form_fields", "static_files"},
    {
        *("models", "phone_numbers", "sdk_file", "json_body", "schema"),
        *("counters", "display_names", "password_rules", "health_checks"),
    },
    {"extensions", "migration_lock"},
    {"database", "session_cookie", "steady_memory"},
    {"config"},
    {"phone_settings", "web_settings", "server_settings", "storage_settings"},
    {
        "credentials",
        "calling",
        "classic_hosts",
        "instance_secrets",
        "log_lines",
        "refused_callbacks",
        "settings_reader",
        "times",
    },
    {"strict_json"},
]
LEVEL_OF = {name: level for level, names in enumerate(LAYERS) for name in names}
# What people copy into applications of their own must not drag half a framework along.
PURE = {"config"} | LAYERS[-3] | LAYERS[-2] | LAYERS[-1]

MODULES = sorted(
    path
    for name in LEVEL_OF
    for path in [ROOT / f"{name}.py", *(ROOT / name).rglob("*.py")]
    if path.is_file()
)


def part_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """The first name of every absolute import anywhere in the file, functions included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add((node.module or "").split(".")[0])
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_from_the_layers_below(path: Path) -> None:
    part = part_of(path)

    wrong = {
        name
        for name in imports_of(path) & LEVEL_OF.keys()
        if name != part and LEVEL_OF[name] <= LEVEL_OF[part]
    }

    assert not wrong


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if part_of(path) in PURE],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_pure_module_needs_the_standard_library_and_pyjwt_only(path: Path) -> None:
    foreign = imports_of(path) - sys.stdlib_module_names - LEVEL_OF.keys() - {"jwt"}

    assert not foreign


def test_gunicorns_master_loads_nothing_that_a_reload_must_bring_anew() -> None:
    files = [ROOT / "gunicorn.conf.py", ROOT / "gunicorn_parts.py", ROOT / "log_lines.py"]

    loaded = set().union(*map(imports_of, files))

    assert loaded & LEVEL_OF.keys() == {"gunicorn_parts", "log_lines"}


def test_every_module_of_the_site_has_its_layer() -> None:
    known = {*LEVEL_OF, "run", "gunicorn.conf"}

    unknown = {path.stem for path in ROOT.glob("*.py")} - known

    assert not unknown
