"""What every answer must be like, whatever was asked."""

import logging
import re
from time import perf_counter

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from tests.api_description import Operation, fault_of, load_description, operations
from tests.fuzzing.requests import Request
from tests.fuzzing.visitor import PUBLIC_HOST, Visitor

LONGEST_SECONDS = 5.0
# The server refuses what is no HTTP before we see it, and calls that an error.
REFUSED_BY_SERVER = re.compile(r" code \d{3}, message ")
DESCRIBED = {(each.method, each.path): each for each in operations()}


class Watch(logging.Handler):
    """Keeps what the log should not say: errors, and tracebacks on any level."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = record.getMessage()
        is_bad = record.levelno >= logging.ERROR or record.exc_info
        if is_bad and not REFUSED_BY_SERVER.search(line):
            self.lines.append(line)

    def take(self) -> list[str]:
        lines, self.lines = self.lines, []
        return lines


class Judge:
    """Sends requests and looks at the answers."""

    def __init__(self, app: Flask) -> None:
        self.visitor, self.watch = Visitor(app), Watch()
        self.loggers = [logging.getLogger(), app.logger]
        for logger in self.loggers:
            logger.addHandler(self.watch)
        self.slowest = 0.0
        self.statuses: dict[int, int] = {}

    def close(self) -> None:
        for logger in self.loggers:
            logger.removeHandler(self.watch)

    def try_out(self, request: Request) -> None:
        """:raises AssertionError: saying what is wrong with the answer."""
        began = perf_counter()
        answer = self.visitor.send(request)
        taken = perf_counter() - began
        self.slowest = max(self.slowest, taken)
        self.statuses[answer.status_code] = self.statuses.get(answer.status_code, 0) + 1
        assert taken < LONGEST_SECONDS, f"{taken:.1f} s"
        logged = self.watch.take()
        assert logged == [], logged
        fault = fault_of_answer(answer) or self.fault_by_description(request, answer)
        assert fault is None, f"{fault}: {answer.text[:300]}"

    def fault_by_description(self, request: Request, answer: TestResponse) -> str | None:
        """What docs/openapi.yaml does not know of the answer, for the routes that it describes."""
        operation = self.find_operation(answer)
        if operation is not None:
            return fault_of(answer, operation.responses)
        if answer.request.path.startswith("/api/") and request.method != "OPTIONS":
            responses = load_description()["components"]["responses"]
            names = {400: "BadRequest", 401: "LoginNeeded", 404: "NotFound", 405: "NoSuchMethod"}
            name = names.get(answer.status_code, "TooLarge")
            if answer.status_code in (301, 308):  # to the same path, spelt well
                return None
            return fault_of(answer, {answer.status_code: responses[name]})
        return None

    def find_operation(self, answer: TestResponse) -> Operation | None:
        adapter = self.visitor.app.url_map.bind("127.0.0.1")
        try:
            rule, _ = adapter.match(
                answer.request.path, method=answer.request.method, return_rule=True
            )
        except HTTPException:
            return None
        path = rule.rule.replace("<int:call_id>", "{callId}")
        return DESCRIBED.get((answer.request.method, path))


def fault_of_answer(answer: TestResponse) -> str | None:
    """What is wrong with any answer that is like this one."""
    if answer.status_code >= 500:
        return f"status {answer.status_code}"
    if "default-src 'none'" not in answer.headers.get("Content-Security-Policy", ""):
        return "no Content-Security-Policy"
    if answer.headers.get("X-Content-Type-Options") != "nosniff":
        return "no nosniff"
    if "Traceback (most recent call last)" in answer.text:
        return "a traceback"
    if any("\n" in value or "\r" in value for _, value in answer.headers):
        return "a header of two lines"
    location = answer.headers.get("Location", "/").removeprefix(f"http://{PUBLIC_HOST}")
    if not location.startswith("/") or location.startswith("//"):
        return f"it leads elsewhere: {location}"
    return None
