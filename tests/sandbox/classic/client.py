"""A client that speaks to the server as the classic SDK does; one object is one tab."""

import hmac
import json
import random
import secrets
from base64 import b64decode, b64encode
from collections import defaultdict
from datetime import UTC, datetime
from hashlib import md5
from typing import Any, NamedTuple
from urllib.parse import quote

from credentials import sign_user_ticket
from sandbox.classic.encryption import decrypt, encrypt
from tests.sandbox.classic.polling import BASE, Answer, Subscription, Wire
from tests.sandbox.classic.sdk_frames import split_frames
from tests.sandbox.site import TIMEOUT_SECONDS, Person, Site

CONTENT_TYPE = "application/json; charset=UTF-8"


class Call(NamedTuple):
    """One end of a call."""

    id: str
    key: bytes
    channel: str  # where the other side listens
    invitation: dict[str, Any]


class Tab:
    """Started by :meth:`start`."""

    def __init__(self, site: Site, person: Person) -> None:
        self.site, self.person, self.wire = site, person, Wire(site)
        self.client_id = random.randrange(2**32)
        self.id, self.secret = "", b""
        self.subscriptions: dict[str, Subscription] = {}
        self._keys: dict[str, bytes] = {}
        self._kept: dict[str, list[dict[str, Any]]] = defaultdict(list)

    @property
    def fi(self) -> str:
        return f"{self.id}:{self.client_id}"

    def ticket(self) -> str:
        application = self.site.reception.application
        return sign_user_ticket(application, self.person.user_id, created_at=datetime.now(UTC))

    def start(self, *, like: "Tab | None" = None) -> "Tab":
        """Register, and listen; ``like`` another tab of the same browser."""
        path, method, body = "/instance", "POST", {"expiresIn": 31536000}
        if like is not None:
            path, method = f"/instances/id/{like.id}/authorization", "PUT"
        answer = self.as_user(method, path, body, self.ticket())
        assert answer.status == 200, answer.body
        self.id, self.secret = answer.body["id"], b64decode(answer.body["secret"])
        profile = self.signed("GET", "/configuration/user").body["rtcProfile"]
        self.key, self.signal_channel = b64decode(profile["key"]), profile["signalChannel"]
        self.subscribe("b", f"{profile['broadcastChannel']},{profile['transportChannel']}")
        return self

    def subscribe(self, network: str, channels: str) -> None:
        if network not in self.subscriptions:
            subscription = Subscription(self.wire.address, f"sub-{network}", channels)
            self.subscriptions[network] = subscription

    def as_user(self, method: str, path: str, body: Any, ticket: str) -> Answer:
        return self._send(method, path, body, lambda *_: f"user {ticket}")

    def signed(self, method: str, path: str, body: Any = None) -> Answer:
        return self._send(method, path, body, self._sign)

    def signed_bytes(self, method: str, path: str, body: bytes) -> Answer:
        """For what is not JSON."""
        return self._send(method, path, body, self._sign)

    def call(self, endpoint: str, offer: str, **changes: Any) -> Call:
        """Place a call that the server takes."""
        call_id = changes.pop("call_id", None) or self.new_call_id()
        answer = self.place(endpoint, offer, callId=call_id, **changes)
        assert answer.status == 200, answer.body
        return Call(
            call_id, b64decode(answer.body["encryptionKey"]), answer.body["signalChannel"], {}
        )

    def new_call_id(self) -> str:
        number = secrets.token_hex(16)
        return f"{number[:8]}-{number[8:12]}-4{number[13:16]}-8{number[17:20]}-{number[20:]}"

    def place(self, endpoint: str, offer: str, **changes: Any) -> Answer:
        is_number = endpoint.startswith("+")
        self.subscribe("s", self.signal_channel)
        body = {
            "cli": "",
            "destination": {"type": "number" if is_number else "username", "endpoint": endpoint},
            "callId": self.new_call_id(),
            "mediaChannels": ["audio"],
            "subinstanceId": self.client_id,
            "headers": {"p2p": "yes"},
            "domain": "pstn" if is_number else "data",
            "sdp": {"sdp": offer, "type": "offer"},
        }
        return self.signed("POST", f"/calls/{'pstn' if is_number else 'data'}", body | changes)

    def hear_invitation(self) -> Call:
        """Wait for a call."""
        call_id, message = self._next("b", lambda _: self.key)
        pairs = message["nvps"]
        self.subscribe("s", self.signal_channel)
        return Call(call_id, b64decode(pairs["key"]), message["fs"], message)

    def hear(self, call: Call) -> dict[str, Any]:
        """Wait for the next message about a call."""
        while not self._kept[call.id]:
            self._keys[call.id] = call.key
            call_id, message = self._next("s", self._keys.get)
            self._kept[call_id].append(message)
        return self._kept[call.id].pop(0)

    def kept(self, call: Call) -> list[dict[str, Any]]:
        """What came about a call while waiting for another."""
        return self._kept[call.id]

    def say(self, call: Call, method: int, **members: Any) -> Answer:
        """Publish a message; returns the answer to its last piece."""
        message = {
            "md": method, "bv": 10, "bd": None, "fu": self.person.user_id, "fi": self.fi,
            "fd": self.id, "fc": "", "fs": self.signal_channel, **members,
        }  # fmt: skip
        encrypted = encrypt(call.key, json.dumps(message).encode(), iv=secrets.token_bytes(16))
        for frame in split_frames(call.id, b64encode(encrypted).decode()):
            answer = self.publish(call.channel, json.dumps(frame))
        return answer

    def publish(self, channel: str, message: str) -> Answer:
        path = f"/publish/pub-s/sub-s/0/{channel}/0/{quote(message, safe='')}"
        return self.wire.ask("GET", path)

    def acknowledge(self, call: Call, answer: str) -> None:
        self.say(call, 2, bt="sdp", bd=json.dumps({"type": "answer", "sdp": answer}))

    def leave_call(self) -> None:
        if subscription := self.subscriptions.pop("s", None):
            subscription.close()

    def vanish(self) -> None:
        """The page is closed."""
        while self.subscriptions:
            self.subscriptions.popitem()[1].close()

    def _next(self, network: str, key_of: Any) -> tuple[str, dict[str, Any]]:
        """The next message that this tab has the key of."""
        while True:
            text = self.subscriptions[network].letters.get(timeout=TIMEOUT_SECONDS)
            _, call_id, group, index, count, piece = text.split(" ")
            assert (group, index, count) == ("-", "0", "1")
            if (key := key_of(call_id)) is not None:
                return call_id, json.loads(decrypt(key, b64decode(piece)))

    def _send(self, method: str, path: str, body: Any, authorize: Any) -> Answer:
        data = body
        if body is not None and not isinstance(body, bytes):
            data = json.dumps(body).encode()
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        headers = {
            "Content-Type": CONTENT_TYPE,
            "X-Timestamp": now,
            "Authorization": authorize(method, path, data, now),
        }
        return self.wire.ask(method, path, data, headers)

    def _sign(self, method: str, path: str, data: bytes | None, now: str) -> str:
        digest = b64encode(md5(data, usedforsecurity=False).digest()).decode() if data else ""
        text = "\n".join((method, digest, CONTENT_TYPE, f"x-timestamp:{now}", BASE + path))
        signature = hmac.digest(self.secret, text.encode(), "sha256")
        return f"instance {self.id}:{b64encode(signature).decode()}"
