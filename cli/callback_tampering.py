"""The ways in which ``--tamper`` spoils a callback: each is one that a forger might try."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from cli.callback_request import Signed, Unsigned, sign
from credentials import Application, callback_timestamp

OTHER_KEY = str(UUID(int=1))
OTHER_SECRET = b"a secret of another application"


@dataclass(frozen=True)
class Tampering:
    """A way to spoil a callback.

    :param words: completes "Tampered with: ...".
    """

    words: str
    spoil: Callable[[Unsigned], Signed]


def change_body(unsigned: Unsigned) -> Signed:
    signed = sign(unsigned)
    return replace(signed, body=signed.body.replace(b'"version": 1', b'"version": 2'))


def change_signature(unsigned: Unsigned) -> Signed:
    start, _, signature = sign(unsigned).headers["Authorization"].partition(":")
    other = "B" if signature.startswith("A") else "A"
    return with_headers(sign(unsigned), Authorization=f"{start}:{other}{signature[1:]}")


def change_timestamp(unsigned: Unsigned) -> Signed:
    later = callback_timestamp(unsigned.sent_at + timedelta(seconds=1))
    return with_headers(sign(unsigned), **{"x-timestamp": later})


def send_late(unsigned: Unsigned) -> Signed:
    return sign(replace(unsigned, sent_at=unsigned.sent_at - timedelta(minutes=10)))


def change_content_type(unsigned: Unsigned) -> Signed:
    return with_headers(sign(unsigned), **{"Content-Type": "application/json; charset=utf-8"})


def sign_other_path(unsigned: Unsigned) -> Signed:
    return sign(replace(unsigned, path=f"{unsigned.path}/other"))


def sign_other_method(unsigned: Unsigned) -> Signed:
    return sign(replace(unsigned, method="GET"))


def use_other_key(unsigned: Unsigned) -> Signed:
    other = Application(OTHER_KEY, unsigned.application.secret)
    return sign(replace(unsigned, application=other))


def use_other_secret(unsigned: Unsigned) -> Signed:
    other = Application(unsigned.application.key, OTHER_SECRET)
    return sign(replace(unsigned, application=other))


def use_basic(unsigned: Unsigned) -> Signed:
    signed = sign(unsigned)
    authorization = signed.headers["Authorization"].replace("application", "Basic", 1)
    return with_headers(signed, Authorization=authorization)


def send_unsigned(unsigned: Unsigned) -> Signed:
    signed = sign(unsigned)
    del signed.headers["Authorization"]
    return signed


def with_headers(signed: Signed, **headers: str) -> Signed:
    return replace(signed, headers=signed.headers | headers)


TAMPERINGS = {
    "body": Tampering("a byte of the body is changed after signing", change_body),
    "signature": Tampering("one character of the signature is changed", change_signature),
    "timestamp": Tampering("x-timestamp is made a second later after signing", change_timestamp),
    "old": Tampering("signed ten minutes ago: a copy of an old callback", send_late),
    "content-type": Tampering("Content-Type is changed after signing", change_content_type),
    "path": Tampering("signed for another path of the same server", sign_other_path),
    "method": Tampering("signed for GET, sent with POST", sign_other_method),
    "key": Tampering("names another application, signed with your secret", use_other_key),
    "secret": Tampering("signed with another application's secret", use_other_secret),
    "scheme": Tampering('the Authorization header says "Basic"', use_basic),
    "unsigned": Tampering("sent without the Authorization header", send_unsigned),
}
