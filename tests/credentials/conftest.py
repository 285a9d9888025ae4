"""The vectors, as parameters."""

import json
from pathlib import Path

import pytest

VECTORS = Path(__file__).parent.parent / "vectors"
CASES = {
    f"{kind}_case": json.loads((VECTORS / f"{kind}s.json").read_text("utf-8"))
    for kind in ("registration_token", "user_ticket", "registration_signature")
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test with the argument ``user_ticket_case`` once for each user ticket, and so on."""
    for name, cases in CASES.items():
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, cases, ids=[case["name"] for case in cases])
