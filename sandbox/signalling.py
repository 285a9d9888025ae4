"""The WebSockets that the stand-in SDK and the virtual phones talk to, and the phone's page."""

from functools import partial

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_sock import Sock
from simple_websocket import Server
from wsproto.utilities import RemoteProtocolError

from sandbox.connection import SocketConnection
from sandbox.conversation import converse
from sandbox.directory import find_phone
from sandbox.effects import CloseCode, Farewell
from sandbox.guard import guarded
from sandbox.login_sessions import is_session_alive
from sandbox.phone_test_numbers import PHONE_TEST_NUMBERS
from sandbox.reader_thread import ReaderThread
from sandbox.reception import Reception
from sandbox.switchboard_state import Party

# Messages over 16 KB are refused by messages.py, in words. What is larger than this is not even
# received to its end: the library closes with 1009, and the browser may see only 1006.
WEBSOCKET_OPTIONS = {
    "ping_interval": 25,
    "max_message_size": 64 * 1024,
    "receive_bytes": 65536,
    "thread_class": ReaderThread,
}

WRONG_ORIGIN = Farewell(CloseCode.WRONG_ORIGIN, "Only this site's own pages may connect.")
NOT_LOGGED_IN = Farewell(CloseCode.SESSION_ENDED, "Log in first.")
NO_PHONE = Farewell(CloseCode.MALFORMED, "There is no virtual phone of this number.")

bp = Blueprint("sandbox", __name__, url_prefix="/sandbox")
sock = Sock()


@sock.route("/signalling", bp=bp)
@guarded
def serve_user(websocket: Server) -> Farewell:
    """Speak with one window of the logged-in user."""
    if not has_own_origin():
        return WRONG_ORIGIN
    if not current_user.is_authenticated:
        return NOT_LOGGED_IN
    user = Party("user", current_user.sinch_user_id, current_user.display_name)
    session_id: int = current_user.session_id
    reception = current_reception()
    connection = SocketConnection(websocket, session_id=session_id)
    return converse(
        reception.hub,
        connection,
        user,
        receive=partial(reception.receive_from_user, connection, user.id),
        check_session=partial(check_session, reception, session_id),
    )


@sock.route("/phone/<number>/signalling", bp=bp)
@guarded
def serve_phone(websocket: Server, number: str) -> Farewell:
    """Speak with one page of a virtual phone; no login: anyone may pick up a telephone."""
    if not has_own_origin():
        return WRONG_ORIGIN
    phone = find_phone(number)
    if not isinstance(phone, Party) or phone.id in PHONE_TEST_NUMBERS:
        return NO_PHONE
    reception = current_reception()
    connection = SocketConnection(websocket)
    return converse(
        reception.hub,
        connection,
        phone,
        receive=partial(reception.receive_from_phone, connection, phone),
        check_session=lambda: None,
    )


@bp.get("/phone/<number>")
def show_phone(number: str) -> ResponseReturnValue:
    """The page of a virtual phone; test numbers have none, they answer by themselves."""
    phone = find_phone(number)
    if not isinstance(phone, Party) or phone.id in PHONE_TEST_NUMBERS:
        abort(404)
    if phone.id != number:
        return redirect(url_for(".show_phone", number=phone.id))
    return render_template("sandbox/phone.html", number=phone.id)


def has_own_origin() -> bool:
    """A cookie comes along from pages of other sites and ports too; their Origin tells."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.host}"


def check_session(reception: Reception, session_id: int) -> None:
    if not is_session_alive(session_id):
        reception.hub.end_session(session_id)


def current_reception() -> Reception:
    reception: Reception = current_app.extensions["sandbox"]
    return reception


@bp.before_request
def refuse_compression() -> None:
    # It would cost a client 300 kB of memory, and one small frame could unpack to many megabytes.
    request.environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)


@bp.errorhandler(RemoteProtocolError)
def answer_broken_handshake(error: RemoteProtocolError) -> ResponseReturnValue:
    return "This is not the opening of a WebSocket.", 400
