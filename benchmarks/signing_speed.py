"""What signing and reading cost, as ratios to a floor measured in the same rounds.

``make bench`` runs it (``python3 run.py bench``), best on a machine that does nothing else. Goals:
a registration token at most 1.15 of plain ``jwt.encode`` with a ready key, a user ticket at most
1.25 of bare ``hmac`` and ``json``.
"""

import gc
import hmac
import json
import secrets
import statistics
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from time import perf_counter_ns

import jwt

from credentials import (
    Application,
    read_registration_token,
    read_user_ticket,
    sign_registration_token,
    sign_user_ticket,
)
from credentials.signing_key import derive_signing_key, key_id

ROUNDS, CALLS = 400, 50

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
IAT = int(NOW.timestamp())
APPLICATION = Application("a32e5a8d-f7d8-411c-9645-9038e8dd051d", secrets.token_bytes(32))
NONCE = secrets.token_hex(16)
READY_KEY, READY_KEY_ID = derive_signing_key(APPLICATION, NOW.date()), key_id(NOW.date())
ISSUER = f"//rtc.sinch.com/applications/{APPLICATION.key}"


def token_claims() -> dict[str, object]:
    return {
        "exp": IAT + 600,
        "iat": IAT,
        "iss": ISSUER,
        "nonce": NONCE,
        "sub": f"{ISSUER}/users/alice",
    }


def plain_jwt_encode() -> str:
    headers = {"typ": None, "kid": READY_KEY_ID}
    return jwt.encode(token_claims(), READY_KEY, algorithm="HS256", headers=headers)


def bare_token() -> str:
    header = json.dumps({"alg": "HS256", "kid": READY_KEY_ID}, separators=(",", ":"))
    claims = json.dumps(token_claims(), separators=(",", ":"))
    parts = [urlsafe_b64encode(part.encode()).rstrip(b"=") for part in (header, claims)]
    signature = hmac.digest(READY_KEY, b".".join(parts), "sha256")
    return b".".join([*parts, urlsafe_b64encode(signature).rstrip(b"=")]).decode()


def bare_ticket() -> str:
    ticket = {
        "identity": {"type": "username", "endpoint": "alice"},
        "expiresIn": 3600,
        "applicationKey": APPLICATION.key,
        "created": "2026-11-20T12:00:00.000Z",
    }
    data = json.dumps(ticket, separators=(",", ":")).encode()
    signature = hmac.digest(APPLICATION.secret, data, "sha256")
    return f"{b64encode(data).decode()}:{b64encode(signature).decode()}"


def sign_token() -> str:
    return sign_registration_token(APPLICATION, "alice", issued_at=NOW, nonce=NONCE)


def sign_ticket() -> str:
    return sign_user_ticket(APPLICATION, "alice", created_at=NOW)


def measure(
    functions: list[Callable[[], object]], rounds: int = ROUNDS
) -> dict[Callable[[], object], float]:
    """Return the median nanoseconds of one call; rounds alternate, so that noise hits all alike."""
    samples: dict[Callable[[], object], list[float]] = {function: [] for function in functions}
    gc.disable()
    for _ in range(rounds):
        for function in functions:
            start = perf_counter_ns()
            for _ in range(CALLS):
                function()
            samples[function].append((perf_counter_ns() - start) / CALLS)
    gc.enable()
    return {function: statistics.median(taken) for function, taken in samples.items()}


def main(rounds: int = ROUNDS) -> None:
    token, ticket = sign_token(), sign_ticket()

    def read_token() -> object:
        return read_registration_token(APPLICATION, token, now=NOW)

    def read_ticket() -> object:
        return read_user_ticket(APPLICATION, ticket, now=NOW)

    signing = [plain_jwt_encode, bare_token, bare_ticket, sign_token, sign_ticket]
    cost = measure([*signing, read_token, read_ticket], rounds)
    print(f"registration tokens signed per second   {1e9 / cost[sign_token]:10,.0f}")
    print(f"user tickets signed per second          {1e9 / cost[sign_ticket]:10,.0f}")
    for name, measured, floor in [
        ("sign token / jwt.encode, ready key", sign_token, plain_jwt_encode),
        ("sign token / bare hmac and json", sign_token, bare_token),
        ("sign ticket / bare hmac and json", sign_ticket, bare_ticket),
        ("read token / sign token", read_token, sign_token),
        ("read ticket / sign ticket", read_ticket, sign_ticket),
    ]:
        print(f"{name:40}{cost[measured] / cost[floor]:10.2f}")


if __name__ == "__main__":
    main()
