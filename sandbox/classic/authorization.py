"""Who sends a request: read from its ``Authorization``, and from nothing else."""

from datetime import UTC, datetime

from flask import request

from sandbox.classic.errors import ClassicError, ErrorCode
from sandbox.classic.instance import Instance
from sandbox.classic.instances import Instances
from sandbox.classic.registrar import SESSION_OVER
from sandbox.classic.request_signature import SignedRequest, check_request, check_timestamp


def read_ticket() -> str:
    """Return the ticket of a request to register, unchecked.

    :raises ClassicError:
    """
    ticket = read_authorization("user")
    check_timestamp(request.headers.get("X-Timestamp", ""), datetime.now(UTC))
    return ticket


def find_sender(instances: Instances) -> Instance:
    """Return the instance that signed this request.

    :raises ClassicError:
    """
    instance_id, colon, signature = read_authorization("instance").partition(":")
    if not colon:
        raise illegal("instance ID:SIGNATURE")
    instance = instances.find(instance_id)
    if instance is None:
        raise ClassicError(ErrorCode.UNKNOWN_INSTANCE, SESSION_OVER)
    signed = SignedRequest(
        method=request.method,
        path=request.script_root + request.path,
        content_type=request.headers.get("Content-Type", ""),
        timestamp=request.headers.get("X-Timestamp", ""),
        body=request.get_data(),
    )
    check_request([instance.secret], signed, signature, now=datetime.now(UTC))
    return instance


def read_authorization(scheme: str) -> str:
    found, _, rest = request.headers.get("Authorization", "").partition(" ")
    if found != scheme or not rest:
        raise illegal(f"{scheme} ...")
    return rest


def illegal(form: str) -> ClassicError:
    return ClassicError(
        ErrorCode.ILLEGAL_AUTHORIZATION, f"The request's Authorization is not of the form: {form}."
    )
