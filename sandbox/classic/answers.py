"""What all answers to the classic SDK have in common: JSON that pages of any origin may read.

An error without the headers of CORS would look to the SDK like a dead network, and it would wait
for ever. No cookie is looked at here, so any origin may ask.
"""

from collections.abc import Callable

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from sandbox.classic.errors import ClassicError, ErrorCode
from sandbox.looking_up import NoDatabase

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, X-Timestamp, Accept",
    "Access-Control-Max-Age": "600",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
MAX_BODY_BYTES = 32 * 1024

SENTENCES = {
    ErrorCode.TOO_LARGE: "This request is too large.",
    ErrorCode.TOO_OFTEN: "That was too often: wait a minute and try again.",
    ErrorCode.BROKEN: "The sandbox made a mistake: see the server's log.",
}
DATABASE_AWAY = "The database does not answer. Try again in a moment."


def prepare(bp: Blueprint, answer_error: Callable[[ClassicError], ResponseReturnValue]) -> None:
    """Give a blueprint of the classic SDK its headers and its answers to errors."""
    bp.before_request(limit_body)
    bp.after_request(add_cors_headers)
    bp.register_error_handler(ClassicError, answer_error)
    bp.register_error_handler(HTTPException, lambda error: answer_error(translate(error)))
    bp.register_error_handler(
        NoDatabase, lambda error: answer_error(ClassicError(ErrorCode.FULL, DATABASE_AWAY))
    )


def limit_body() -> None:
    request.max_content_length = MAX_BODY_BYTES


def add_cors_headers(response: Response) -> Response:
    response.headers.update(CORS)
    return response


def translate(error: HTTPException) -> ClassicError:
    code = {
        413: ErrorCode.TOO_LARGE,
        429: ErrorCode.TOO_OFTEN,
        500: ErrorCode.BROKEN,
    }.get(error.code or 500, ErrorCode.BAD_REQUEST)
    sentence = SENTENCES.get(code, "This request is not one that the SDK sends.")
    return ClassicError(code, sentence)
