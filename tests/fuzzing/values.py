"""Texts, JSON and bodies that nobody sends by accident, and some that nearly fit."""

import json
from typing import Any
from urllib.parse import quote, urlencode

from hypothesis import strategies as st

from tests.api_description import Node, operations, resolve

NASTY = (
    *(
        "",
        " ",
        "\0",
        "a\0b",
        "\r\nX-Injected: 1",
        "é",
        "İ",
        "ﬀ",
        "\u202e",
        "\ud800",
        "👩🏽‍🚀",
        "%00",
    ),
    *("0", "-1", "1", "2147483647", "2147483648", "9" * 30, "9" * 400, "1e999", "NaN", "0x10", "٣"),
    *(
        "true",
        "null",
        "None",
        "undefined",
        "{}",
        "[]",
        "' OR 1=1 --",
        '"',
        "\\",
        "%",
        "_",
        "\uffff",
    ),
    *("../../etc/passwd", "..\\..\\x", "//evil.example", "/\\evil.example", "javascript:alert(1)"),
    *("<script>alert(1)</script>", "{{7*7}}", "${7*7}", "%s%s%n", "a" * 300, "a" * 5_000, ";", "#"),
    *(
        "alice",
        "ALICE",
        "+46701740605",
        "+46000000000",
        "00",
        "tel:+1",
        "data",
        "pstn",
        "tokens.css",
    ),
    *(
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2026-02-30T00:00:00Z",
        "\uffff",
    ),
)
# What each field of the site's forms takes, beside the texts above.
FIELDS = {
    "username": ("carol", "Carol ", "alice"),
    "display_name": ("Carol", "  C  "),
    "password": ("correct horse battery", "password1"),
    "current_password": ("x",),
    "phone_number": ("+46 70 174 06 05", "+46701740605"),
    "credential": ("eyJhbGciOiJIUzI1NiJ9.e30.x", "e30=:e30="),
    "remember": ("y",),
    "next": ("/call", "//evil.example", "/call/bob?x=1#y"),
    "registration_code": ("x",),
}
BUTTONS = (
    *("save_display_name", "save_phone_number", "remove_phone_number", "change_password"),
    *("log_out_everywhere", "delete_account", "submit"),
)
QUERIES = ("query", "typed", "before", "call", "next")
TIMES = ("2026-01-02T03:04:05Z", "2026-01-02T03:04:06.5Z", "2026-01-02T03:05:15Z")

texts = (
    st.sampled_from(NASTY)
    | st.text(st.characters(), max_size=12)
    | st.integers(-(2**70), 2**70).map(str)
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
DEEP = (b"[" * 20_000, b'{"a":' * 5_000, b"[" * 3_000 + b"]" * 3_000, b'{"a":1,"a":2}', b"{}\x00")
HUGE = (b'{"form":"%s"}' % (b"x" * 15_000), b"x" * 66_000, b"a=" + b"%41" * 40_000)


def fitting(schema: Node) -> st.SearchStrategy[Any]:
    """Values of a schema; any part of one may be something else."""
    return st.integers(0, 9).flatmap(lambda dice: json_values if dice == 7 else exactly(schema))


def exactly(schema: Node) -> st.SearchStrategy[Any]:
    schema = resolve(schema)
    if "oneOf" in schema:
        return st.one_of([fitting(each) for each in schema["oneOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    kinds = schema.get("type", "object")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return st.sampled_from(kinds).flatmap(lambda kind: of_kind(kind, schema))


def of_kind(kind: str, schema: Node) -> st.SearchStrategy[Any]:
    if kind == "object":
        members = {name: fitting(each) for name, each in schema.get("properties", {}).items()}
        required = {name: members.pop(name) for name in schema.get("required", [])}
        return st.fixed_dictionaries(required, optional=members)
    if schema.get("format") == "date-time":
        return st.sampled_from(TIMES)
    if kind == "string":
        pattern = schema.get("pattern")
        return st.from_regex(pattern, fullmatch=True) if pattern else texts
    if kind in ("integer", "number"):
        return st.integers(schema.get("minimum", -(2**40)), schema.get("maximum", 2**40))
    return st.booleans() if kind == "boolean" else st.none()


def dump(value: Any) -> bytes:
    """JSON, with half characters and infinities as they are."""
    return json.dumps(value, ensure_ascii=True).encode()


def to_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def encode_pairs(pairs: list[tuple[str, str]]) -> bytes:
    encoded = [(to_bytes(name), to_bytes(value)) for name, value in pairs]
    return urlencode(encoded).encode()


def in_a_path(text: str) -> str:
    return quote(to_bytes(text), safe="")


def of_field(name: str) -> st.SearchStrategy[str]:
    return st.sampled_from(FIELDS[name]) | st.sampled_from(FIELDS[name]) | texts


names = st.sampled_from([*FIELDS, *BUTTONS, *QUERIES]) | texts
pairs = st.lists(st.tuples(names, texts), max_size=5)
whole_forms = st.tuples(
    st.fixed_dictionaries({}, optional={name: of_field(name) for name in FIELDS}),
    st.sampled_from(BUTTONS),
).map(lambda drawn: [*drawn[0].items(), (drawn[1], "Go")])
forms = (whole_forms | whole_forms | pairs).map(encode_pairs)
described_bodies = st.one_of(
    [fitting(each.json_body["schema"]) for each in operations() if each.json_body]
).map(dump)
json_bodies = described_bodies | described_bodies | json_values.map(dump)
odd_bodies = st.sampled_from(DEEP) | st.sampled_from(HUGE) | st.binary(max_size=40) | st.just(b"")
