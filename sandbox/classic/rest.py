"""The classic SDK's REST addresses: clock, registration, configuration, calls."""

from base64 import b64encode
from datetime import UTC, datetime

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue
from flask_limiter.util import get_remote_address

from classic_hosts import find_signalling_hosts
from extensions import current_settings, limiter
from sandbox.classic import answers
from sandbox.classic.authorization import find_sender, read_ticket
from sandbox.classic.call_request import read_call
from sandbox.classic.errors import ClassicError, ErrorCode
from sandbox.classic.instance import Instance
from sandbox.classic.mxp import RELAY
from sandbox.classic.office import Office

PREFIX = "/sandbox/classic"
ALL_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

SEVERAL_PROCESSES = (
    "The classic SDK needs a sandbox of one server process, and this one has several: "
    "set PROCESSES=1, or use the current SDK."
)

# A workshop shares one address.
registrations = limiter.shared_limit(
    "120 per minute", scope="classic-registrations", key_func=get_remote_address
)


def answer_error(error: ClassicError) -> ResponseReturnValue:
    """As the SDK reads it; both members must be there."""
    return {"errorCode": int(error.code), "message": str(error)}, error.status


def refuse_several_processes() -> None:
    """An instance lives in one process; the requests of its browser would come to any."""
    is_refused = request.method != "OPTIONS" and not str(request.endpoint).endswith(".tell_time")
    if is_refused and current_office().is_spread:
        raise ClassicError(ErrorCode.SEVERAL_PROCESSES, SEVERAL_PROCESSES)


bp = Blueprint("classic", __name__, url_prefix=PREFIX)
answers.prepare(bp, answer_error)
bp.before_request(refuse_several_processes)


@bp.get("/timestamp/")
def tell_time() -> ResponseReturnValue:
    """Never refused: the SDK would wait for ever."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return {"timestamp": now.replace("+00:00", "Z")}


@bp.post("/instance")
@registrations
def register() -> ResponseReturnValue:
    """Register with a user ticket."""
    office = current_office()
    return tell_secret(office, office.registrar.register(read_ticket()))


@bp.put("/instances/id/<instance_id>/authorization")
@registrations
def renew(instance_id: str) -> ResponseReturnValue:
    """Register again as the instance that this browser had before."""
    office = current_office()
    return tell_secret(office, office.registrar.renew(instance_id, read_ticket()))


def tell_secret(office: Office, instance: Instance) -> ResponseReturnValue:
    office.desk.attend(instance)
    return {"id": instance.id, "secret": instance.secret_text}


@bp.get("/user/profile")
def show_profile() -> ResponseReturnValue:
    """The SDK asks this to learn whether its session is still good."""
    instance = find_sender(current_office().instances)
    return {"identities": [{"type": "username", "endpoint": instance.party.id}]}


@bp.get("/configuration/user")
def show_configuration() -> ResponseReturnValue:
    """Where the signalling is, and on which channels."""
    office = current_office()
    instance = find_sender(office.instances)
    office.desk.attend(instance)
    hosts = find_signalling_hosts(request.host)
    path = request.script_root + PREFIX
    return {
        "rtcConfiguration": {
            "broadcastNetwork": network("b", hosts.broadcast + path),
            "signalNetwork": network("s", hosts.signal + path),
        },
        "rtcProfile": {
            "broadcastChannel": instance.broadcast_channel,
            "transportChannel": instance.transport_channel,
            "signalChannel": instance.signal_channel,
            "key": b64encode(instance.key).decode("ascii"),
        },
    }


def network(letter: str, host: str) -> dict[str, str]:
    return {"publishKey": f"pub-{letter}", "subscribeKey": f"sub-{letter}", "host": host}


@bp.post("/calls/<domain>")
def place_call(domain: str) -> ResponseReturnValue:
    """Call somebody; answered when it is certain whether the call begins."""
    office = current_office()
    instance = find_sender(office.instances)
    invite = read_call(
        domain, request.get_data(), caller_identifier=current_settings().caller_identifier
    )
    leg = office.desk.place_call(instance, invite)
    return {
        "body": RELAY,
        "encryptionKey": b64encode(leg.key).decode("ascii"),
        "instances": [],
        "signalChannel": leg.channel,
    }


@bp.put("/calls/<domain>/id/<call_id>")
def report_call(domain: str, call_id: str) -> ResponseReturnValue:
    """How a call went, as the SDK saw it; the switchboard knows better."""
    find_sender(current_office().instances)
    return {}


@bp.route("/", defaults={"rest": ""}, methods=ALL_METHODS)
@bp.route("/<path:rest>", methods=ALL_METHODS)
def answer_anything_else(rest: str) -> ResponseReturnValue:
    """Browsers ask by OPTIONS whether they may send what they are about to send."""
    if request.method == "OPTIONS":
        return "", 204
    raise ClassicError(ErrorCode.NOTHING_HERE, "The sandbox has nothing at this address.")


def current_office() -> Office:
    office: Office = current_app.extensions["sandbox_classic"]
    return office
