"""Sends what docs/openapi.yaml gives as examples, and compares the answers with it."""

from werkzeug.test import TestResponse

from tests.api_description import Operation, fault_of
from tests.conftest import Browser


def send(client: Browser, wanted: Operation, *, csrf: bool = True, **changes) -> TestResponse:
    """Send the examples of an operation, with these changes."""
    path, query = wanted.path, {}
    for each in wanted.parameters:
        if each["in"] == "path":
            path = path.replace(f"{{{each['name']}}}", str(each["example"]))
        elif each["in"] == "query":
            query[each["name"]] = each["example"]
    examples = [each["value"] for each in wanted.json_body.get("examples", {}).values()]
    headers = {"X-CSRFToken": client.csrf_token()} if csrf else {}
    options = {"query_string": query, **({"json": examples[0]} if examples else {}), **changes}
    headers |= options.pop("headers", {})
    return client.open(path, method=wanted.method, headers=headers, **options)


def assert_described(answer: TestResponse, wanted: Operation, status: int) -> None:
    assert answer.status_code == status, answer.text
    assert fault_of(answer, wanted.responses) is None
