"""Requests to every route of the site, and to what only looks like one."""

import re
from dataclasses import dataclass, field

from flask import Flask
from hypothesis import strategies as st
from werkzeug.routing import Rule

from tests.api_description import Operation, operations
from tests.fuzzing.values import (
    described_bodies,
    dump,
    encode_pairs,
    fitting,
    forms,
    in_a_path,
    json_bodies,
    odd_bodies,
    pairs,
    texts,
)

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "X")
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
TYPES = (
    *(JSON, FORM, "", "text/plain", "application/json;x", "application/vnd.api+json", "json", "/"),
    *("multipart/form-data", "multipart/form-data; boundary=x", "é", "a" * 3_000),
    *("application/json; charset=utf-16", 'application/json; charset="\\"'),
)
HEADERS = (
    *("Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Cookie", "Host", "Expect"),
    *("If-Modified-Since", "If-None-Match", "If-Range", "Origin", "Range", "Referer"),
    *("Sec-Fetch-Site", "X-CSRFToken", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"),
    *("X-HTTP-Method-Override", "X-Timestamp", "Content-Encoding", "Forwarded", "User-Agent"),
)
HEADER_VALUES = (
    *("application x:y", "instance x:y", "user eyJ:x", "Basic eA==", "bytes=0-", "bytes=9-1,-1,x"),
    *("same-origin", "cross-site", "null", "http://evil.example", "evil.example", "127.0.0.1:x"),
    *("Thu, 01 Jan 1970 00:00:00 GMT", "2026-01-02T03:04:05.0000000Z", "gzip", "DELETE", "*/*"),
)
WHO = ("user", "stranger", "user-without-csrf", "sinch", "instance")
# Asked for well, it holds its answer for two seconds or more: see test_sockets.py.
SLOW = "classic_signalling.subscribe"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Request:
    """:param who: whose proof comes with it, one of :data:`WHO`."""

    who: str
    method: str
    path: str  # %-encoded, as it stands in the first line
    query: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    length: int | None = None  # what is said of the body; None: the truth


header_values = st.sampled_from(HEADER_VALUES) | st.text(
    st.characters(max_codepoint=255, exclude_categories=["Cc"]), max_size=30
)
no_headers: list[tuple[str, str]] = []
some_headers = st.just(no_headers) | st.lists(
    st.tuples(st.sampled_from(HEADERS), header_values), max_size=3
)
queries = st.just("") | pairs.map(lambda each: encode_pairs(each).decode()) | texts.map(in_a_path)
odd_types = st.sampled_from(TYPES)
contents = st.one_of(  # the Content-Type and the body
    st.tuples(st.just(FORM), forms),
    st.tuples(st.just(FORM), forms),
    st.tuples(st.just(JSON), json_bodies),
    st.tuples(odd_types, forms | json_bodies | odd_bodies),
)
lengths = st.sampled_from([None] * 12 + [0, 1, 10**12])
ends = st.sampled_from([""] * 24 + ["/", "//", "/..", ";x", "%00", "/%2e%2e/x", "?"])


def paths_of(rule: Rule) -> st.SearchStrategy[str]:
    """A rule with something in place of its parameters, and sometimes behind its end."""
    names = PARAMETER.findall(rule.rule)
    values = st.text("xyz-%_.", max_size=9) if rule.endpoint == SLOW else texts
    return st.tuples(st.tuples(*[values] * len(names)), ends).map(
        lambda drawn: _fill(rule.rule, drawn[0]) + drawn[1]
    )


def _fill(path: str, values: tuple[str, ...]) -> str:
    left = iter(values)
    return PARAMETER.sub(lambda _: in_a_path(next(left)), path)


def requests_by_routes(app: Flask) -> list[st.SearchStrategy[Request]]:
    """What the URL map makes one think of, route by route."""
    rules = [rule for rule in app.url_map.iter_rules() if not rule.websocket]
    nowhere = texts.map(lambda text: "/" + in_a_path(text))
    lost = st.builds(Request, st.sampled_from(WHO), st.sampled_from(METHODS), nowhere, queries)
    return [*map(requests_to, sorted(rules, key=str)), lost]


def requests_to(rule: Rule) -> st.SearchStrategy[Request]:
    own = sorted(rule.methods - {"HEAD", "OPTIONS"})
    return st.builds(
        lambda who, method, path, query, headers, content, length: Request(
            who, method, path, query, [("Content-Type", content[0]), *headers], content[1], length
        ),
        st.sampled_from((*[likely_visitor(rule)] * len(WHO), *WHO)),
        st.sampled_from(own * len(METHODS) + list(METHODS)),
        paths_of(rule),
        queries,
        some_headers,
        contents,
        lengths,
    )


def likely_visitor(rule: Rule) -> str:
    if rule.rule.startswith("/sandbox/classic/"):
        return "instance"
    return "sinch" if rule.rule.startswith("/sinch/") else "user"


def requests_by_description() -> list[st.SearchStrategy[Request]]:
    """What docs/openapi.yaml makes one think of, operation by operation."""
    return [requests_of(operation) for operation in operations()]


def requests_of(operation: Operation) -> st.SearchStrategy[Request]:
    path, query = st.just(operation.path), []
    for each in operation.parameters:
        value = fitting(each["schema"]).map(str)
        if each["in"] == "path":
            before, _, after = operation.path.partition(f"{{{each['name']}}}")
            path = st.tuples(st.just(before), value.map(in_a_path), st.just(after)).map("".join)
        elif each["in"] == "query":
            query.append(st.tuples(st.just(each["name"]), value))
    body = operation.json_body
    who = ("user", "user", "user-without-csrf", "stranger")
    return st.builds(
        Request,
        st.sampled_from(("sinch",) if operation.path == "/sinch/callbacks" else who),
        st.just(operation.method),
        path,
        st.tuples(*query).map(lambda each: encode_pairs(list(each)).decode()),
        some_headers.map(lambda each: [("Content-Type", JSON), *each]),
        (fitting(body["schema"]).map(dump) | described_bodies) if body else st.just(b""),
    )
