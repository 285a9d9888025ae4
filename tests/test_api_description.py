"""docs/openapi.yaml describes the routes that there are, no more and no fewer."""

import re

import pytest
from flask import Flask
from jsonschema import Draft202012Validator

from tests.api_description import Operation, fault_of_value, load_description, operations

AUTOMATIC = {"HEAD", "OPTIONS"}
CAMEL_CASE = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*")
ids = {"ids": lambda each: each.id}


def described_routes() -> set[tuple[str, str]]:
    return {(each.method, re.sub(r"\{\w+\}", "{}", each.path)) for each in operations()}


def routes_of(app: Flask) -> set[tuple[str, str]]:
    """Those that the description is about."""
    return {
        (method, re.sub("<[^>]+>", "{}", rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(("/api/", "/sinch/", "/healthz"))
        for method in rule.methods - AUTOMATIC
    }


def test_every_route_of_the_api_is_described_and_every_described_route_exists(
    live_app: Flask,
) -> None:
    assert described_routes() == routes_of(live_app)


def test_no_two_operations_have_one_name() -> None:
    names = [each.id for each in operations()]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", load_description()["components"]["schemas"])
def test_every_schema_is_one_of_json_schema(name: str) -> None:
    Draft202012Validator.check_schema(load_description()["components"]["schemas"][name])


def test_every_member_of_an_answer_is_in_camel_case() -> None:
    schemas = load_description()["components"]["schemas"].values()

    names = {name for schema in schemas for name in schema.get("properties", {})}

    assert {name for name in names if not CAMEL_CASE.fullmatch(name)} == set()


@pytest.mark.parametrize("operation", operations(), **ids)
def test_every_example_fits_its_own_schema(operation: Operation) -> None:
    body = operation.json_body
    examples = [(each["value"], body["schema"]) for each in body.get("examples", {}).values()]
    examples += [(each["example"], each["schema"]) for each in operation.parameters]

    faults = [fault_of_value(value, schema) for value, schema in examples]

    assert [fault for fault in faults if fault] == []


@pytest.mark.parametrize("operation", operations(), **ids)
def test_whatever_changes_something_for_a_session_needs_the_csrf_token(
    operation: Operation,
) -> None:
    schemes = operation.node.get("security", load_description()["security"])

    is_guarded = any("csrf" in scheme for scheme in schemes)

    assert is_guarded == (operation.method != "GET" and operation.path.startswith("/api/"))
