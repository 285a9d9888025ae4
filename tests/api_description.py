"""docs/openapi.yaml, and whether an answer of the application is one that it describes."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from werkzeug.test import TestResponse

PATH = Path(__file__).parent.parent / "docs" / "openapi.yaml"
METHODS = ("get", "post", "put", "patch", "delete")

Node = dict[str, Any]


@cache
def load_description() -> Node:
    description: Node = yaml.safe_load(PATH.read_text("utf-8"))
    return description


def resolve(node: Node) -> Node:
    """Follow a reference within the description."""
    while "$ref" in node:
        steps = node["$ref"].removeprefix("#/").split("/")
        node = load_description()
        for step in steps:
            node = node[step]
    return node


@dataclass(frozen=True)
class Operation:
    """One method of one path."""

    method: str  # in capitals
    path: str
    node: Node

    @property
    def id(self) -> str:
        return str(self.node["operationId"])

    @property
    def parameters(self) -> list[Node]:
        return [resolve(parameter) for parameter in self.node.get("parameters", [])]

    @property
    def responses(self) -> dict[int, Node]:
        return {int(status): resolve(node) for status, node in self.node["responses"].items()}

    @property
    def json_body(self) -> Node:
        """The media type object of the JSON body; empty when it takes none."""
        content = self.node.get("requestBody", {}).get("content", {})
        return content.get("application/json", {})  # type: ignore[no-any-return]


@cache
def operations() -> tuple[Operation, ...]:
    return tuple(
        Operation(method.upper(), path, item[method])
        for path, item in load_description()["paths"].items()
        for method in METHODS
        if method in item
    )


def operation(operation_id: str) -> Operation:
    (found,) = (each for each in operations() if each.id == operation_id)
    return found


def fault_of(answer: TestResponse, responses: dict[int, Node]) -> str | None:
    """What of the answer is not as these responses describe it; None: nothing."""
    if answer.status_code not in responses:
        return f"status {answer.status_code} is not described"
    response = responses[answer.status_code]
    for name, header in response.get("headers", {}).items():
        fault = fault_of_value(answer.headers.get(name), resolve(header)["schema"])
        if fault:
            return f"header {name}: {fault}"
    if not answer.data:
        return None if answer.status_code < 500 or "content" not in response else "no body"
    content = response.get("content", {}).get(answer.mimetype)
    if content is None:
        return f"{answer.mimetype} is not described for {answer.status_code}"
    return fault_of_value(answer.json if answer.is_json else answer.text, content["schema"])


def fault_of_value(value: object, schema: Node) -> str | None:
    whole = {**schema, "components": load_description()["components"]}
    error = next(Draft202012Validator(whole).iter_errors(value), None)
    return error and f"{error.json_path}: {error.message}"
